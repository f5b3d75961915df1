import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { checkBook } from "#domain/text/check.ts";
import { importEpub } from "/work/main/server/importing/import-epub.ts";

for (const f of process.argv.slice(2)) {
  const t = Date.now();
  try {
    const b = await importEpub(await readFile(f), { fileName: basename(f) });
    console.log(
      "=====",
      basename(f),
      "|",
      b.title,
      "|",
      b.authors.join("; "),
      "|",
      b.language,
      b.direction,
      "| imgs",
      b.images.size,
      b.cover?.slice(-8),
      Date.now() - t,
      "ms",
    );
    for (const [i, c] of b.chapters.entries())
      console.log(
        i + 1,
        c.role,
        JSON.stringify(c.title),
        c.words,
        "p" + c.passages.length,
        "n" + c.passages.filter((p) => p.kind === "note" && p.marker).length,
        c.section.join(" > "),
        c.lang ?? "",
        c.dir ?? "",
      );
    for (const x of checkBook(b).slice(0, 10)) console.log("  !!", x);
    for (const r of b.report) console.log("  -", r.kind, r.what);
  } catch (e) {
    console.log("=====", basename(f), e.code ?? "", e.code ? e.message : e);
  }
}

import { readFile } from "node:fs/promises";
import { importEpub } from "./import-epub.ts";

const [f, ...cs] = process.argv.slice(2);
const b = await importEpub(await readFile(f));
for (const c of cs) {
  const [n, from = "1", to = "12"] = c.split(":");
  const ch = b.chapters[Number(n) - 1];
  console.log("#", ch.title, ch.role);
  for (const p of ch.passages.slice(Number(from) - 1, Number(to))) console.log(JSON.stringify(p).slice(0, 420));
}

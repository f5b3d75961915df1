// Serves one chapter in the forms that are compared: bare, with the marks of the product's own renderer, and for programs that paint in the browser.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { JSDOM } from "jsdom";
import { inTextOrder, marksOf, notesByPassage } from "#app/groups/[group]/read/_desk/notes.ts";
import { rangeOfStretch } from "#app/groups/[group]/read/_desk/text-position.ts";
import { stretchOf } from "#domain/anchoring/verify.ts";
import type { Annotation } from "#domain/shapes/annotation.ts";
import type { ChapterPage } from "#domain/shapes/book.ts";
import { joinBlocks, renderArticle, renderBlock } from "#domain/text/render-chapter.ts";
import { ARRIVING } from "./margin-notes.ts";
import type { FlatNote } from "./margin-page-recogito.ts";

export const systems = ["none", "ours", "recogito", "highlights"] as const;
export type SystemName = (typeof systems)[number];

export interface Pages {
  /** The address of a system's page with so many notes. */
  url: (system: SystemName, count: number) => string;
  /** Bytes that the marks add to the text, and with the ways from passages to their notes. */
  bytes: (count: number) => { marks: number; all: number; elements: number };
  /** The file of the script that measures in a page. */
  probe: string;
  stop: () => void;
}

/** `stylesheets` are the product's own, from `origin`, so that all pages look like its page. */
export async function servePages(
  chapter: ChapterPage,
  notes: readonly Annotation[],
  { origin, stylesheets }: { origin: string; stylesheets: readonly string[] },
): Promise<Pages> {
  const options = { imageBase: `${origin}/images/${chapter.book.editionId}/`, words: { passage: String, table: String } };
  const { passages } = chapter;
  const bareBlocks = passages.map((stored) => renderBlock(stored, options));
  const article = (blocks: readonly string[]) =>
    renderArticle({ ...chapter.chapter, byline: undefined }, joinBlocks(passages, blocks));
  /** As app/groups/[group]/read/_desk/write-text.ts writes a chapter: what has no marks is written once. */
  function marked(count: number, ways = true): string {
    const placed = inTextOrder(notes.slice(0, count), passages);
    const marks = marksOf(
      placed.map(({ note }) => note),
      passages,
    );
    const byPassage = notesByPassage(placed);
    const blocks = passages.map((stored, index) => {
      const painted = marks.marks(stored.id);
      const here = byPassage.get(stored.number);
      if (painted.length === 0 && !here) return bareBlocks[index] ?? "";
      const name = `${here?.length} notes on passage ${stored.number}`;
      const way = here?.[0] &&
        ways && { href: `#a-${here[0].note.id}`, details: `on-${stored.number}`, count: here.length, name };
      return renderBlock(stored, options, { marks: painted, ...(way && { notes: way }) });
    });
    return article(blocks);
  }

  const scripts = bundle();
  const flat = flatNotes(article(bareBlocks), notes);
  const links = stylesheets.map((href) => `<link rel="stylesheet" href="${href}">`).join("");
  const whenPainted = `addEventListener("load",()=>requestAnimationFrame(()=>{const c=new MessageChannel();c.port1.onmessage=()=>{window.painted=performance.now()};c.port2.postMessage(0)}))`;
  function page(system: SystemName, count: number): string {
    const painted = system === "ours" || system === "none";
    const of = (some: readonly Annotation[]) => some.flatMap(({ id }) => flat.get(id) ?? []);
    const json = JSON.stringify({ shown: of(notes.slice(0, count)), arriving: of(notes.slice(-ARRIVING)) });
    const data =
      system === "recogito" ? `<script type="application/json" id="data">${json.replaceAll("<", "\\u003c")}</script>` : "";
    const script = painted
      ? `<script>${whenPainted}</script>`
      : `${data}<script type="module" src="/scripts/margin-page-${system}.js"></script>`;
    const text = system === "ours" ? marked(count) : article(bareBlocks);
    return `<!doctype html><html lang="en" data-theme="paper"><head><meta charset="utf-8">${links}</head><body><main class="desk-page">${text}</main>${script}</body></html>`;
  }

  const server = createServer((request, response) => {
    const [, first = "", second = "", third] = (request.url ?? "").split("/");
    const send = (type: string, body: string | Buffer) => response.writeHead(200, { "content-type": type }).end(body);
    if (first === "scripts") send("text/javascript", readFileSync(join(scripts, second)));
    else if (third === "notes") send("application/json", JSON.stringify({ notes: notes.slice(0, Number(second)) }));
    else if ((systems as readonly string[]).includes(first)) send("text/html", page(first as SystemName, Number(second)));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const bare = Buffer.byteLength(article(bareBlocks));
  return {
    url: (system, count) => `http://127.0.0.1:${port}/${system}/${count}/`,
    bytes(count) {
      const text = marked(count, false);
      const elements = text.match(/<mark /g)?.length ?? 0;
      return { marks: Buffer.byteLength(text) - bare, all: Buffer.byteLength(marked(count)) - bare, elements };
    },
    probe: join(scripts, "margin-page-probe.js"),
    stop() {
      server.close();
      server.closeAllConnections();
      rmSync(scripts, { recursive: true, force: true });
    },
  };
}

/** The scripts of the pages, each in one file. Gives their folder. */
function bundle(): string {
  const folder = mkdtempSync(join(tmpdir(), "interleaf-margin-"));
  const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  const files = ["probe", "ours", "recogito", "highlights"].map((name) => here(`margin-page-${name}.ts`));
  const flags = [
    "--bundle",
    "--format=esm",
    "--target=chrome120",
    "--minify",
    "--loader:.css=empty",
    "--log-level=error",
    `--outdir=${folder}`,
  ];
  execFileSync(here("../node_modules/.bin/esbuild"), [...files, ...flags], { cwd: here(".."), stdio: ["ignore", "ignore", 2] });
  return folder;
}

/** The notes as Recogito counts them: in all texts of the page, also in those that are no part of the chapter's. */
function flatNotes(html: string, notes: readonly Annotation[]): Map<string, FlatNote> {
  const { window } = new JSDOM(html);
  const root = window.document.body;
  const starts = new Map<Node, number>();
  const walker = window.document.createTreeWalker(root, window.NodeFilter.SHOW_TEXT);
  let length = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    starts.set(node, length);
    length += node.nodeValue?.length ?? 0;
  }
  const flat = new Map<string, FlatNote>();
  for (const { id, anchor } of notes) {
    const range = rangeOfStretch(root, stretchOf(anchor));
    const [from, to] = [range && starts.get(range.startContainer), range && starts.get(range.endContainer)];
    if (!range || from === undefined || to === undefined) continue;
    flat.set(id, { id, start: from + range.startOffset, end: to + range.endOffset, quote: anchor.quote });
  }
  return flat;
}

// Every book there is here, opened in a browser without scripts: what a browser selects in a passage is the passage's canonical text,
// which annotations count in. And what cannot be seen on a page without scripts is no page to read.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { v7 } from "uuid";
import { HANDBOOK_FILE, makeHandbook } from "../server/handbook.ts";
import { type Evening, setUpEvening } from "./evening.ts";
import { openServer } from "./people.ts";
import type { ServerProcess } from "./server-process.ts";

const SAMPLES = resolve("../shared/data");
const FORMATS = /\.(?:epub|html|md|docx|pdf|txt)$/;
if (!existsSync(SAMPLES)) console.log("../shared/data is missing: only the handbook is read.");

interface Shown {
  passages: { number: number; text: string; passage: { kind: string; content: unknown } }[];
}

let server: ServerProcess;
let evening: Evening;
test.beforeAll(async () => {
  // One reader opens hundreds of chapters in a row here.
  server = await openServer({ RATE_LIMITS: "off" });
  evening = await setUpEvening(server, 0);
});
test.afterAll(() => server?.stop());
test.use({ javaScriptEnabled: false, viewport: { width: 1440, height: 900 } });

/** What a browser gives when each passage of the page is selected whole, by number; formulas are shown as more than their text, and left out. */
async function selectPassages(page: Page): Promise<Record<number, string>> {
  return page.evaluate(() => {
    const selected: Record<number, string> = {};
    for (const block of document.querySelectorAll<HTMLElement>("[data-passage]")) {
      if (block.querySelector("[data-text]")) continue;
      const range = document.createRange();
      range.selectNodeContents(block.querySelector("[data-words]") ?? block);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
      selected[Number(block.dataset.number)] = getSelection()?.toString() ?? "";
    }
    return selected;
  });
}

/** A selected text as canonical text counts it: without invisible characters; a browser writes no-break spaces and line ends at the edges its own way. */
function folded(text: string): string {
  return text
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, "")
    .replace(/\u00a0/g, " ")
    .replace(/[ \n]*\n[ \n]*/g, "\n")
    .replace(/ +/g, " ")
    .trim();
}

const samples = existsSync(SAMPLES)
  ? ["books", "docx"].flatMap((folder) =>
      readdirSync(`${SAMPLES}/${folder}`)
        .filter((name) => FORMATS.test(name))
        .map((name) => `${folder}/${name}`),
    )
  : [];

for (const name of [HANDBOOK_FILE, ...samples]) {
  test(`in every chapter of ${name} a browser selects the canonical text`, async ({ page, context }) => {
    test.setTimeout(300_000);
    const { client } = evening.host;
    const bytes = name === HANDBOOK_FILE ? await makeHandbook() : new Uint8Array(readFileSync(`${SAMPLES}/${name}`));
    const bookId = await client.importBook(evening.branchId, name.replace(/^.*\//, ""), bytes);
    await client.mutate("book.choose", { id: v7(), groupId: evening.groupId, bookId });
    const { state } = await client.query<{ state: { book: { contents: { id: string; title: string }[] } } }>("group.read", {
      groupId: evening.groupId,
    });
    await context.addCookies(
      client.cookie.split("; ").map((pair) => {
        const at = pair.indexOf("=");
        return { name: pair.slice(0, at), value: pair.slice(at + 1), url: server.url };
      }),
    );
    for (const { id: chapterId, title } of state.book.contents) {
      const shown = await client.query<Shown>("chapter.read", { groupId: evening.groupId, chapterId });
      await page.goto(`${server.url}/groups/${evening.groupId}/read/${chapterId}`, { waitUntil: "domcontentloaded" });
      const selected = await selectPassages(page);
      for (const { number, text, passage } of shown.passages) {
        if (passage.kind === "rule" || JSON.stringify(passage).includes('"t":"math"')) continue;
        expect(folded(selected[number] ?? "(not on the page)"), `“${title}”, passage ${number}`).toBe(folded(text));
      }
    }
  });
}

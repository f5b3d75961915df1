// Opening chapters, with a library of 200 of them: server time, what travels, what a second visit costs, and what a browser sees.
// The limits are those of the issue: HTML and JavaScript of a chapter of 8,000 words, server time, layout shift.
import { type Browser, chromium } from "@playwright/test";
import { v7 } from "uuid";
import type { Client } from "../e2e/client.ts";
import { chromiumFlags, findChromium } from "../scripts/find-chromium.mjs";
import { type Answered, ask } from "./ask.ts";
import { readBooks, readLargestBook } from "./book.ts";
import { startEmptyNext } from "./empty-next.ts";
import { type Bench, type Figure, figure, type Goal } from "./figure.ts";
import { type Visit, visit } from "./first-visit.ts";
import { inTurns, median, percentile } from "./measure.ts";
import { embedded, startEvening } from "./programs.ts";

const CHAPTERS = 200;
const WORDS = 8_000;
const TURNS = 3;

const goals = {
  server: { most: 30 },
  again: { least: 1 },
  html: { most: 60 },
  resting: { most: 60 },
  withMargin: { most: 140 },
  firstText: { most: 1_000 },
  shift: { most: 0.02 },
} satisfies Record<string, Goal>;

interface Chapter {
  url: string;
  words: number;
}

export const measureChapter: Bench = async (say) => {
  const { server, evening } = await startEvening(embedded, await readLargestBook());
  try {
    const { client } = evening.host;
    const chapters = await fillLibrary(client, evening.branchId, server.url, say);
    const bare = { url: `${server.url}/sign-in`, cookie: "" };
    const nearest = chapters.toSorted((a, b) => Math.abs(a.words - WORDS) - Math.abs(b.words - WORDS))[0];
    if (!nearest) throw new Error("There is no chapter");
    const figures = await measureServer(chapters, client.cookie, bare.url, say);
    figures.push(await measureHtml(chapters, nearest, client.cookie, bare.url));
    await addNote(client, nearest.url);
    return [...figures, ...(await measureBrowser(nearest, client.cookie, bare.url, say))];
  } finally {
    await server.stop();
  }
};

/** Imports books, each into a group of its own, until there are so many chapters to read; gives them all. */
async function fillLibrary(client: Client, branchId: string, url: string, say: (line: string) => void): Promise<Chapter[]> {
  const books = await readBooks();
  const chapters: Chapter[] = [];
  for (let turn = 0; chapters.length < CHAPTERS; turn++) {
    const book = books[turn % books.length];
    if (!book) break;
    const groupId = v7();
    await client.mutate("group.open", { id: v7(), groupId, branchId, name: `Group ${turn + 1}`, displayName: "Hanna" });
    await client.mutate("book.choose", { id: v7(), groupId, bookId: await client.importBook(branchId, book.name, book.bytes) });
    const { state } = await client.query<{ state: { book?: { contents: { id: string; words: number }[] } } }>("group.read", {
      groupId,
    });
    for (const { id, words } of state.book?.contents ?? []) chapters.push({ url: `${url}/groups/${groupId}/read/${id}`, words });
    say(`${book.name}: ${chapters.length} chapters so far`);
  }
  return chapters;
}

async function measureServer(chapters: Chapter[], cookie: string, bare: string, say: (line: string) => void): Promise<Figure[]> {
  for (const { url } of chapters) await open(url, cookie);
  say(`${TURNS} × every one of ${chapters.length} chapters, and the sign-in page as often`);
  const each = (ask: (chapter: Chapter) => Promise<Answered>) => async () => {
    const answers: Answered[] = [];
    for (const chapter of chapters) answers.push(await ask(chapter));
    return answers;
  };
  const tags = new Map<string, string>();
  const { whole, bareAnswers, again } = await inTurns(
    { turns: TURNS, minutes: 8 },
    {
      whole: each(async ({ url }) => {
        const answer = await open(url, cookie);
        tags.set(url, answer.tag ?? "");
        return answer;
      }),
      again: each(({ url }) => open(url, cookie, { "if-none-match": tags.get(url) ?? "" })),
      bareAnswers: each(() => open(bare, "")),
    },
  );
  const time = (turns: Answered[][], of: (milliseconds: number[]) => number) =>
    median(turns.map((answers) => of(answers.map(({ milliseconds }) => milliseconds))));
  const p95 = (values: number[]) => percentile(values, 0.95);
  const seconds = again.flat();
  return [
    figure({
      what: `any of ${chapters.length} chapters, warm, p95 (against the sign-in page)`,
      value: time(whole, p95),
      unit: "ms",
      against: time(bareAnswers, p95),
      goal: goals.server,
    }),
    figure({ what: "the same, median", value: time(whole, median), unit: "ms", against: time(bareAnswers, median) }),
    figure({
      what: "second visit, answered 304 (share)",
      value: seconds.filter(({ status }) => status === 304).length / seconds.length,
      unit: "",
      goal: goals.again,
    }),
    figure({
      what: "second visit, median (against the first)",
      value: time(again, median),
      unit: "ms",
      against: time(whole, median),
    }),
  ];
}

/**
 * HTML of a chapter of exactly so many words: on the line through the page of the chapter nearest to it and the page of the shortest one,
 * so that what is the same on every page is not scaled with the words.
 */
async function measureHtml(chapters: Chapter[], nearest: Chapter, cookie: string, bare: string): Promise<Figure> {
  const sameBook = chapters.filter(({ url }) => url.startsWith(nearest.url.slice(0, nearest.url.indexOf("/read/"))));
  const shortest = sameBook.toSorted((a, b) => a.words - b.words)[0] ?? nearest;
  const [long, short] = [(await open(nearest.url, cookie)).bytes, (await open(shortest.url, cookie)).bytes];
  const perWord = (long - short) / Math.max(1, nearest.words - shortest.words);
  return figure({
    what: `HTML of ${WORDS.toLocaleString("en-GB")} words, gzip (from one of ${nearest.words.toLocaleString("en-GB")}: ${(long / 1000).toFixed(1)} kB; against the sign-in page)`,
    value: (long + perWord * (WORDS - nearest.words)) / 1000,
    unit: "kB",
    against: (await open(bare, "")).bytes / 1000,
    goal: goals.html,
  });
}

async function measureBrowser(chapter: Chapter, cookie: string, bare: string, say: (line: string) => void): Promise<Figure[]> {
  const executablePath = findChromium();
  if (!executablePath) {
    say(
      "What a browser sees is left out: no Chromium is installed (Debian: apt-get install chromium; elsewhere set CHROMIUM_PATH).",
    );
    return [];
  }
  say("building and starting an empty Next page");
  const empty = await startEmptyNext();
  const browser = await chromium.launch({ executablePath, args: chromiumFlags });
  try {
    say(`${TURNS} first visits of each page in Chromium`);
    const visits = await inTurns(
      { turns: TURNS, minutes: 5 },
      visitsOf(browser, { chapter: chapter.url, cookie, bare, empty: `${empty.url}/` }),
    );
    const of = (name: keyof typeof visits, what: (visit: Visit) => number) => median(visits[name].map(what));
    const emptyScripts = of("empty", ({ resting }) => resting);
    const over = (what: string, value: number, goal?: Goal) =>
      figure({ what, value: value - emptyScripts, unit: "kB", against: emptyScripts, ...(goal && { goal }) });
    return [
      over(
        "JavaScript over an empty Next page, at rest",
        of("chapter", ({ resting }) => resting),
        goals.resting,
      ),
      over(
        "the same, read to the end",
        of("chapter", ({ read }) => read),
        goals.resting,
      ),
      over(
        "the same, with a note open and one begun",
        of("chapter", ({ withMargin = Number.NaN }) => withMargin),
        goals.withMargin,
      ),
      over(
        "the sign-in page for comparison",
        of("bare", ({ resting }) => resting),
      ),
      figure({
        what: "first text on the screen (against the sign-in page)",
        value: of("chapter", ({ firstText }) => firstText),
        unit: "ms",
        against: of("bare", ({ firstText }) => firstText),
        goal: goals.firstText,
      }),
      figure({ what: "layout shift until at rest", value: of("chapter", ({ shift }) => shift), unit: "", goal: goals.shift }),
    ];
  } finally {
    await browser.close();
    await empty.stop();
  }
}

function visitsOf(browser: Browser, of: { chapter: string; cookie: string; bare: string; empty: string }) {
  return {
    chapter: () => visit(browser, { url: of.chapter, cookie: of.cookie, desk: true }),
    bare: () => visit(browser, { url: of.bare, cookie: "", desk: false }),
    empty: () => visit(browser, { url: of.empty, cookie: "", desk: false }),
  };
}

/** Asks for a page as a browser without JavaScript does. */
async function open(url: string, cookie: string, headers: Record<string, string> = {}): Promise<Answered> {
  const answer = await ask(url, { cookie, accept: "text/html", "accept-encoding": "gzip", ...headers });
  const compressed = answer.status === 200 && answer.encoding === "gzip";
  if (!compressed && answer.status !== 304)
    throw new Error(`${url} answered ${answer.status} (${answer.encoding ?? "not compressed"}) instead of a compressed page`);
  return answer;
}

/** A note on the chapter's first words, so that there is one to open. */
async function addNote(client: Client, url: string): Promise<void> {
  const [, groupId, chapterId] = /\/groups\/([^/]+)\/read\/([^/]+)/.exec(url) ?? [];
  const { passages } = await client.query<{ passages: { id: string; text: string }[] }>("chapter.read", { groupId, chapterId });
  const passage = passages.find(({ text }) => text.length > 20);
  if (!passage) throw new Error("The chapter has no passage to note");
  const { id, text } = passage;
  const anchor = { passage: id, start: 0, endPassage: id, end: 5, quote: text.slice(0, 5), before: "", after: text.slice(5, 37) };
  const note = { id: v7(), annotationId: v7(), groupId, chapterId, kind: "remark", anchor, body: "What does *this* mean?" };
  await client.mutate("annotation.add", note);
}

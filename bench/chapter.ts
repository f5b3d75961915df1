// The page of a long chapter: how long the server takes, and how many bytes of HTML and JavaScript travel; beside the sign-in page of the same app.
import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, chromium } from "@playwright/test";
import type { Evening } from "../e2e/evening.ts";
import { chromiumFlags, findChromium } from "../scripts/find-chromium.mjs";
import { ask } from "./ask.ts";
import { readLargestBook } from "./book.ts";
import { type Bench, type Figure, figure, type Goal } from "./figure.ts";
import { inTurns, median, percentile } from "./measure.ts";
import { embedded, startEvening } from "./programs.ts";

const TURNS = 5;
const REQUESTS = 30;
/** A page that has asked for nothing for so long has loaded what it loads at first. An answer that nobody reads (a dropped prefetch) is not waited for. */
const QUIET_MS = 1_000;

/**
 * A page that is there within a third of a second is turned like a leaf. The slow ones belong mostly to the machine, which is as busy
 * for the small page: so they are judged beside it. A chapter of eleven thousand words may weigh as much as one picture, and its desk
 * may add half again to the JavaScript that every page loads.
 */
const goals = {
  median: { most: 300 },
  slow: { most: 15, ofRatio: true },
  html: { most: 200 },
  javaScript: { most: 1.5, ofRatio: true },
} satisfies Record<string, Goal>;

interface Page {
  url: string;
  cookie: string;
}

/** Server time, HTML and JavaScript of the longest chapter of the largest book, for a signed-in member. */
export const measureChapter: Bench = async (say) => {
  const { server, evening } = await startEvening(embedded, await readLargestBook());
  try {
    const { id, words } = await findLongestChapter(evening);
    const { cookie } = evening.host.client;
    const pages = {
      chapter: { url: `${server.url}/groups/${evening.groupId}/read/${id}`, cookie },
      bare: { url: `${server.url}/sign-in`, cookie: "" },
    };
    return [...(await measureServer(pages, words, say)), ...(await measureJavaScript(pages, say))];
  } finally {
    await server.stop();
  }
};

async function measureServer(
  pages: Record<"chapter" | "bare", Page>,
  words: number,
  say: (line: string) => void,
): Promise<Figure[]> {
  for (const page of Object.values(pages)) await request(page, REQUESTS);
  say(`${TURNS} × ${REQUESTS} requests of each page`);
  const answers = await inTurns(
    { turns: TURNS, minutes: 5 },
    { chapter: () => request(pages.chapter, REQUESTS), bare: () => request(pages.bare, REQUESTS) },
  );
  const times = (name: "chapter" | "bare", of: (milliseconds: number[]) => number) =>
    median(answers[name].map((some) => of(some.map(({ milliseconds }) => milliseconds))));
  const kilobytes = (name: "chapter" | "bare") => median(answers[name].flat().map(({ bytes }) => bytes)) / 1000;
  const p95 = (values: number[]) => percentile(values, 0.95);
  return [
    figure({
      what: `chapter of ${words.toLocaleString("en-GB")} words, median (against the sign-in page)`,
      value: times("chapter", median),
      unit: "ms",
      against: times("bare", median),
      goal: goals.median,
    }),
    figure({
      what: "the same, p95",
      value: times("chapter", p95),
      unit: "ms",
      against: times("bare", p95),
      goal: goals.slow,
    }),
    figure({
      what: "the same, HTML as transferred (gzip)",
      value: kilobytes("chapter"),
      unit: "kB",
      against: kilobytes("bare"),
      goal: goals.html,
    }),
  ];
}

/** Asks for a page as a browser without JavaScript does, one request after the other. */
async function request({ url, cookie }: Page, times: number) {
  const answers = [];
  for (let time = 0; time < times; time++) {
    const answer = await ask(url, { cookie, accept: "text/html", "accept-encoding": "gzip" });
    if (answer.status !== 200 || answer.encoding !== "gzip")
      throw new Error(`${url} answered ${answer.status} (${answer.encoding ?? "not compressed"}) instead of a compressed page`);
    answers.push(answer);
  }
  return answers;
}

async function measureJavaScript(pages: Record<"chapter" | "bare", Page>, say: (line: string) => void): Promise<Figure[]> {
  const executablePath = findChromium();
  if (!executablePath) {
    say("JavaScript is left out: no Chromium is installed (Debian: apt-get install chromium; elsewhere set CHROMIUM_PATH).");
    return [];
  }
  say(`${TURNS} first visits of each page in Chromium`);
  const browser = await chromium.launch({ executablePath, args: chromiumFlags });
  try {
    const kilobytes = await inTurns(
      { turns: TURNS, minutes: 5 },
      { chapter: () => weighScripts(browser, pages.chapter), bare: () => weighScripts(browser, pages.bare) },
    );
    return [
      figure({
        what: "the same, JavaScript of a first visit as transferred (against the sign-in page)",
        value: median(kilobytes.chapter),
        unit: "kB",
        against: median(kilobytes.bare),
        goal: goals.javaScript,
      }),
    ];
  } finally {
    await browser.close();
  }
}

/** Kilobytes of all scripts, as transferred, that a browser with an empty cache has loaded when the page has come to rest. */
async function weighScripts(browser: Browser, { url, cookie }: Page): Promise<number> {
  const context = await browser.newContext();
  try {
    await context.addCookies(
      cookie
        .split("; ")
        .filter(Boolean)
        .map((pair) => ({ name: pair.slice(0, pair.indexOf("=")), value: pair.slice(pair.indexOf("=") + 1), url })),
    );
    const page = await context.newPage();
    const sizes: Promise<number>[] = [];
    let stirredAt = performance.now();
    page.on("request", () => (stirredAt = performance.now()));
    page.on("requestfinished", (asked) => {
      stirredAt = performance.now();
      if (asked.resourceType() === "script") sizes.push(asked.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    const answer = await page.goto(url, { waitUntil: "load", timeout: 30_000 });
    if (!answer?.ok() || page.url() !== url) throw new Error(`${url} led to ${page.url()} with ${answer?.status()}`);
    const until = performance.now() + 20_000;
    while (performance.now() - stirredAt < QUIET_MS) {
      if (performance.now() > until) throw new Error(`${url} did not come to rest`);
      await sleep(100);
    }
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000;
  } finally {
    await context.close();
  }
}

async function findLongestChapter({ host, groupId }: Evening): Promise<{ id: string; words: number }> {
  const { state } = await host.client.query<{ state: { book?: { contents: { id: string; role: string; words: number }[] } } }>(
    "group.read",
    { groupId },
  );
  const [longest] = (state.book?.contents ?? []).filter(({ role }) => role === "body").sort((a, b) => b.words - a.words);
  if (!longest) throw new Error("The book has no chapter");
  return longest;
}

// One visit of a page with notes in Chromium: until it is painted, one note more, hits, scrolling, a change elsewhere, memory.
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, CDPSession, Page } from "@playwright/test";
import type { Annotation } from "#domain/shapes/annotation.ts";
// The page's own globals.
import type {} from "./margin-page-probe.ts";
import { median } from "./measure.ts";

/** So long a note that came is given until everything it brings about is done, folding in included. */
const SETTLED_MS = 300;
/** So many changes elsewhere are measured together. */
const CHANGES = 40;

export interface Seen {
  /** Milliseconds from asking for the page, and from its first byte, until everything is painted. */
  painted: number;
  sinceFirstByte: number;
  /** Milliseconds of the main thread until then: whatever else the machine does is not in it. */
  work: number;
  /** Milliseconds of long tasks (over 50 ms each) until then. */
  longTasks: number;
  /** Megabytes of the scripts' heap. */
  heap: number;
  /** Milliseconds of the main thread for one note more. */
  oneMore: number;
  /** Of asking which notes are under a point, and the share of points where the answer was right. */
  hit: { microseconds: number; share: number };
  scroll: { work: number; late: number };
  /** Milliseconds of the main thread for a frame in which a word elsewhere on the page changed. */
  elsewhere: number;
}

/** What is known of a page once it is painted. */
export type Loaded = Pick<Seen, "painted" | "sinceFirstByte" | "work" | "longTasks">;

/** Asks for a page and waits until it is painted; nothing else is done with it. */
export async function load(browser: Browser, url: string): Promise<Loaded> {
  return visit(browser, url, async ({ loaded }) => loaded);
}

export async function see(
  browser: Browser,
  url: string,
  of: { system: string; shown: readonly Annotation[]; arriving: readonly Annotation[] },
): Promise<Seen> {
  return visit(browser, url, async ({ page, session, loaded }) => {
    await page.addScriptTag({ url: "/scripts/margin-page-probe.js", type: "module" });
    await page.waitForFunction(() => window.probe !== undefined);
    if (of.system === "ours") {
      await page.addScriptTag({ url: "/scripts/margin-page-ours.js", type: "module" });
      await page.waitForFunction(() => window.system !== undefined);
      await sleep(SETTLED_MS);
    }
    const has = of.system !== "none";
    const hit = await page.evaluate((notes) => window.probe.measureHits(notes), of.shown as Annotation[]);
    const scroll = await page.evaluate(() => window.probe.scrollThrough());
    const elsewhere = await costElsewhere(page, session);
    const oneMore = has ? await costOfOneMore(page, session, of.arriving) : Number.NaN;
    await session.send("HeapProfiler.collectGarbage");
    const heap = (await metric(session, "JSHeapUsedSize")) / 1_000_000;
    return { ...loaded, hit, scroll, elsewhere, oneMore, heap };
  });
}

/** Opens a page in a context of its own, waits until it is painted, and gives what is then done with it. A fault of the page is an error. */
async function visit<T>(
  browser: Browser,
  url: string,
  work: (of: { page: Page; session: CDPSession; loaded: Loaded }) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    const faults: string[] = [];
    const failed = new Promise<never>((_, reject) => {
      page.on("pageerror", (fault) => {
        faults.push(fault.message);
        reject(new Error(`${url}: ${fault.message}`));
      });
    });
    // One that comes later is looked at in the end.
    failed.catch(() => {});
    const session = await context.newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    await page.addInitScript(() => {
      const long = { sum: 0 };
      Object.assign(window, { long });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) long.sum += duration;
      }).observe({ type: "longtask" });
    });
    await page.goto(url, { timeout: 120_000 });
    await Promise.race([page.waitForFunction(() => window.painted !== undefined, undefined, { timeout: 120_000 }), failed]);
    const busy = (await metric(session, "TaskDuration")) * 1_000;
    await sleep(100);
    const loaded = await page.evaluate(() => {
      const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      const painted = window.painted ?? Number.NaN;
      const longTasks = (window as unknown as { long: { sum: number } }).long.sum;
      return { painted, sinceFirstByte: painted - (entry?.responseStart ?? 0), longTasks };
    });
    const done = await work({ page, session, loaded: { ...loaded, work: busy } });
    if (faults.length > 0) throw new Error(`${url}: ${faults.join("; ")}`);
    return done;
  } finally {
    await context.close();
  }
}

/** What the main thread does in a frame in which a word elsewhere on the page changes, in milliseconds. */
export async function costElsewhere(page: Page, session: CDPSession): Promise<number> {
  await page.evaluate(() => window.probe.goElsewhere());
  const costs: number[] = [];
  for (let turn = 0; turn < 5; turn++) {
    const before = await metric(session, "TaskDuration");
    await page.evaluate((times) => window.probe.changeElsewhere(times), CHANGES);
    costs.push(((await metric(session, "TaskDuration")) - before) * (1_000 / CHANGES));
  }
  return median(costs);
}

/** What the main thread does for one note more, beyond what it does in the same time without. The first two are for warming up. */
async function costOfOneMore(page: Page, session: CDPSession, arriving: readonly Annotation[]): Promise<number> {
  await page.evaluate(() => scrollTo(0, 1_000));
  const busy = async (note: Annotation | undefined) => {
    const before = await metric(session, "TaskDuration");
    await page.evaluate((one) => {
      if (one) window.system?.add(one);
    }, note);
    await sleep(SETTLED_MS);
    return ((await metric(session, "TaskDuration")) - before) * 1_000;
  };
  const costs: number[] = [];
  for (const [turn, note] of arriving.entries()) {
    const idle = await busy(undefined);
    const cost = (await busy(note)) - idle;
    if (turn >= 2) costs.push(cost);
  }
  return median(costs);
}

async function metric(session: CDPSession, name: string): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find((one) => one.name === name)?.value ?? Number.NaN;
}

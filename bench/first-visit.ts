// A first visit in Chromium with an empty cache: bytes of scripts at rest, after reading to the end, and with the margin open; when the first text is painted; how much moves.
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Page } from "@playwright/test";

/** A page that has asked for nothing for so long has loaded what it loads by itself. An answer that nobody reads (a dropped prefetch) is not waited for. */
const QUIET_MS = 1_000;

export interface Visit {
  /** Kilobytes of scripts as transferred: when nothing was touched yet. */
  resting: number;
  /** When the reader has scrolled to the end, and the place they reached was kept. */
  read: number;
  /** When a note is open and another one begun. Undefined where there is no margin. */
  withMargin: number | undefined;
  /** Milliseconds until the first text was painted. */
  firstText: number;
  /** Cumulative layout shift until the page was at rest. */
  shift: number;
}

export interface Visited {
  url: string;
  cookie: string;
  /** Whether it is the desk, with a note in its chapter. */
  desk: boolean;
}

export async function visit(browser: Browser, { url, cookie, desk }: Visited): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const pairs = cookie.split("; ").filter(Boolean);
    await context.addCookies(
      pairs.map((pair) => ({ name: pair.slice(0, pair.indexOf("=")), value: pair.slice(pair.indexOf("=") + 1), url })),
    );
    const page = await context.newPage();
    const scripts = watchScripts(page);
    await page.addInitScript(() => {
      const moved = { shift: 0 };
      Object.assign(window, { moved });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) moved.shift += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    const answer = await page.goto(url, { waitUntil: "load", timeout: 30_000 });
    if (!answer?.ok() || page.url() !== url) throw new Error(`${url} led to ${page.url()} with ${answer?.status()}`);
    const resting = await scripts();
    const { firstText, shift } = await page.evaluate(() => ({
      firstText: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
      shift: (window as unknown as { moved: { shift: number } }).moved.shift,
    }));
    if (!desk) return { resting, read: resting, withMargin: undefined, firstText, shift };
    await page.evaluate(() => document.querySelector("main")?.scrollIntoView({ block: "end" }));
    // The place is kept three seconds after the reader has stopped.
    await sleep(4_000);
    const read = await scripts();
    await page.locator("[data-opens]").first().click();
    await page.getByRole("button", { name: "Reply", exact: true }).click();
    await page.keyboard.press("Escape");
    await page.locator(".passage-notes").last().dispatchEvent("click");
    await page.getByRole("button", { name: "Send", exact: true }).waitFor();
    return { resting, read, withMargin: await scripts(), firstText, shift };
  } finally {
    await context.close();
  }
}

/** Counts from now on; what it gives waits until the page is at rest, and then says how many kilobytes came so far. */
function watchScripts(page: Page): () => Promise<number> {
  const sizes: Promise<number>[] = [];
  let stirredAt = performance.now();
  page.on("request", () => (stirredAt = performance.now()));
  page.on("requestfinished", (asked) => {
    stirredAt = performance.now();
    if (asked.resourceType() === "script") sizes.push(asked.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  return async () => {
    const until = performance.now() + 20_000;
    while (performance.now() - stirredAt < QUIET_MS) {
      if (performance.now() > until) throw new Error(`${page.url()} did not come to rest`);
      await sleep(100);
    }
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000;
  };
}

// The reading desk itself, as the product serves it, with no notes, 1,000 and 10,000 in the chapter: what travels, how it is painted, scrolled, and what one note more costs.
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, CDPSession, Page } from "@playwright/test";
import pg from "pg";
import { v7 } from "uuid";
import type { Annotation } from "#domain/shapes/annotation.ts";
import type { Evening } from "../e2e/evening.ts";
import { type Figure, figure, type Goal } from "./figure.ts";
// The page's own globals.
import type {} from "./margin-page-probe.ts";
import { costElsewhere } from "./margin-visit.ts";
import { median } from "./measure.ts";

const TURNS = 3;
const SETTLED_MS = 1_500;

/** What the desk adds to the text may not cost the reader a frame, nor more at a change elsewhere; a note of mine from another device is there as fast with many as with few. */
const goals = {
  dropped: { most: 0 },
  elsewhere: { most: 1.2, ofRatio: true },
} satisfies Record<string, Goal>;

export interface DeskRun {
  browser: Browser;
  url: string;
  evening: Evening;
  /** Of PostgreSQL, into which many notes go at once; without it they are written one by one, and fewer. */
  databaseUrl: string | undefined;
  notes: readonly Annotation[];
  /** The file of the script that measures in the page. */
  probe: string;
  say: (line: string) => void;
}

interface Look {
  kilobytes: number;
  painted: number;
  scroll: { work: number; late: number };
  elsewhere: number;
  oneMore: number;
}

export async function measureDesk(run: DeskRun): Promise<Figure[]> {
  const counts = run.databaseUrl ? [0, 1_000, 10_000] : [0, 1_000];
  const looks = new Map<number, Look[]>();
  let there = 0;
  for (const count of counts) {
    await write(run, run.notes.slice(there, count));
    there = count;
    run.say(`the desk with ${count.toLocaleString("en-GB")} notes, ${TURNS} turns`);
    const seen: Look[] = [];
    for (let turn = 0; turn < TURNS; turn++) seen.push(await look(run, count > 0));
    looks.set(count, seen);
  }
  const fewest = looks.get(counts[1] ?? 0) ?? [];
  return counts.slice(1).flatMap((count) => judge(count, looks.get(count) ?? [], { without: looks.get(0) ?? [], fewest }));
}

function judge(count: number, seen: readonly Look[], than: { without: readonly Look[]; fewest: readonly Look[] }): Figure[] {
  const beside = (others: readonly Look[]) => (what: (one: Look) => number) => ({
    value: median(seen.map(what)),
    against: median(others.map(what)),
  });
  const of = beside(than.without);
  const name = `the desk with ${count.toLocaleString("en-GB")} notes`;
  const late = of(({ scroll }) => scroll.late);
  return [
    figure({ what: `${name}: HTML, uncompressed (against none)`, unit: "kB", ...of(({ kilobytes }) => kilobytes) }),
    figure({ what: `${name}: loaded and painted`, unit: "ms", ...of(({ painted }) => painted) }),
    figure({ what: `${name}: work in a frame while scrolling`, unit: "ms", ...of(({ scroll }) => scroll.work) }),
    figure({
      what: `${name}: frames dropped by us of 60 (without notes: ${late.against})`,
      value: Math.max(0, late.value - late.against),
      unit: "",
      goal: goals.dropped,
    }),
    figure({
      what: `${name}: a change elsewhere`,
      unit: "ms",
      ...of(({ elsewhere }) => elsewhere),
      goal: goals.elsewhere,
    }),
    figure({
      what: `${name}: one of mine more, main thread (against 1,000)`,
      unit: "ms",
      ...beside(than.fewest)(({ oneMore }) => oneMore),
    }),
  ];
}

/** Puts notes into the chapter; the last one by the door, so that everybody hears that something changed. */
async function write({ databaseUrl, evening, notes, say }: DeskRun, some: readonly Annotation[]): Promise<void> {
  if (some.length === 0) return;
  say(`writing ${some.length.toLocaleString("en-GB")} notes`);
  if (!databaseUrl) {
    for (const note of some) await add(evening, note);
    return;
  }
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const rows = some.map(({ id, kind, anchor, body, createdAt }) => ({ id, kind, anchor, body, at: createdAt }));
    const { groupId } = evening;
    await client.query(
      `insert into annotations (group_id, id, chapter_id, member_id, kind, anchor, body, question_state, created_at, shown_at)
       select $1, (one->>'id')::uuid, $2, (select id from memberships where group_id = $1 order by created_at limit 1), one->>'kind', one->'anchor', one->>'body',
         case when one->>'kind' = 'question' then 'open' end, (one->>'at')::timestamptz, (one->>'at')::timestamptz
       from jsonb_array_elements($3::jsonb) one`,
      [groupId, notes[0]?.chapterId, JSON.stringify(rows)],
    );
  } finally {
    await client.end();
  }
  const [first] = some;
  if (first) await add(evening, first);
}

async function add({ host, groupId }: Evening, { chapterId, kind, anchor, body }: Annotation): Promise<void> {
  await host.client.mutate("annotation.add", { id: v7(), annotationId: v7(), groupId, chapterId, kind, anchor, body });
}

async function look({ browser, url, evening, notes, probe }: DeskRun, writes: boolean): Promise<Look> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true });
  try {
    const pairs = evening.host.client.cookie.split("; ").map((pair) => pair.split(/=(.*)/s));
    await context.addCookies(pairs.map(([name = "", value = ""]) => ({ name, value, url })));
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    await page.addInitScript(() => {
      addEventListener("load", () =>
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => {
            window.painted = performance.now();
          };
          channel.port2.postMessage(0);
        }),
      );
    });
    const chapterId = notes[0]?.chapterId;
    const answer = await page.goto(`${url}/groups/${evening.groupId}/read/${chapterId}`, { timeout: 120_000 });
    const kilobytes = ((await answer?.body())?.byteLength ?? Number.NaN) / 1_000;
    await page.waitForFunction(() => window.painted !== undefined && document.querySelector("button.passage-notes"));
    await sleep(2 * SETTLED_MS);
    const painted = await page.evaluate(() => window.painted ?? Number.NaN);
    await page.addScriptTag({ path: probe, type: "module" });
    await page.waitForFunction(() => window.probe !== undefined);
    const scroll = await page.evaluate(() => window.probe.scrollThrough());
    const elsewhere = await costElsewhere(page, session);
    const oneMore = writes ? await costOfOneMore(page, session, evening, notes) : Number.NaN;
    return { kilobytes, painted, scroll, elsewhere, oneMore };
  } finally {
    await context.close();
  }
}

/** What the main thread does for a note that its reader wrote on another device, beyond what it does in the same time without. */
async function costOfOneMore(page: Page, session: CDPSession, evening: Evening, notes: readonly Annotation[]): Promise<number> {
  const busy = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1_000;
  };
  const costs: number[] = [];
  await page.evaluate(() => scrollTo(0, 0));
  for (const note of notes.slice(-4)) {
    const start = await busy();
    await sleep(SETTLED_MS);
    const idle = await busy();
    await add(evening, note);
    await sleep(SETTLED_MS);
    costs.push((await busy()) - idle - (idle - start));
  }
  return median(costs.slice(1));
}

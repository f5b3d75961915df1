// The margin: a real chapter with 100, 1,000 and 10,000 notes, in the product's own rendering and painting, beside Recogito's text annotator and bare
// CSS highlights on the same text; then the reading desk itself with as many notes. With MARGIN=load, text or desk in the environment only that part.
import { type Browser, chromium } from "@playwright/test";
import type { Annotation } from "#domain/shapes/annotation.ts";
import type { ChapterPage } from "#domain/shapes/book.ts";
import { chromiumFlags, findChromium } from "../scripts/find-chromium.mjs";
import { readLargestBook } from "./book.ts";
import { type Bench, type Figure, figure, type Goal } from "./figure.ts";
import { measureDesk } from "./margin-desk.ts";
import { ARRIVING, makeNotes } from "./margin-notes.ts";
import { type Pages, type SystemName, servePages, systems } from "./margin-pages.ts";
import { type Loaded, load, type Seen, see } from "./margin-visit.ts";
import { inTurns, median } from "./measure.ts";
import { startEvening, withEngines } from "./programs.ts";

const COUNTS = [100, 1_000, 10_000] as const;
type Count = (typeof COUNTS)[number];
const WORDS = 8_000;
const TURNS = 3;
/** A page that is only loaded is quick to measure. */
const LOADS = 15;

const goals = {
  htmlTime: { 1000: { most: 1.2, ofRatio: true }, 10000: { most: 1.5, ofRatio: true } },
  markBytes: { most: 80 },
  painted: { 1000: { least: 2.5 }, 10000: { least: 10 } },
  oneMore: { 1000: { least: 3 }, 10000: { least: 20 } },
  oneMoreTime: { most: 8 },
  oneMoreEqual: { most: 1.2, ofRatio: true },
  hit: { most: 50 },
  hitRight: { least: 1 },
  dropped: { most: 0 },
  elsewhere: { most: 1.2, ofRatio: true },
} satisfies Record<string, Goal | Partial<Record<Count, Goal>>>;

type Looks = Record<SystemName, Seen[]>;

export const measureMargin: Bench = async (say) => {
  if (only !== undefined && !parts.some(wanted)) throw new Error(`MARGIN is one of ${parts.join(", ")}`);
  const executablePath = findChromium();
  if (!executablePath)
    throw new Error("No Chromium is installed (Debian: apt-get install chromium; elsewhere set CHROMIUM_PATH)");
  return withEngines(say, async (engines) => {
    const engine = engines.at(-1);
    if (!engine) throw new Error("There is no database");
    const databaseUrl = await engine.makeDatabase();
    const { server, evening } = await startEvening({ ...engine, makeDatabase: async () => databaseUrl }, await readLargestBook());
    const browser = await chromium.launch({ executablePath, args: chromiumFlags });
    try {
      const { client } = evening.host;
      const { groupId } = evening;
      const { state } = await client.query<{ state: { book: { contents: { id: string; words: number }[] } } }>("group.read", {
        groupId,
      });
      const nearest = state.book.contents.toSorted((a, b) => Math.abs(a.words - WORDS) - Math.abs(b.words - WORDS))[0];
      if (!nearest) throw new Error("The book has no chapter");
      const chapter = await client.query<ChapterPage>("chapter.read", { groupId, chapterId: nearest.id });
      say(`a chapter of ${nearest.words.toLocaleString("en-GB")} words and ${chapter.passages.length} passages`);
      const notes = makeNotes(Math.max(...COUNTS) + ARRIVING, nearest.id, chapter.passages);
      const html = await (await client.fetch(`/groups/${groupId}/read/${nearest.id}`)).text();
      const stylesheets = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, href = ""]) => server.url + href);
      const pages = await servePages(chapter, notes, { origin: server.url, stylesheets });
      try {
        const load = wanted("load") ? judgeHtml(await loadAll(browser, pages, say), pages) : [];
        const looks = wanted("text") ? await visitAll(browser, pages, notes, say) : undefined;
        const text = looks ? [...judgePainting(looks), ...judgeUse(looks)] : [];
        const of = { browser, url: server.url, evening, databaseUrl, notes, probe: pages.probe, say };
        const desk = wanted("desk") ? await measureDesk(of) : [];
        return { figures: [...load, ...text, ...desk], table: looks ? tableOf(looks) : [] };
      } finally {
        pages.stop();
      }
    } finally {
      await browser.close();
      await server.stop();
    }
  });
};

const parts = ["load", "text", "desk"] as const;
const { MARGIN: only } = process.env;
const wanted = (part: (typeof parts)[number]) => (only ?? part) === part;

type Loads = Record<"none" | "few" | "many", Loaded[]>;

/** The chapter without script: bare, with 1,000 notes and with 10,000. */
async function loadAll(browser: Browser, pages: Pages, say: (line: string) => void): Promise<Loads> {
  say(`the HTML of the chapter, ${LOADS} turns of 3 pages`);
  const visit = (system: SystemName, count: Count) => () => load(browser, pages.url(system, count));
  const turns = { turns: LOADS, minutes: 10 };
  return inTurns(turns, { none: visit("none", 1_000), few: visit("ours", 1_000), many: visit("ours", 10_000) });
}

async function visitAll(
  browser: Browser,
  pages: Pages,
  notes: readonly Annotation[],
  say: (line: string) => void,
): Promise<Record<Count, Looks>> {
  const arriving = notes.slice(-ARRIVING);
  const looks: Partial<Record<Count, Looks>> = {};
  for (const count of COUNTS) {
    say(`${count.toLocaleString("en-GB")} notes, ${TURNS} turns of ${systems.length} pages`);
    const visit = (system: SystemName) => () =>
      see(browser, pages.url(system, count), { system, shown: notes.slice(0, count), arriving });
    looks[count] = await inTurns(
      { turns: TURNS, minutes: 20 },
      { none: visit("none"), ours: visit("ours"), recogito: visit("recogito"), highlights: visit("highlights") },
    );
  }
  return looks as Record<Count, Looks>;
}

const middle = <T>(seen: readonly T[], of: (one: T) => number) => median(seen.map(of));
const named = (count: number) => `${count.toLocaleString("en-GB")} notes`;

function judgeHtml({ none, few, many }: Loads, pages: Pages): Figure[] {
  const times = (
    [
      [1_000, few],
      [10_000, many],
    ] as const
  ).flatMap(([count, ours]) => {
    const beside = (what: string, of: (one: Loaded) => number, goal?: Goal) =>
      figure({
        what: `${named(count)}: ${what} (against the bare chapter)`,
        value: middle(ours, of),
        unit: "ms",
        against: middle(none, of),
        ...(goal && { goal }),
      });
    return [
      beside("HTML to painted, no script", ({ sinceFirstByte }) => sinceFirstByte, goals.htmlTime[count]),
      beside("main thread until then", ({ work }) => work),
    ];
  });
  const { marks, all, elements } = pages.bytes(10_000);
  return [
    ...times,
    figure({ what: `10,000 notes: HTML of the ${elements} marks`, value: marks / 1_000, unit: "kB", goal: goals.markBytes }),
    figure({ what: "the same with the ways to the notes", value: all / 1_000, unit: "kB" }),
  ];
}

function judgePainting(looks: Record<Count, Looks>): Figure[] {
  const faster = (what: string, count: Count, of: (one: Seen) => number, goal?: Goal) => {
    const [ours, theirs] = [middle(looks[count].ours, of), middle(looks[count].recogito, of)];
    const told = `${what} (ours ${ours.toFixed(1)} ms, Recogito ${theirs.toFixed(1)} ms)`;
    return figure({ what: `${named(count)}: ${told}`, value: theirs / ours, unit: "×", ...(goal && { goal }) });
  };
  const oneMore = (count: Count) => middle(looks[count].ours, (seen) => seen.oneMore);
  return [
    ...COUNTS.map((count) =>
      faster("data to painted", count, ({ painted }) => painted, count === 100 ? undefined : goals.painted[count]),
    ),
    ...COUNTS.map((count) => faster("one more", count, (seen) => seen.oneMore, count === 100 ? undefined : goals.oneMore[count])),
    figure({
      what: "10,000 notes: one more, main thread (against 100)",
      value: oneMore(10_000),
      unit: "ms",
      against: oneMore(100),
      goal: goals.oneMoreEqual,
    }),
    figure({ what: "the same", value: oneMore(10_000), unit: "ms", goal: goals.oneMoreTime }),
  ];
}

function judgeUse(looks: Record<Count, Looks>): Figure[] {
  const hits = COUNTS.flatMap((count) => [
    figure({
      what: `${named(count)}: hit test (against Recogito)`,
      value: middle(looks[count].ours, ({ hit }) => hit.microseconds),
      unit: "µs",
      against: middle(looks[count].recogito, ({ hit }) => hit.microseconds),
      goal: goals.hit,
    }),
    figure({
      what: `${named(count)}: right at the sampled points (share)`,
      value: Math.min(...looks[count].ours.map(({ hit }) => hit.share)),
      unit: "",
      goal: goals.hitRight,
    }),
  ]);
  const { ours, none } = looks[10_000];
  const late = (seen: readonly Seen[]) => middle(seen, ({ scroll }) => scroll.late);
  return [
    ...hits,
    figure({
      what: `10,000 notes: frames dropped by us of 60 while scrolling (bare chapter: ${late(none)})`,
      value: Math.max(0, late(ours) - late(none)),
      unit: "",
      goal: goals.dropped,
    }),
    figure({
      what: "10,000 notes: a change elsewhere on the page (against none)",
      value: middle(ours, ({ elsewhere }) => elsewhere),
      unit: "ms",
      against: middle(none, ({ elsewhere }) => elsewhere),
      goal: goals.elsewhere,
    }),
  ];
}

function tableOf(looks: Record<Count, Looks>): string[][] {
  const head = [
    "notes",
    "page",
    "painted ms",
    "long tasks ms",
    "one more ms",
    "hit µs",
    "hits right",
    "scroll ms",
    "late",
    "elsewhere ms",
    "heap MB",
  ];
  const show = (value: number, digits = 1) => (Number.isNaN(value) ? "–" : value.toFixed(digits));
  const rows = COUNTS.flatMap((count) =>
    systems.map((system) => {
      const of = (what: (one: Seen) => number) => middle(looks[count][system], what);
      return [
        ...[
          String(count),
          system,
          show(of((seen) => seen.painted)),
          show(
            of((seen) => seen.longTasks),
            0,
          ),
        ],
        ...[
          show(of((seen) => seen.oneMore)),
          show(of((seen) => seen.hit.microseconds)),
          show(
            of((seen) => seen.hit.share),
            3,
          ),
        ],
        ...[
          show(of((seen) => seen.scroll.work)),
          show(
            of((seen) => seen.scroll.late),
            0,
          ),
          show(
            of((seen) => seen.elsewhere),
            2,
          ),
        ],
        show(of((seen) => seen.heap)),
      ];
    }),
  );
  return [head, ...rows];
}

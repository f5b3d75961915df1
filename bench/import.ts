// Imports: every sample file once, with what became of it; then the largest book, from upload to the shelf, beside unpacking and parsing it in this process; and whether the server still answers meanwhile.
import { setTimeout as sleep } from "node:timers/promises";
import { strFromU8, unzipSync } from "fflate";
import { parseDocument } from "htmlparser2";
import type { Evening } from "../e2e/evening.ts";
import type { ServerProcess } from "../e2e/server-process.ts";
import { ask } from "./ask.ts";
import { type BookFile, readLargestBook } from "./book.ts";
import { type Bench, type Figure, figure, type Goal } from "./figure.ts";
import { measureSamples } from "./import-samples.ts";
import { inTurns, median, percentile, timed } from "./measure.ts";
import { type Engine, startEvening, withEngines } from "./programs.ts";

const TURNS = 5;
/** Asked this often, a stall that a person would notice is noticed. */
const PROBE_EVERY_MS = 20;
const REST_MS = 3_000;

/**
 * A steward watches the import of a thick book: half a minute is short enough to stay. Nobody else may notice it: an answer within a
 * tenth of a second is felt as one at once.
 */
const goals = { seconds: { most: 30 }, probe: { most: 100 } } satisfies Record<string, Goal>;

interface Spell {
  milliseconds: number;
  /** Milliseconds of each /healthz meanwhile. */
  probes: number[];
}

/** The sample files; seconds and words per minute of an import, and /healthz meanwhile beside /healthz at rest, on each engine. */
export const measureImport: Bench = async (say) => {
  const { figures, table } = await measureSamples(say);
  return { figures: [...figures, ...(await measureLargest(say))], table };
};

const measureLargest = (say: (line: string) => void) =>
  withEngines(say, async (engines) => {
    const book = await readLargestBook();
    const figures: Figure[] = [];
    for (const engine of engines) {
      say(`${TURNS} imports of ${book.name}, ${engine.name}`);
      figures.push(...(await measureOn(engine, book)));
    }
    return figures;
  });

async function measureOn(engine: Engine, book: BookFile): Promise<Figure[]> {
  // The evening's own import warms everything up, and tells how many words there are.
  const { server, evening } = await startEvening(engine, book);
  try {
    const words = await countWords(evening);
    const { client } = evening.host;
    const spells = await inTurns<"rest" | "import" | "bare", Spell>(
      { turns: TURNS, minutes: 10 },
      {
        rest: () => spell(server, () => sleep(REST_MS)),
        import: () => spell(server, () => client.importBook(evening.branchId, book.name, book.bytes)),
        bare: async () => ({ milliseconds: await timed(async () => unpackAndParse(book)), probes: [] }),
      },
    );
    const seconds = (name: "import" | "bare") => median(spells[name].map(({ milliseconds }) => milliseconds)) / 1000;
    const slow = (name: "import" | "rest") => median(spells[name].map(({ probes }) => percentile(probes, 0.99)));
    const [own, bare] = [seconds("import"), seconds("bare")];
    const where = `${words.toLocaleString("en-GB")} words, ${engine.name}`;
    return [
      figure({
        what: `import, ${where} (against unpacking and parsing alone)`,
        value: own,
        unit: "s",
        against: bare,
        goal: goals.seconds,
      }),
      figure({
        what: `import, ${engine.name} (against unpacking and parsing alone)`,
        value: (words / own) * 60,
        unit: "words/min",
        against: (words / bare) * 60,
      }),
      figure({
        what: `/healthz p99 while importing, ${engine.name} (against at rest)`,
        value: slow("import"),
        unit: "ms",
        against: slow("rest"),
        goal: goals.probe,
      }),
    ];
  } finally {
    await server.stop();
  }
}

/** Asks /healthz at a steady pace for as long as some work takes, whether the earlier questions are answered or not. */
async function spell(server: ServerProcess, work: () => Promise<unknown>): Promise<Spell> {
  const probes: Promise<number>[] = [];
  const timer = setInterval(
    () => probes.push(ask(`${server.url}/healthz`).then(({ milliseconds }) => milliseconds)),
    PROBE_EVERY_MS,
  );
  try {
    const milliseconds = await timed(work);
    return { milliseconds, probes: await Promise.all(probes) };
  } finally {
    clearInterval(timer);
  }
}

/** The least that any importer does: unpacks every text of the book and parses it. */
function unpackAndParse(book: BookFile): void {
  const texts = unzipSync(book.bytes, { filter: ({ name }) => /\.(?:x?html|htm)$/i.test(name) });
  for (const bytes of Object.values(texts)) parseDocument(strFromU8(bytes), { xmlMode: true });
}

async function countWords({ host, groupId }: Evening): Promise<number> {
  const { state } = await host.client.query<{ state: { book?: { contents: { words: number }[] } } }>("group.read", { groupId });
  return (state.book?.contents ?? []).reduce((sum, { words }) => sum + words, 0);
}

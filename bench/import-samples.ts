// Each sample file brought in on a running server: what became of it, how long it took, and how much memory the server took for it.
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { v7 } from "uuid";
import type { ImportOutline, ImportState } from "#domain/shapes/book.ts";
import type { Evening } from "../e2e/evening.ts";
import { setUpEvening } from "../e2e/evening.ts";
import type { ServerProcess } from "../e2e/server-process.ts";
import type { BookFile } from "./book.ts";
import { type Figure, figure, type Goal } from "./figure.ts";
import { startProduct } from "./programs.ts";
import { readSampleFiles } from "./sample-files.ts";

/** Issue, on two cores: a thick book is read in a few seconds, and a small machine has room for it. */
const goals = { wordsPerMinute: { least: 1_000_000 }, memory: { most: 400 } } satisfies Record<string, Goal>;
/** Smaller files are gone before they can be measured. */
const LEAST_WORDS = 10_000;
const LOOK_EVERY_MS = 20;

interface Measured {
  name: string;
  format: string;
  words: number;
  chapters: number;
  notes: number;
  repairs: number;
  losses: number;
  seconds: number;
  /** Megabytes above the idle server; nothing where the system does not tell. */
  memory: number | undefined;
  refusal: string | undefined;
}

/** The table of all sample files, and the figures that have a goal. Nothing where there are no samples. */
export async function measureSamples(say: (line: string) => void): Promise<{ figures: Figure[]; table: string[][] }> {
  const files = readSampleFiles();
  if (files.length === 0) {
    say("The sample files are left out: there is no ../shared/data beside the project.");
    return { figures: [], table: [] };
  }
  say(`${files.length} sample files, embedded database`);
  const server = await startProduct();
  try {
    const evening = await setUpEvening(server, 0);
    await sleep(2_000);
    const idle = residentMegabytes(server.pid());
    const measured: Measured[] = [];
    for (const file of files) measured.push(await bringIn(server, evening, file, idle));
    return { figures: judge(measured), table: [head, ...measured.map(row)] };
  } finally {
    await server.stop();
  }
}

/** Sends the file and waits until it may be reviewed or is refused; then throws it away. */
async function bringIn(
  server: ServerProcess,
  { branchId, host: { client } }: Evening,
  { name, bytes }: BookFile,
  idle: number | undefined,
): Promise<Measured> {
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, residentMegabytes(server.pid()) ?? 0)), LOOK_EVERY_MS);
  const began = performance.now();
  try {
    const importId = v7();
    const asked = new URLSearchParams({ id: importId, branch: branchId, name: name.replace(/^.*\//, "") });
    const headers = { "x-interleaf": "upload", "content-type": "application/octet-stream" };
    const answer = await client.fetch(`/upload/book?${asked}`, { method: "POST", headers, body: bytes });
    if (answer.status !== 202) throw new Error(`${name} was not taken in: ${answer.status} ${await answer.text()}`);
    const look = { branchId, importId };
    let state: ImportState;
    do {
      await sleep(LOOK_EVERY_MS);
      state = await client.query<ImportState>("import.look", look);
    } while (state.state !== "review" && state.state !== "refused");
    const seconds = (performance.now() - began) / 1000;
    const memory = idle === undefined ? undefined : Math.max(0, most - idle);
    const { refusal, format, report } = state;
    const read = refusal === undefined ? (await client.query<ImportOutline>("import.review", look)).read : [];
    if (refusal === undefined) await client.mutate("import.cancel", look);
    const sum = (of: "words" | "notes") => read.reduce((all, chapter) => all + chapter[of], 0);
    const count = (kind: "repaired" | "lost") => report.filter((line) => line.kind === kind).length;
    return {
      ...{ name, format: format ?? "–", words: sum("words"), chapters: read.length, notes: sum("notes") },
      ...{ repairs: count("repaired"), losses: count("lost"), seconds, memory, refusal },
    };
  } finally {
    clearInterval(watch);
  }
}

/** Memory of a process that lies in RAM, in megabytes, where Linux tells. */
function residentMegabytes(pid: number | undefined): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1000;
  } catch {
    return undefined;
  }
}

function judge(measured: readonly Measured[]): Figure[] {
  const formats = [...new Set(measured.map(({ format }) => format))];
  const speeds = formats.flatMap((format) => {
    const thick = measured.filter((one) => one.format === format && one.words >= LEAST_WORDS);
    if (thick.length === 0) return [];
    const words = thick.reduce((sum, one) => sum + one.words, 0);
    const minutes = thick.reduce((sum, one) => sum + one.seconds, 0) / 60;
    const goal = ["epub", "html", "markdown"].includes(format) ? { goal: goals.wordsPerMinute } : {};
    return [figure({ what: `reading ${format}, upload to review`, value: words / minutes, unit: "words/min", ...goal })];
  });
  const memories = measured.flatMap(({ memory }) => (memory === undefined ? [] : [memory]));
  if (memories.length === 0) return speeds;
  const memory = figure({
    what: "most memory while importing, above the idle server",
    value: Math.max(...memories),
    unit: "MB",
    goal: goals.memory,
  });
  return [...speeds, memory];
}

const head = ["file", "format", "words", "chapters", "notes", "repairs", "losses", "seconds", "MB above idle", "refused because"];

function row(one: Measured): string[] {
  const count = (value: number) => (one.refusal === undefined ? value.toLocaleString("en-GB") : "–");
  return [
    one.name,
    one.format,
    ...[one.words, one.chapters, one.notes, one.repairs, one.losses].map(count),
    one.seconds.toFixed(2),
    one.memory?.toFixed(0) ?? "–",
    one.refusal ?? "",
  ];
}

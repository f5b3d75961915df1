// Whether acknowledged work survives a power cut: on the durable file layer always, on PGlite's own not (which shows that the test can fail).
import { createHash } from "node:crypto";
import { cpSync, type Dirent, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeCluster } from "./cluster.ts";
import { EmbeddedError } from "./embedded-error.ts";
import { acknowledgedBefore, buildImage, chanceFrom, type PowerRecord, recordPowerCuts } from "./power-cut.ts";
import { startEmbedded } from "./start.ts";

const silent = { info() {}, warn() {}, error() {} };
const images = 12;
const rounds = 240;
let folder: string;
let durable: PowerRecord;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "interleaf-power-"));
  await makeCluster(join(folder, "template"));
  durable = await record("durable", true);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Adds a note, changes and removes older ones, and counts, each round in one transaction; now and then a checkpoint. */
async function work(db: PGlite, acknowledge: (value: number) => void): Promise<void> {
  await db.exec(`
    create table notes (n integer primary key, kind integer not null, words text not null);
    create index notes_by_kind on notes (kind, n);
    create table tally (id integer primary key, notes integer not null);
    insert into tally values (1, 0);
    checkpoint`);
  for (let n = 1; n <= rounds; n += 1) {
    await db.transaction(async (tx) => {
      await tx.query("insert into notes values ($1, $2, $3)", [n, n % 7, `${n} `.repeat(200)]);
      await tx.query("update notes set words = words || 'x', kind = kind + 7 where n = $1", [Math.ceil(n / 2)]);
      await tx.query("update tally set notes = $1", [n]);
    });
    acknowledge(n);
    if (n % 90 === 0) await db.exec("checkpoint");
  }
}

async function record(name: string, durable: boolean): Promise<PowerRecord> {
  const dataDir = join(folder, name);
  cpSync(join(folder, "template"), dataDir, { recursive: true });
  return recordPowerCuts({ dataDir, before: join(folder, `${name}-before`), durable, work });
}

/** Opens the image as the server would, and says what is wrong with it, if anything. */
async function findLoss(image: string, acknowledged: number): Promise<string | undefined> {
  const embedded = await startEmbedded({ dataDir: image, log: silent }).catch((fault: unknown) => fault as EmbeddedError);
  if (embedded instanceof EmbeddedError) return `does not open: ${embedded.message}`;
  const client = new pg.Client(embedded.connection);
  client.on("error", () => {});
  try {
    await client.connect();
    const byHeap = await client
      .query("set enable_indexscan = off; set enable_bitmapscan = off; select n, kind, words from notes order by n")
      .then(lastRows);
    const byIndex = await client
      .query("reset all; set enable_seqscan = off; set enable_sort = off; select n, kind, words from notes order by n")
      .then(lastRows);
    const bySecondIndex = await client
      .query("select n, kind from notes where kind >= 0 order by kind, n")
      .then(({ rows }) => rows);
    const { rows } = await client.query("select notes from tally");
    const highest = rows[0]?.notes;
    if (!(highest >= acknowledged)) return `${acknowledged} rounds were acknowledged and ${highest} are there`;
    if (byHeap.length !== highest) return `${byHeap.length} notes, but ${highest} counted in the same transactions`;
    if (JSON.stringify(byHeap) !== JSON.stringify(byIndex)) return "index and heap do not agree";
    if (bySecondIndex.length !== byHeap.length) return "the second index and the heap do not agree";
    return undefined;
  } catch (fault) {
    return `cannot be read: ${fault}`;
  } finally {
    await client.end().catch(() => {});
    await embedded.stop();
  }
}

function lastRows(results: unknown): { n: number }[] {
  return (results as pg.QueryResult[]).at(-1)?.rows ?? [];
}

/** What is lost in each of the images, cut at moments chosen by the seed while rounds were being acknowledged. */
async function losses(recorded: PowerRecord, seed: number): Promise<string[]> {
  const chance = chanceFrom(seed);
  const first = recorded.steps.findIndex((step) => step.kind === "acknowledge");
  const found: string[] = [];
  for (let number = 0; number < images; number += 1) {
    const at = first + Math.floor(chance() * (recorded.steps.length + 1 - first));
    const keep = [0, 0.5, 0.9][number % 3] ?? 0;
    const image = buildImage(recorded, at, seed + number, keep, join(folder, "image"));
    const loss = await findLoss(image, acknowledgedBefore(recorded, at));
    if (loss) found.push(`seed ${seed}, image ${number} (step ${at} of ${recorded.steps.length}, ${keep * 100} % kept): ${loss}`);
    rmSync(image, { recursive: true });
  }
  return found;
}

test("every folder that a power cut can leave opens with all that was acknowledged, index and heap in agreement", async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.log(`power cuts: seed ${seed}`);
  expect(await losses(durable, seed)).toEqual([]);
});

test("without the durable file layer a power cut loses acknowledged work, so these tests can fail", async () => {
  const found = await losses(await record("plain", false), 1);
  console.log(`power cuts on PGlite's own file layer: ${found.length} of ${images} folders unusable or incomplete`);
  expect(found.length).toBeGreaterThan(0);
});

test("the same seed builds the same folder, another seed another", () => {
  const at = durable.steps.length;
  const build = (seed: number) => {
    const image = buildImage(durable, at, seed, 0.5, join(folder, "image"));
    const print = fingerprint(image);
    rmSync(image, { recursive: true });
    return print;
  };
  expect(build(7)).toBe(build(7));
  expect(build(7)).not.toBe(build(8));
});

function fingerprint(path: string): string {
  const hash = createHash("sha256");
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true }).sort((a, b) =>
    pathOf(a) < pathOf(b) ? -1 : 1,
  )) {
    hash.update(pathOf(entry));
    if (entry.isFile()) hash.update(readFileSync(pathOf(entry)));
  }
  return hash.digest("hex");
}

function pathOf(entry: Dirent): string {
  return join(entry.parentPath, entry.name);
}

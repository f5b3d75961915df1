// Killed at any moment, the first start included: the next start opens, and every acknowledged row is there.
import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clusterFolder } from "./cluster.ts";
import { chanceFrom } from "./power-cut.ts";
import { startEmbedded } from "./start.ts";

const silent = { info() {}, warn() {}, error() {} };
const seed = Math.floor(Math.random() * 2 ** 31);
const chance = chanceFrom(seed);
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "interleaf-crash-"));
  console.log(`kills: seed ${seed}`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until there is such a process, then so many milliseconds, and kills it. */
async function kill9(find: () => number | undefined, after: number): Promise<void> {
  let pid = find();
  for (; pid === undefined; pid = find()) await sleep(5);
  await sleep(after);
  try {
    process.kill(pid, "SIGKILL");
  } catch (fault) {
    // It may have ended by itself meanwhile, as one that finds the folder still held does.
    expect(fault).toMatchObject({ code: "ESRCH" });
  }
  while (find() === pid) await sleep(5);
}

/** The process that holds the folder, also while it is still opening it; nothing when that one has died. */
function holderOf(dataDir: string): number | undefined {
  try {
    const { pid } = JSON.parse(readFileSync(join(dataDir, "holder.json"), "utf8"));
    process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
}

/** Starts the process as start.ts does, and kills it after so many milliseconds. */
async function startAndKill(dataDir: string, after: number): Promise<void> {
  const settings = JSON.stringify({ dataDir, temporary: tmpdir() });
  const started = fork(new URL("./process.ts", import.meta.url), [settings], { execArgv: [], stdio: "ignore" });
  const ended = once(started, "exit");
  await sleep(after);
  started.kill("SIGKILL");
  await ended;
}

test("first starts killed at six moments leave nothing that hinders the next", async () => {
  const dataDir = join(folder, "first");
  // Too long on a fast machine, the later ones kill a cluster that is just complete, which must serve as well.
  for (let kill = 0; kill < 6; kill += 1) await startAndKill(dataDir, 150 + kill * 350 + chance() * 350);
  const embedded = await startEmbedded({ dataDir, log: silent });
  const client = new pg.Client(embedded.connection);
  await client.connect();
  expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  await client.end();
  await embedded.stop();
  expect(existsSync(clusterFolder(dataDir))).toBe(true);
  expect(existsSync(join(dataDir, "postgres.new"))).toBe(false);
});

test("eight kills under load lose no acknowledged row and leave no half transaction", async () => {
  const dataDir = join(folder, "first");
  const embedded = await startEmbedded({ dataDir, log: silent });
  const pool = new pg.Pool({ ...embedded.connection, connectionTimeoutMillis: 5000 });
  pool.on("error", () => {});
  await pool.query(
    "create table notes (n integer primary key, words text not null); create table tally (notes integer); insert into tally values (0)",
  );
  let acknowledged = 0;
  let writing = true;
  const known = new Set<number>();

  const writer = (async () => {
    for (let n = 1; writing; n += 1) {
      try {
        // One message of several statements is one transaction.
        await pool.query(`insert into notes values (${n}, repeat('x', ${n % 3000})); update tally set notes = notes + 1`);
        known.add(n);
        acknowledged += 1;
      } catch {
        await sleep(20);
      }
    }
  })();

  for (let kill = 0; kill < 8; kill += 1) {
    const enough = acknowledged + Math.floor(chance() * 200);
    while (acknowledged < enough) await sleep(10);
    await kill9(() => embedded.pid(), chance() * 200);
    // Half of the time the start that follows is struck too, in its recovery.
    if (kill % 2 === 1) await kill9(() => holderOf(dataDir), chance() * 300);
  }
  const enough = acknowledged + 20;
  while (acknowledged < enough) await sleep(10);
  writing = false;
  await writer;

  const byHeap = await pool.query("select n from notes");
  const there = new Set(byHeap.rows.map(({ n }) => n));
  expect([...known].filter((n) => !there.has(n))).toEqual([]);
  expect((await pool.query("select notes from tally")).rows).toEqual([{ notes: there.size }]);
  await pool.query("set enable_seqscan = off; set enable_bitmapscan = off");
  const byIndex = await pool.query("select n from notes where n > 0 order by n");
  expect(byIndex.rows.map(({ n }) => n)).toEqual([...there].sort((a, b) => a - b));
  console.log(`kills: ${known.size} rows acknowledged, ${there.size} there`);
  await pool.end();
  await embedded.stop();
});

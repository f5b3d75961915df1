// That the log and the dead rows do not grow for ever, which nothing else in a PGlite sees to.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clusterFolder, makeCluster, openCluster } from "./cluster.ts";
import { DiskGuard } from "./disk-guard.ts";
import { DurableFiles } from "./durable-files.ts";
import { Housekeeping } from "./housekeeping.ts";
import { Session } from "./session.ts";

const megabyte = 1024 * 1024;
let dataDir: string;
let db: PGlite;
let housekeeping: Housekeeping;
let free = 1000 * megabyte;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "interleaf-house-"));
  await makeCluster(dataDir);
  const files = new DurableFiles(clusterFolder(dataDir));
  db = await openCluster(dataDir, files);
  const guard = new DiskGuard(() => ({ free, total: 10_000 * megabyte }));
  const onBroken = (fault: unknown): never => {
    throw fault;
  };
  housekeeping = new Housekeeping(new Session({ db, guard, onBroken }), files, guard);
  await db.exec("create table notes (n integer primary key, words text)");
});
afterAll(async () => {
  await db.close();
  rmSync(dataDir, { recursive: true });
});

async function logFiles(): Promise<number> {
  const { rows } = await db.query<{ megabytes: number }>("select sum(size)::int / 1048576 as megabytes from pg_ls_waldir()");
  return rows[0]?.megabytes ?? 0;
}

const redo = async () => (await db.query<{ redo_lsn: string }>("select redo_lsn from pg_control_checkpoint()")).rows[0]?.redo_lsn;

test("the log is cut back by checkpoints, however much is written", async () => {
  const before = await redo();
  expect(await housekeeping.checkpointWhenDue()).toBe(false);
  let checkpoints = 0;
  for (let round = 0; round < 6; round += 1) {
    await db.exec(
      `insert into notes select n, repeat(md5(n::text), 12) from generate_series(${round} * 100000 + 1, (${round} + 1) * 100000) n`,
    );
    if (await housekeeping.checkpointWhenDue()) checkpoints += 1;
  }
  expect(checkpoints).toBeGreaterThan(1);
  expect(await redo()).not.toBe(before);
  expect(await logFiles()).toBeLessThan(200);
});

test("a checkpoint waits while the disk has no room for it", async () => {
  await db.exec("update notes set words = words || '.' where n % 3 = 0");
  free = 10 * megabyte;
  expect(await housekeeping.checkpointWhenDue()).toBe(false);
  free = 1000 * megabyte;
  expect(await housekeeping.checkpointWhenDue()).toBe(true);
});

test("tables are vacuumed and analyzed when enough of them has changed, and then not again", async () => {
  await db.exec(
    `create table "Odd name" (n integer); insert into "Odd name" select generate_series(1, 1000); delete from "Odd name" where n <= 500`,
  );
  const done: (string | undefined)[] = [];
  do done.push(await housekeeping.vacuumWhenDue());
  while (done.at(-1) !== undefined && done.length < 10);
  expect(new Set(done)).toEqual(new Set(["public.notes", 'public."Odd name"', undefined]));
  const { rows } = await db.query(`select reltuples::int as rows from pg_class where relname = 'Odd name'`);
  expect(rows).toEqual([{ rows: 500 }]);
});

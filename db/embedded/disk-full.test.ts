// A disk that fills up: writes are refused in clear words, reads go on, and nothing hangs. With a real small disk where one can be mounted.
import { execFileSync } from "node:child_process";
import { closeSync, cpSync, mkdirSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { makeCluster } from "./cluster.ts";
import { DiskGuard, defaultMinimumFree } from "./disk-guard.ts";
import { type Embedded, startEmbedded } from "./start.ts";

const silent = { info() {}, warn() {}, error() {} };
const megabyte = 1024 * 1024;
const larger = 2 ** 50;
let folder: string;
let disk: string | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "interleaf-disk-"));
  await makeCluster(join(folder, "template"));
  disk = mountSmallDisk(join(folder, "small"));
});
afterAll(() => {
  if (disk) execFileSync("umount", [disk]);
  rmSync(folder, { recursive: true, force: true });
});

/** A disk of 300 MB in memory; needs Linux and its superuser. */
function mountSmallDisk(path: string): string | undefined {
  mkdirSync(path);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=300m", "interleaf-test", path], { stdio: "ignore" });
    return path;
  } catch {
    console.log("A small disk cannot be mounted here (needs Linux and root): the tests with a really full disk are skipped.");
    return undefined;
  }
}

async function start(dataDir: string, minimumFree?: number): Promise<{ embedded: Embedded; pool: pg.Pool }> {
  const embedded = await startEmbedded({
    dataDir,
    log: silent,
    silence: 5000,
    ...(minimumFree === undefined ? {} : { minimumFree }),
  });
  const pool = new pg.Pool(embedded.connection);
  pool.on("error", () => {});
  onTestFinished(async () => {
    await pool.end();
    await embedded.stop();
  });
  return { embedded, pool };
}

/** Takes every last byte of the disk. Gives what frees it again. */
function fill(path: string): () => void {
  const file = join(path, "filler");
  const descriptor = openSync(file, "w");
  try {
    for (;;) writeSync(descriptor, Buffer.alloc(65_536, 1));
  } catch (fault) {
    expect(fault).toMatchObject({ code: "ENOSPC" });
  }
  closeSync(descriptor);
  return () => rmSync(file);
}

const free = (path: string) => statfsSync(path).bavail * statfsSync(path).bsize;
const refusal = { code: "53100", message: expect.stringContaining("disk is nearly full") };
const insert = "insert into notes select repeat('x', 500) from generate_series(1, 2000)";
const count = async (pool: pg.Pool) => (await pool.query("select count(*)::int as n from notes")).rows[0].n;

test("the threshold is 5 % or 500 MB, whichever is less, but not below what the engine itself needs", () => {
  expect(defaultMinimumFree(1_000_000 * megabyte)).toBe(500 * megabyte);
  expect(defaultMinimumFree(4000 * megabyte)).toBe(200 * megabyte);
  expect(defaultMinimumFree(300 * megabyte)).toBe(64 * megabyte);
});

test("a guard that has refused allows again only with a twentieth more, so that it does not flicker", () => {
  let megabytes = 101;
  const guard = new DiskGuard(() => ({ free: megabytes * megabyte, total: 10_000 * megabyte }), 100 * megabyte);
  const at = (now: number) => {
    megabytes = now;
    guard.setMinimumFree(100 * megabyte);
    return guard.writable();
  };
  expect([101, 99, 101, 104, 106, 101].map(at)).toEqual([true, false, false, false, true, true]);
});

test("below the threshold writes are refused and reads go on, and writing resumes when it is lowered", async () => {
  const dataDir = join(folder, "guarded");
  cpSync(join(folder, "template"), dataDir, { recursive: true });
  const { embedded, pool } = await start(dataDir);
  await pool.query("create table notes (words text)");
  await pool.query(insert);
  embedded.setMinimumFree(larger);
  await vi.waitFor(() => expect(pool.query(insert)).rejects.toMatchObject(refusal), { timeout: 5000 });
  await vi.waitFor(() => expect(embedded.writable()).toBe(false), { timeout: 5000 });
  expect(await count(pool)).toBe(2000);

  embedded.setMinimumFree(undefined);
  await vi.waitFor(() => pool.query(insert), { timeout: 5000 });
  expect(await count(pool)).toBe(4000);
});

test("a start below the threshold serves reads", async () => {
  const { embedded, pool } = await start(join(folder, "guarded"), larger);
  expect(await count(pool)).toBe(4000);
  await expect(pool.query(insert)).rejects.toMatchObject(refusal);
  expect(embedded.connection.max).toBe(1);
});

test("on a small disk writes stop while there is still room, also inside one large statement, and a full disk is still read", async ({
  skip,
}) => {
  if (!disk) return skip();
  const { pool, embedded } = await start(join(disk, "data"));
  const pid = embedded.pid();
  await pool.query("create table notes (words text)");
  await expect(pool.query(`insert into notes select repeat('x', 500) from generate_series(1, 2000000)`)).rejects.toMatchObject({
    code: "53100",
  });
  expect(await count(pool)).toBe(0);
  await pool.query("truncate notes").catch(() => {});
  await vi.waitFor(() => pool.query("vacuum full notes"), { timeout: 30_000 }).catch(() => {});

  let rows = 0;
  const grow = async () => {
    for (;;) {
      await pool.query(insert);
      rows += 2000;
    }
  };
  await expect(grow()).rejects.toMatchObject(refusal);
  expect(free(disk)).toBeGreaterThan(16 * megabyte);

  const release = fill(disk);
  await expect(pool.query(insert)).rejects.toMatchObject(refusal);
  expect(await count(pool)).toBe(rows);
  await expect(startEmbedded({ dataDir: join(disk, "other"), log: silent })).rejects.toMatchObject({ code: "disk_full" });
  release();
  expect(await count(pool)).toBe(rows);
  expect(embedded.pid()).toBe(pid);
});

test("an engine whose log meets the full disk is replaced, refuses until there is room, and has lost nothing", async ({
  skip,
}) => {
  if (!disk) return skip();
  rmSync(join(disk, "data"), { recursive: true });
  const { embedded, pool } = await start(join(disk, "data"));
  await pool.query("create table notes (words text); create table tally (n integer); insert into tally values (0)");
  embedded.setMinimumFree(0);
  await vi.waitFor(() => expect(embedded.writable()).toBe(true));
  const release = fill(disk);
  const before = embedded.pid();
  let acknowledged = 0;
  // Grows the log and no table, so that neither guard stops it.
  const grow = async () => {
    for (;;) {
      await pool.query("select pg_logical_emit_message(true, 'test', repeat('x', 100000)); update tally set n = n + 1");
      acknowledged += 1;
    }
  };
  await expect(grow()).rejects.toThrow();
  await vi.waitFor(() => expect(embedded.pid()).not.toBe(before), { timeout: 20_000 });
  release();
  await vi.waitFor(async () => expect((await pool.query("select n from tally")).rows[0].n).toBeGreaterThanOrEqual(acknowledged), {
    timeout: 30_000,
  });
  await pool.query("insert into notes values ('after')");
  expect(acknowledged).toBeGreaterThan(10);
});

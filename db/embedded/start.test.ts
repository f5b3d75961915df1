// The embedded database as the server sees it: started, stopped, started again, watched, and never opened twice.
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { makeCluster } from "./cluster.ts";
import { type Embedded, type EmbeddedOptions, startEmbedded } from "./start.ts";

const silent = { info() {}, warn() {}, error() {} };
let folder: string;
let folders = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "interleaf-start-"));
  await makeCluster(join(folder, "template"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

/** A data folder with an empty cluster, which spares the time of making one. */
function prepare(name = "data"): string {
  folders += 1;
  const dataDir = join(folder, `${folders}-${name}`);
  cpSync(join(folder, "template"), dataDir, { recursive: true });
  return dataDir;
}

/** Starts it, for as long as the test runs. */
async function start(dataDir: string, options: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir, log: silent, ...options });
  onTestFinished(() => embedded.stop());
  return embedded;
}

async function ask<Row>(embedded: Embedded, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client(embedded.connection);
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(text, values)).rows as Row[];
  } finally {
    await client.end();
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await vi.waitFor(async () => expect(await condition()).toBe(true), { timeout: 60_000, interval: 50 });
}

test("a first start makes the folder, and rows are there after stop and start", async () => {
  const dataDir = join(folder, "new", "deep");
  const first = await startEmbedded({ dataDir, log: silent });
  await ask(first, "create table notes (words text)");
  await ask(first, "insert into notes values ('kept')");
  const pid = first.pid();
  await first.stop();
  expect(pid && isAlive(pid)).toBe(false);
  expect(readdirSync(dataDir).sort()).toEqual(["interleaf.json", "lock", "postgres"]);

  const second = await start(dataDir);
  expect(await ask(second, "select words from notes")).toEqual([{ words: "kept" }]);
});

test("a pool of one goes on over the restart of a killed process, at the same connection", async () => {
  const embedded = await start(prepare());
  const pool = new pg.Pool(embedded.connection);
  pool.on("error", () => {});
  onTestFinished(() => pool.end());
  await pool.query("create table notes (words text)");
  await pool.query("insert into notes values ('kept')");
  const restarted = vi.fn();
  embedded.onRestart(restarted);
  process.kill(embedded.pid() ?? 0, "SIGKILL");
  await until(() => restarted.mock.calls.length === 1);
  expect((await pool.query("select words from notes")).rows).toEqual([{ words: "kept" }]);
});

test("a process that does not answer is killed and started again", async () => {
  const embedded = await start(prepare(), { silence: 1000 });
  await ask(embedded, "create table notes (words text)");
  const stopped = embedded.pid() ?? 0;
  const restarted = vi.fn();
  embedded.onRestart(restarted);
  process.kill(stopped, "SIGSTOP");
  await until(() => restarted.mock.calls.length === 1);
  expect(embedded.pid()).not.toBe(stopped);
  expect(isAlive(stopped)).toBe(false);
  expect(await ask(embedded, "select words from notes")).toEqual([]);
});

test("an engine that has ended by itself is replaced, instead of spinning for ever", async () => {
  const embedded = await start(prepare());
  const before = embedded.pid();
  const client = new pg.Client(embedded.connection);
  client.on("error", () => {});
  await client.connect();
  await client.query("set idle_in_transaction_session_timeout = '200ms'");
  await client.query("begin");
  await sleep(500);
  await expect(client.query("select 1")).rejects.toThrow();
  await until(() => embedded.pid() !== undefined && embedded.pid() !== before);
  expect(await ask(embedded, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a process asked to end by its service manager closes its data and ends by itself", async () => {
  const reasons: unknown[] = [];
  const embedded = await start(prepare(), { log: { ...silent, error: (fields) => reasons.push(fields.reason) } });
  await ask(embedded, "create table notes (words text)");
  const before = embedded.pid() ?? 0;
  process.kill(before, "SIGTERM");
  await until(() => embedded.pid() !== undefined && embedded.pid() !== before);
  expect(reasons).toEqual(["exit code 0"]);
  expect(await ask(embedded, "select words from notes")).toEqual([]);
});

test("a second start on the same folder is refused with the holder's name, five times over, and nothing is lost", async () => {
  const dataDir = prepare();
  const embedded = await start(dataDir);
  await ask(embedded, "create table notes (n integer primary key)");
  for (let n = 1; n <= 5; n += 1) {
    const [refused] = await Promise.all([
      startEmbedded({ dataDir, log: silent }).catch((fault: unknown) => fault),
      ask(embedded, "insert into notes values ($1)", [n]),
    ]);
    expect(refused).toMatchObject({ code: "in_use" });
    expect(String(refused)).toContain(`process ${embedded.pid()} on ${hostname()}`);
  }
  expect(await ask(embedded, "select n from notes order by n")).toEqual([1, 2, 3, 4, 5].map((n) => ({ n })));
});

test("the name that a killed holder has left does not hold the folder, not even when its process id is in use again", async () => {
  const dataDir = prepare();
  writeFileSync(
    join(dataDir, "holder.json"),
    JSON.stringify({ pid: process.pid, since: "2026-01-01T00:00:00.000Z", host: hostname() }),
  );
  writeFileSync(join(dataDir, "lock"), "");
  const embedded = await start(dataDir);
  expect(await ask(embedded, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("the database ends with a parent that is killed, and gives the folder back", async () => {
  const dataDir = prepare();
  const { parent, pid } = await startInParent(dataDir);
  parent.kill("SIGKILL");
  await until(() => !isAlive(pid));
  expect(existsSync(join(dataDir, "holder.json"))).toBe(false);
  const embedded = await start(dataDir);
  expect(await ask(embedded, "select 1 as one")).toEqual([{ one: 1 }]);
});

/** Starts the database in a program of its own, and gives that and the process id of the database. */
async function startInParent(dataDir: string): Promise<{ parent: ChildProcess; pid: number }> {
  const program = `
    const { startEmbedded } = await import(${JSON.stringify(new URL("./start.ts", import.meta.url).href)});
    const silent = { info() {}, warn() {}, error() {} };
    const embedded = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log: silent });
    console.log(embedded.pid());`;
  const parent = spawn(process.execPath, ["--input-type=module", "--eval", program], { stdio: ["ignore", "pipe", "inherit"] });
  const pid = await new Promise<number>((resolve) => parent.stdout.once("data", (said) => resolve(Number(said))));
  return { parent, pid };
}

test("a folder whose path is too long for a socket is served from a short private folder", async () => {
  const dataDir = prepare(`long-${"x".repeat(120)}`);
  const embedded = await start(dataDir);
  const { host } = embedded.connection;
  expect(host.startsWith(tmpdir())).toBe(true);
  expect(statSync(host).mode & 0o777).toBe(0o700);
  expect(await ask(embedded, "select 1 as one")).toEqual([{ one: 1 }]);
  const before = embedded.pid() ?? 0;
  process.kill(before, "SIGTERM");
  await until(() => embedded.pid() !== undefined && embedded.pid() !== before);
  expect(await ask(embedded, "select 1 as one")).toEqual([{ one: 1 }]);
  await embedded.stop();
  expect(existsSync(host)).toBe(false);
});

test("where no socket fits, a port of this machine is served, only with the password, and the same one after a restart", async () => {
  const long = join(folder, `temporary-${"x".repeat(120)}`);
  mkdirSync(long);
  vi.stubEnv("TMPDIR", long);
  const embedded = await start(prepare(`longer-${"x".repeat(120)}`));
  const { connection } = embedded;
  expect(connection.host).toBe("127.0.0.1");
  expect(await ask(embedded, "select 1 as one")).toEqual([{ one: 1 }]);
  for (const password of ["", "wrong", `${connection.password}x`]) {
    await expect(ask({ ...embedded, connection: { ...connection, password } }, "select 1")).rejects.toThrow();
  }
  const before = embedded.pid() ?? 0;
  process.kill(before, "SIGKILL");
  await until(() => embedded.pid() !== undefined && embedded.pid() !== before);
  expect(await ask(embedded, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a folder that cannot be made is refused in one sentence", async () => {
  const file = join(folder, "a-file");
  writeFileSync(file, "");
  await expect(startEmbedded({ dataDir: join(file, "data"), log: silent })).rejects.toMatchObject({
    name: "EmbeddedError",
    code: "not_writable",
    message: expect.stringContaining(join(file, "data")),
  });
});

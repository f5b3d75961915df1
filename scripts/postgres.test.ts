// The temporary PostgreSQL is a real server that keeps what it acknowledged through being killed, and leaves nothing.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findPostgres, type Postgres, startPostgres } from "./postgres.mjs";

const found = findPostgres();
if ("missing" in found) console.log(`Skipped: ${found.missing}`);

async function ask(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  // A server that ends says so to connections at rest too; what is asked then fails by itself.
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith("interleaf-pg-"));

describe.skipIf("missing" in found)("the temporary PostgreSQL", () => {
  let server: Postgres;
  beforeAll(async () => {
    const started = await startPostgres();
    if (!started) throw new Error("PostgreSQL was found, and yet not started");
    server = started;
  });
  afterAll(() => server.stop());

  test("flushes to disk, listens on loopback only and lets its role create databases", async () => {
    expect(
      await ask(server.url, "select current_setting('fsync') as fsync, current_setting('listen_addresses') as listens"),
    ).toEqual([{ fsync: "on", listens: "127.0.0.1" }]);
    await ask(server.url, "create database made_here");
    expect(await ask(server.url.replace(/postgres$/, "made_here"), "select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("refuses a wrong password", async () => {
    await expect(ask(server.url.replace(/:[0-9a-f]+@/, ":wrong@"), "select 1")).rejects.toThrow(/password/);
  });

  test("keeps an acknowledged row when it is killed at work, and answers at the same address again", async () => {
    await ask(server.url, "create table kept (n int)");
    await ask(server.url, "insert into kept values (1)");
    const busy = ask(server.url, "select pg_sleep(60)").then(
      () => "done",
      () => "cut off",
    );
    await server.kill();
    expect(await busy).toBe("cut off");
    await expect(ask(server.url, "select 1")).rejects.toThrow();
    await server.restart();
    expect(await ask(server.url, "select n from kept")).toEqual([{ n: 1 }]);
  });

  test("can be restarted while it runs", async () => {
    await server.restart();
    expect(await ask(server.url, "select n from kept")).toEqual([{ n: 1 }]);
  });

  test.runIf(process.platform === "linux")("ends when the process that started it is killed", async () => {
    const program = `const { startPostgres } = await import("./scripts/postgres.mjs"); const s = await startPostgres(); console.log(s.url); setInterval(() => {}, 1000);`;
    const owner = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(owner.stdout, "data")) as [Buffer];
    const url = String(line).trim();
    const [{ folder }] = (await ask(url, "select current_setting('data_directory') as folder")) as [{ folder: string }];
    owner.kill("SIGKILL");
    await expect.poll(() => ask(url, "select 1").catch(() => "gone"), { timeout: 20_000, interval: 200 }).toBe("gone");
    await expect.poll(() => existsSync(join(folder, "postmaster.pid")), { timeout: 20_000, interval: 200 }).toBe(false);
    rmSync(dirname(folder), { recursive: true });
  });

  test("leaves nothing in the temporary folder when it is stopped", async () => {
    const before = folders();
    const other = await startPostgres();
    expect(folders()).toHaveLength(before.length + 1);
    await other?.stop();
    expect(folders()).toEqual(before);
  });
});

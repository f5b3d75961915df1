// The one session behind the door, with real clients: what a client leaves behind, how the next is let in, and what is refused.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite, protocol } from "@electric-sql/pglite";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DiskGuard } from "./disk-guard.ts";
import { Door } from "./door.ts";
import { Session } from "./session.ts";

const { serialize } = protocol;
const megabyte = 1024 * 1024;
const connection = { host: "", port: 5432, user: "postgres", database: "postgres" };
let free = 1000 * megabyte;
let db: PGlite;
let session: Session;
let door: Door;

beforeAll(async () => {
  connection.host = mkdtempSync(join(tmpdir(), "interleaf-session-"));
  db = await PGlite.create();
  await db.exec("create table notes (id integer primary key, words text not null)");
  const guard = new DiskGuard(() => ({ free, total: 10_000 * megabyte }), 100 * megabyte);
  session = new Session({ db, guard, onBroken: broken });
  door = new Door(session, { patience: 300, forgotten: 800 });
  await door.listen(connection);
});
afterAll(async () => {
  await door.close();
  await db.close();
  rmSync(connection.host, { recursive: true });
});
beforeEach(async () => {
  await session.runBetween("delete from notes");
});

function broken(fault: unknown): never {
  throw new Error(`the engine has failed: ${fault}`);
}

async function connect(): Promise<pg.Client> {
  const client = new pg.Client(connection);
  client.on("error", () => {});
  await client.connect();
  return client;
}

/** Ends the client as if its program had been killed: no goodbye, whatever was under way. */
function cut(client: pg.Client): void {
  streamOf(client).destroy();
}

function streamOf(client: pg.Client): { write(bytes: Uint8Array): void; destroy(): void } {
  return (client as unknown as { connection: { stream: { write(bytes: Uint8Array): void; destroy(): void } } }).connection.stream;
}

async function count(client: pg.Client): Promise<number> {
  const { rows } = await client.query("select count(*)::int as n from notes");
  return rows[0].n;
}

test("a transaction that a killed client has left open is rolled back", async () => {
  const first = await connect();
  await first.query("begin");
  await first.query("insert into notes values (1, 'never committed')");
  cut(first);

  const second = await connect();
  expect(await count(second)).toBe(0);
  await second.query("insert into notes values (1, 'committed')");
  expect(await count(second)).toBe(1);
  await second.end();
});

test("a failed transaction that a killed client has left open does not fail the next client", async () => {
  const first = await connect();
  await first.query("begin");
  await expect(first.query("select 1 / 0")).rejects.toThrow("division by zero");
  cut(first);

  const second = await connect();
  expect(await count(second)).toBe(0);
  await second.end();
});

test("a killed client that was being ignored until its Sync does not have the next one ignored", async () => {
  const first = await connect();
  streamOf(first).write(
    Buffer.concat([serialize.parse({ text: "no such statement" }), serialize.bind(), serialize.execute(), serialize.flush()]),
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  cut(first);

  const second = await connect();
  expect(await count(second)).toBe(0);
  await second.end();
});

test("a batch that a killed client has not completed is not run", async () => {
  const first = await connect();
  const insert = serialize.parse({ text: "insert into notes values (1, 'half sent')" });
  streamOf(first).write(Buffer.concat([insert, serialize.bind(), serialize.execute()]));
  await new Promise((resolve) => setTimeout(resolve, 50));
  cut(first);

  const second = await connect();
  expect(await count(second)).toBe(0);
  await second.end();
});

test("a cursor with rows still to come, settings, prepared statements and temporary tables end with their client", async () => {
  const first = await connect();
  await first.query("set search_path = nowhere");
  await first.query("create temporary table mine (id integer)");
  await first.query({ name: "same", text: "select 'first' as who" });
  await first.query("begin");
  await first.query("declare rows cursor for select generate_series(1, 100000)");
  await first.query("fetch 10 from rows");
  const portal = [
    serialize.parse({ text: "select generate_series(1, 100000)" }),
    serialize.bind(),
    serialize.execute({ rows: 5 }),
    serialize.flush(),
  ];
  streamOf(first).write(Buffer.concat(portal));
  await new Promise((resolve) => setTimeout(resolve, 50));
  cut(first);

  const second = await connect();
  const { rows } = await second.query("select current_setting('search_path') as path, to_regclass('pg_temp.mine') as mine");
  expect(rows).toEqual([{ path: "public", mine: null }]);
  const named = await second.query({ name: "same", text: "select 'second' as who" });
  expect(named.rows).toEqual([{ who: "second" }]);
  expect((await second.query("select count(*)::int as n from pg_cursors where name = 'rows'")).rows).toEqual([{ n: 0 }]);
  await second.end();
});

test("twenty clients killed at any point of a transaction leave neither rows nor a stuck session", async () => {
  for (let round = 0; round < 20; round += 1) {
    const client = await connect();
    const statements = [
      "begin",
      `insert into notes values (${round}, 'x')`,
      "select pg_advisory_lock(7)",
      "select 1 / (random() < 2)::int - 1",
      "rollback",
    ];
    const going = statements.slice(0, round % 6).map((statement) => client.query(statement).catch(() => {}));
    if (round % 2 === 0) await Promise.all(going);
    cut(client);
  }
  const last = await connect();
  expect(await count(last)).toBe(0);
  expect((await last.query("select count(*)::int as n from pg_locks where locktype = 'advisory'")).rows).toEqual([{ n: 0 }]);
  await last.end();
});

test("a second client waits for its turn, and is told so when that takes too long", async () => {
  const first = await connect();
  await expect(connect()).rejects.toMatchObject({ code: "53300" });
  const waiting = connect();
  await first.end();
  const second = await waiting;
  expect(await count(second)).toBe(0);
  await second.end();
});

test("a transaction left open without a word is ended, and the next client is let in", async () => {
  const first = await connect();
  const ended = new Promise<{ code?: string }>((resolve) => first.once("error", resolve));
  await first.query("begin");
  await first.query("insert into notes values (1, 'forgotten')");
  expect(await ended).toMatchObject({ code: "25P03" });
  const second = await connect();
  expect(await count(second)).toBe(0);
  await second.end();
});

test("statements of our own come between the client's batches without touching its statement without a name", async () => {
  const client = await connect();
  const messages: string[] = [];
  const { connection: wire } = client as unknown as {
    connection: { on(event: string, listener: (message: { name: string }) => void): void };
  };
  wire.on("message", ({ name }) => messages.push(name));
  const parsed = new Promise((resolve) => wire.on("readyForQuery", resolve));
  streamOf(client).write(Buffer.concat([serialize.parse({ text: "insert into notes values (9, 'kept')" }), serialize.sync()]));
  await parsed;
  expect(await session.runBetween("select 1")).toEqual([["1"]]);
  const done = new Promise((resolve) => wire.on("commandComplete", resolve));
  streamOf(client).write(Buffer.concat([serialize.bind(), serialize.execute(), serialize.sync()]));
  await done;
  expect(messages).not.toContain("error");
  cut(client);
  const next = await connect();
  expect(await count(next)).toBe(1);
  await next.end();
});

test("statements of our own wait while the client is in a transaction", async () => {
  const client = await connect();
  await client.query("begin");
  expect(await session.runBetween("select 1")).toBeUndefined();
  await client.query("commit");
  expect(await session.runBetween("select 1")).toEqual([["1"]]);
  await client.end();
});

test("writes are refused as a full disk while little is free, reads go on, and writing resumes by itself", async () => {
  const client = await connect();
  await client.query("insert into notes values (1, 'before')");
  free = 50 * megabyte;
  await new Promise((resolve) => setTimeout(resolve, 150));
  const refusal = { code: "53100", message: expect.stringMatching(/disk is nearly full.*50 MB free, 100 MB needed/) };
  await expect(client.query("insert into notes values ($1, 'refused')", [2])).rejects.toMatchObject(refusal);
  await expect(client.query("create table refused (id integer)")).rejects.toMatchObject(refusal);
  expect(await count(client)).toBe(1);
  await expect(client.query("selec")).rejects.toMatchObject({ code: "42601" });
  const { rows } = await client.query("select repeat('x', 300000) as long from generate_series(1, 20)");
  expect(rows.map(({ long }) => long.length)).toEqual(Array(20).fill(300_000));
  await client.end();

  const next = await connect();
  await expect(next.query("insert into notes values (2, 'refused')")).rejects.toMatchObject(refusal);
  free = 102 * megabyte;
  await new Promise((resolve) => setTimeout(resolve, 150));
  await expect(next.query("insert into notes values (2, 'refused')")).rejects.toMatchObject({ code: "53100" });
  free = 1000 * megabyte;
  await new Promise((resolve) => setTimeout(resolve, 150));
  await next.query("insert into notes values (2, 'after')");
  expect(await count(next)).toBe(2);
  await next.end();
});

test("COPY FROM STDIN, which would end the engine, is an ordinary error", async () => {
  const client = await connect();
  for (const statement of ["copy notes from stdin", "COPY notes (id,\n words) FROM STDIN with (format csv)"]) {
    await expect(client.query(statement)).rejects.toMatchObject({ code: "0A000" });
  }
  await expect(client.query({ text: "copy notes from stdin", values: [] })).rejects.toMatchObject({ code: "0A000" });
  expect(await count(client)).toBe(0);
  await client.end();
});

test("answers of many sizes, and errors among them, arrive whole and in order", async () => {
  const client = await connect();
  const sizes = [0, 1, 8191, 8192, 8193, 100_000, 1_500_000];
  const answers = sizes.map((size) =>
    client.query("select repeat('é', $1::int) as words", [size]).then(({ rows }) => rows[0].words.length),
  );
  const failing = client.query("select 1 / 0").catch((fault: Error) => fault.message);
  const after = client.query("select 42 as n").then(({ rows }) => rows[0].n);
  expect(await Promise.all(answers)).toEqual(sizes);
  expect(await failing).toBe("division by zero");
  expect(await after).toBe(42);
  const sent = "word ".repeat(600_000);
  expect((await client.query("select length($1) as n", [sent])).rows).toEqual([{ n: sent.length }]);
  await client.end();
});

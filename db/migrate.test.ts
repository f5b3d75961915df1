// Bringing a database to the current schema: from nothing, again without harm, on two servers at once; and knowing whether it is there.
import { randomBytes } from "node:crypto";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeEach, expect, test } from "vitest";
import { type Opened, openDatabase } from "./client.ts";
import { isMigrated, migrate } from "./migrate.ts";

const url = process.env.TEST_DATABASE_URL;
const { db, close } = url ? await onPostgres(url) : await onEmbedded();
beforeEach(() => empty());
afterAll(() => close());

type Database = Pick<Opened, "db"> & { close: () => Promise<void> };

async function onEmbedded(): Promise<Database> {
  const engine = await PGlite.create();
  const server = new PGLiteSocketServer({ db: engine, host: "127.0.0.1", port: 0 });
  await server.start();
  const port = Number(server.getServerConn().split(":").at(-1));
  const { db, pool } = openDatabase({ host: "127.0.0.1", port, user: "postgres", database: "postgres", max: 1 });
  return {
    db,
    close: () =>
      pool
        .end()
        .then(() => server.stop())
        .then(() => engine.close()),
  };
}

async function onPostgres(server: string): Promise<Database> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  const run = async (statement: string) => {
    const client = new pg.Client(server);
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await run(`create database ${name}`);
  const its = new URL(server);
  its.pathname = `/${name}`;
  const { db, pool } = openDatabase({ connectionString: its.href, max: 10 });
  return { db, close: () => pool.end().then(() => run(`drop database ${name} with (force)`)) };
}

/** As a database is that nobody has used. */
async function empty(): Promise<void> {
  await db.execute(sql`drop schema if exists drizzle cascade`);
  await db.execute(sql`drop schema public cascade`);
  await db.execute(sql`create schema public`);
}
const select = async (query: ReturnType<typeof sql>) => (await db.execute(query)).rows;
/** Every column, key, check and index of the schema, and the migrations that were run. */
const schema = async () => ({
  columns: await select(
    sql`select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns where table_schema = 'public' order by 1, 2`,
  ),
  constraints: await select(
    sql`select conname, pg_get_constraintdef(oid) as def from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`,
  ),
  indexes: await select(sql`select indexname, indexdef from pg_indexes where schemaname = 'public' order by 1`),
  run: await select(sql`select hash, created_at from drizzle.__drizzle_migrations order by id`),
});

test("an empty database is brought to the current schema, and knows it", async () => {
  await migrate(db);
  expect(await isMigrated(db)).toBe(true);
  const { columns, run } = await schema();
  const tables = new Set(columns.map((column) => column.table_name));
  for (const table of [
    "people",
    "groups",
    "memberships",
    "passages",
    "annotations",
    "messages",
    "meetings",
    "events",
    "commands",
  ])
    expect(tables).toContain(table);
  expect(run.length).toBeGreaterThan(0);
});

test("twice is once, and what is kept stays", async () => {
  await migrate(db);
  await db.execute(sql`insert into organisation (name) values ('Readers’ Union')`);
  const before = await schema();
  await migrate(db);
  expect(await schema()).toEqual(before);
  expect(await select(sql`select name from organisation`)).toEqual([{ name: "Readers’ Union" }]);
});

test("several servers that start at the same moment bring it there once", async () => {
  await Promise.all([migrate(db), migrate(db), migrate(db)]);
  const { run } = await schema();
  expect(new Set(run.map(({ hash }) => hash)).size).toBe(run.length);
  expect(await isMigrated(db)).toBe(true);
});

test("a database that lacks a migration knows that too", async () => {
  await migrate(db);
  await db.execute(
    sql`delete from drizzle.__drizzle_migrations where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`,
  );
  expect(await isMigrated(db)).toBe(false);
});

test("a migration that fails leaves the schema as it was, and goes through when the cause is gone", async () => {
  await db.execute(sql`create table commands (in_the_way text)`);
  await expect(migrate(db)).rejects.toThrow();
  expect(await select(sql`select table_name from information_schema.tables where table_schema = 'public'`)).toEqual([
    { table_name: "commands" },
  ]);
  await db.execute(sql`drop table commands`);
  await migrate(db);
  expect(await isMigrated(db)).toBe(true);
});

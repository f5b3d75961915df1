// A fresh, migrated database for one test file: embedded in the process, or, with TEST_DATABASE_URL, one of its own on PostgreSQL.
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import pg from "pg";
import { type Opened, openDatabase } from "#db/client.ts";
import { migrate } from "#db/migrate.ts";
import { makeSecret } from "../secrets.ts";

export interface TestDatabase extends Opened {
  engine: "embedded" | "postgresql";
  close: () => Promise<void>;
}

/** Opens it. The embedded one has a single connection, as in the program, so a query beside an open transaction hangs the test that makes it. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const url = process.env.TEST_DATABASE_URL;
  return url ? openOnPostgres(url) : openEmbedded();
}

async function openEmbedded(): Promise<TestDatabase> {
  const engine = await PGlite.create();
  const server = new PGLiteSocketServer({ db: engine, host: "127.0.0.1", port: 0 });
  await server.start();
  const port = Number(server.getServerConn().split(":").at(-1));
  const opened = openDatabase({ host: "127.0.0.1", port, user: "postgres", database: "postgres", max: 1 });
  await migrate(opened.db);
  return {
    ...opened,
    engine: "embedded",
    async close() {
      await opened.pool.end();
      await server.stop();
      await engine.close();
    },
  };
}

async function openOnPostgres(url: string): Promise<TestDatabase> {
  const name = `test_${makeSecret()
    .replaceAll(/[^a-z0-9]/gi, "")
    .toLowerCase()}`;
  const run = async (statement: string) => {
    const client = new pg.Client(url);
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await run(`create database ${name}`);
  const its = new URL(url);
  its.pathname = `/${name}`;
  const opened = openDatabase({ connectionString: its.href, max: 10 });
  await migrate(opened.db);
  return {
    ...opened,
    engine: "postgresql",
    async close() {
      await opened.pool.end();
      await run(`drop database ${name} with (force)`);
    },
  };
}

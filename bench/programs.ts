// The programs a bench measures: the product on either database, and bare ones to compare it with.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { v7 } from "uuid";
import { type Evening, setUpEvening } from "../e2e/evening.ts";
import { freePort, type ServerProcess, startServer } from "../e2e/server-process.ts";
import { findPostgres, startPostgres } from "../scripts/postgres.mjs";
import type { BookFile } from "./book.ts";

/** One of the two databases the product runs on. */
export interface Engine {
  name: "embedded database" | "PostgreSQL";
  /** An empty database, as DATABASE_URL wants it; nothing for the embedded one, which lies in the data folder. */
  makeDatabase: () => Promise<string | undefined>;
}

/** Starts the product, without rate limits, on an empty data folder. */
export function startProduct(databaseUrl?: string): Promise<ServerProcess> {
  return startServer({ databaseUrl, env: { RATE_LIMITS: "off" } });
}

/** Starts the product on an engine and sets an evening up on it: a host, one member, and the book, or the handbook. */
export async function startEvening(engine: Engine, book?: BookFile): Promise<{ server: ServerProcess; evening: Evening }> {
  const server = await startProduct(await engine.makeDatabase());
  try {
    // The server is ready a moment before it prints the link that the evening begins with.
    for (let wait = 0; wait < 100 && !server.setUpLink(); wait++) await sleep(50);
    return { server, evening: await setUpEvening(server, 1, book) };
  } catch (fault) {
    await server.stop();
    throw fault;
  }
}

export const embedded: Engine = { name: "embedded database", makeDatabase: async () => undefined };

/** Does some work with the engines this machine has; PostgreSQL's server runs as long as the work does. */
export async function withEngines<T>(say: (line: string) => void, work: (engines: Engine[]) => Promise<T>): Promise<T> {
  const postgres = await startPostgres();
  if (!postgres) {
    const found = findPostgres();
    say(`PostgreSQL is left out: ${"missing" in found ? found.missing : "it did not start"}.`);
    return work([embedded]);
  }
  try {
    return await work([embedded, { name: "PostgreSQL", makeDatabase: () => makeDatabase(postgres.url) }]);
  } finally {
    await postgres.stop();
  }
}

/** An empty database on that server; it goes with the server. */
async function makeDatabase(server: string): Promise<string> {
  const name = `bench_${v7().replaceAll("-", "")}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  return Object.assign(new URL(server), { pathname: `/${name}` }).href;
}

export interface Bare {
  url: string;
  stop: () => Promise<void>;
}

/** Starts a program of this folder on a free loopback port (its PORT) and waits until its /readyz answers, asking as often as is asked of the product. */
export async function startBare(file: string): Promise<Bare> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const program = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", fileURLToPath(new URL(file, import.meta.url))],
    {
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
        PORT: String(port),
      },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  const gone = once(program, "exit");
  const stop = async () => {
    program.kill("SIGKILL");
    await gone;
  };
  const until = performance.now() + 60_000;
  while (!(await answers(`${url}/readyz`))) {
    if (program.exitCode !== null || performance.now() > until) {
      await stop();
      throw new Error(`${file} did not become ready`);
    }
    await sleep(50);
  }
  return { url, stop };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    (answer) => answer.ok,
    () => false,
  );
}

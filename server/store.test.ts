// Opening what is kept: where no database answers, one clear sentence that gives no password away; where one does, the current schema.
import dns from "node:dns";
import { createServer } from "node:net";
import { expect, test, vi } from "vitest";
import { isMigrated } from "#db/migrate.ts";
import { openLog } from "./log.ts";
import { openStore, StoreFault } from "./store.ts";
import { openTestDatabase, type TestDatabase } from "./testing/database.ts";

const log = openLog("silent");
const open = (url: string) => openStore({ DATABASE_URL: url, DATA_DIR: "/nowhere" }, log);

/** The sentence with which it is refused. */
async function refusal(url: string): Promise<string> {
  const fault = await open(url).then(
    async (store) => store.close(),
    (thrown: unknown) => thrown,
  );
  expect(fault).toBeInstanceOf(StoreFault);
  return fault instanceof StoreFault ? fault.message : "";
}

/** A loopback port on which nobody listens. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

/** One sentence about the variable, a reason in it, and what to look at; on one line, without the password. */
const clear = /^DATABASE_URL: PostgreSQL did not answer \([^()\n]+( \([^()\n]+\))?\)\. Check that [^\n]+ are right\.$/;

test.each(["127.0.0.1", "localhost", "[::1]"])("where nothing listens on %s, one sentence says so", async (host) => {
  const said = await refusal(`postgres://reader:hunter2@${host}:${await freePort()}/interleaf`);
  expect(said).toMatch(clear);
  expect(said).toMatch(/ECONNREFUSED|EADDRNOTAVAIL/);
  expect(said).not.toContain("hunter2");
});

test("where something else listens, one sentence says so", async () => {
  const other = createServer((socket) =>
    socket.on("error", () => {}).once("data", () => socket.end("not for you").destroySoon()),
  );
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const address = other.address();
  const said = await refusal(`postgres://reader:hunter2@127.0.0.1:${typeof address === "object" ? address?.port : 0}/interleaf`);
  other.close();
  expect(said).toMatch(clear);
  expect(said).not.toContain("hunter2");
});

test("where a name has two addresses and nothing listens on either, there is a reason too", async () => {
  const both = [
    { address: "127.0.0.1", family: 4 },
    { address: "127.0.0.2", family: 4 },
  ];
  const lookup = vi
    .spyOn(dns, "lookup")
    .mockImplementation(((_name: string, _options: unknown, give: (...found: unknown[]) => void) => give(null, both)) as never);
  const said = await refusal(`postgres://reader:hunter2@two.example:${await freePort()}/interleaf`);
  lookup.mockRestore();
  expect(said).toMatch(clear);
  expect(said).toMatch(/ECONNREFUSED/);
});

test("a host that does not exist is named in the sentence", async () => {
  expect(await refusal("postgres://reader:hunter2@no-such-host.invalid/interleaf")).toMatch(/no-such-host\.invalid/);
});

const isOnPostgres = process.env.TEST_DATABASE_URL !== undefined;
if (!isOnPostgres) console.log("Opening a real PostgreSQL is tried only with TEST_DATABASE_URL.");

test.skipIf(!isOnPostgres)(
  "PostgreSQL is opened at the current schema; a wrong password or database is said plainly",
  async () => {
    const url = new URL(process.env.TEST_DATABASE_URL ?? "");
    let database: TestDatabase | undefined;
    try {
      database = await openTestDatabase();
      url.pathname = `/${database.pool.options.connectionString?.split("/").at(-1)}`;
      await database.db.execute("drop schema public cascade; drop schema drizzle cascade; create schema public");
      const store = await open(url.href);
      expect(store.engine).toBe("postgresql");
      expect(await isMigrated(store.db)).toBe(true);
      await store.close();
      await (await open(url.href)).close();

      const wrong = new URL(url);
      wrong.password = "hunter2";
      const said = await refusal(wrong.href);
      expect(said).toMatch(clear);
      expect(said).toMatch(/password authentication failed/);
      expect(said).not.toContain("hunter2");
      wrong.href = url.href;
      wrong.pathname = "/no_such_database";
      expect(await refusal(wrong.href)).toMatch(/no_such_database/);
    } finally {
      await database?.close();
    }
  },
);

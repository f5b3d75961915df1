// A house for tests: a real database, a file store in a temporary folder, limits off, and a list in place of the socket server.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 } from "uuid";
import type { Numbered } from "#domain/live/events.ts";
import { type Actor, type Announcer, type Ctx, type House, makeCtx } from "../context.ts";
import { openFiles } from "../files.ts";
import { defaultLimits } from "../importing/import-limits.ts";
import { openLimits } from "../limits.ts";
import { openLog } from "../log.ts";
import { makeSecret } from "../secrets.ts";
import { openTestDatabase, type TestDatabase } from "./database.ts";

export interface TestHouse {
  house: House;
  database: TestDatabase;
  /** Everything announced so far, in order. */
  announced: Numbered[];
  evicted: Parameters<Announcer["evict"]>[];
  endedSessions: string[];
  /** A context for this actor, or for a stranger. */
  as: (actor: Actor | undefined) => Ctx;
  close: () => Promise<void>;
}

/** Opens a house; one per test file (`beforeAll`), closed in `afterAll`. */
export async function openTestHouse(): Promise<TestHouse> {
  const database = await openTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), "interleaf-test-"));
  const announced: Numbered[] = [];
  const evicted: TestHouse["evicted"] = [];
  const endedSessions: string[] = [];
  const house: House = {
    db: database.db,
    announcer: {
      announce: (events) => announced.push(...events),
      evict: (...who) => evicted.push(who),
      endSession: (id) => endedSessions.push(id),
    },
    files: openFiles(folder),
    limits: openLimits("off"),
    importLimits: defaultLimits,
    log: openLog("silent"),
    key: makeSecret(),
    origin: "http://127.0.0.1:3000",
    now: () => new Date(),
  };
  return {
    house,
    database,
    announced,
    evicted,
    endedSessions,
    as: (actor) => makeCtx(house, actor, { address: "127.0.0.1", device: "test" }),
    async close() {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A new id, as a client makes it. */
export const id = (): string => v7();

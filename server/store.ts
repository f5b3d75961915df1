// Opens what is kept: the embedded database or PostgreSQL, by the settings, brought to the current schema.
import { sql } from "drizzle-orm";
import { type Opened, openDatabase } from "#db/client.ts";
import { startEmbedded } from "#db/embedded/start.ts";
import { migrate } from "#db/migrate.ts";
import type { Env } from "./env.ts";
import type { Log } from "./log.ts";

export interface Store extends Opened {
  engine: "embedded" | "postgresql";
  /** Ends connections, then the embedded database. */
  close: () => Promise<void>;
}

export class StoreFault extends Error {}

const OLDEST_POSTGRES = 15;

/** Opens and migrates the database. Throws a StoreFault or the embedded database's own fault, each one clear sentence. */
export async function openStore(env: Pick<Env, "DATABASE_URL" | "DATA_DIR">, log: Log): Promise<Store> {
  const store = env.DATABASE_URL ? await openPostgres(env.DATABASE_URL) : await openEmbedded(env.DATA_DIR, log);
  await migrate(store.db).catch(async (fault) => {
    await store.close();
    throw fault;
  });
  return store;
}

async function openPostgres(url: string): Promise<Store> {
  const opened = openDatabase({ connectionString: url, max: 10 });
  try {
    const { rows } = await opened.db.execute(sql`select current_setting('server_version_num')::int as version`);
    const major = Math.floor(Number(rows[0]?.version) / 10_000);
    if (major < OLDEST_POSTGRES)
      throw new StoreFault(`DATABASE_URL leads to PostgreSQL ${major}; Interleaf needs ${OLDEST_POSTGRES} or newer.`);
  } catch (fault) {
    await opened.pool.end();
    if (fault instanceof StoreFault) throw fault;
    throw new StoreFault(
      `DATABASE_URL: PostgreSQL did not answer (${reasonOf(fault)}). Check that it runs and that the address, name and password are right.`,
    );
  }
  return { ...opened, engine: "postgresql", close: () => opened.pool.end() };
}

/** What the network or the server said. Where a name has several addresses, Node says it of each and nothing of all. */
function reasonOf(fault: unknown): string {
  if (fault instanceof AggregateError) return fault.errors.map(reasonOf).join("; ");
  if (!(fault instanceof Error)) return "no reason given";
  return fault.cause instanceof Error ? reasonOf(fault.cause) : fault.message;
}

async function openEmbedded(dataDir: string, log: Log): Promise<Store> {
  const embedded = await startEmbedded({ dataDir, log });
  const opened = openDatabase(embedded.connection);
  return {
    ...opened,
    engine: "embedded",
    async close() {
      await opened.pool.end();
      await embedded.stop();
    },
  };
}

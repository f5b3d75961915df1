// Opens the database: one driver for the embedded one and for PostgreSQL, so that no code knows which it is.
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";

export interface Opened {
  db: Db;
  pool: pg.Pool;
}
export type Db = ReturnType<typeof openDrizzle>;
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];
/** Where a query runs: on a free connection, or inside a transaction. */
export type Queryable = Db | Tx;

function openDrizzle(pool: pg.Pool) {
  return drizzle(pool, { casing: "snake_case" });
}

/**
 * A pool on the given server. `max` is 1 on the embedded database, which has one connection: a query beside an open
 * transaction would wait for ever, so inside a transaction only its own handle is used.
 * Statements end after 15 s, waits for a lock after 4 s, forgotten transactions after 10 s.
 */
export function openDatabase(config: pg.PoolConfig): Opened {
  const pool = new pg.Pool({
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: 0,
    statement_timeout: 15_000,
    lock_timeout: 4_000,
    idle_in_transaction_session_timeout: 10_000,
    ...config,
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return { db: openDrizzle(pool), pool };
}

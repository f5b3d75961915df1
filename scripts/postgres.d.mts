// Types of scripts/postgres.mjs, for tests and benches.

/** A running server in a temporary folder. */
export interface Postgres {
  /** Of the database `postgres`, as a role that may create databases. */
  url: string;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
  /** Ends the server and all its processes, by SIGKILL unless said otherwise; the data stay. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again on the same port and data, ending it first where it runs. */
  restart(): Promise<void>;
}

/** The newest PostgreSQL on this machine that is new enough (15), or why there is none. */
export function findPostgres(): { bin: string; version: number } | { missing: string };

/** Starts a server that ends with this process at the latest; nothing where no PostgreSQL is installed. */
export function startPostgres(): Promise<Postgres | null>;

// Brings a database to the current schema. Safe to run at every start, and on two servers at once.
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { migrate as runMigrations } from "drizzle-orm/node-postgres/migrator";
import type { Db } from "./client.ts";

const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));
/** Any number, the same for every server: who migrates holds this advisory lock. */
const LOCK = 7_119_204;

/** Runs all migrations that are missing, each in the one transaction of the migrator. Throws what the database says, leaving the schema as it was. */
export async function migrate(db: Db): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
    await runMigrations(tx as unknown as Db, { migrationsFolder });
  });
}

/** Whether every migration that this code knows has been run. */
export async function isMigrated(db: Db): Promise<boolean> {
  const newest = readMigrationFiles({ migrationsFolder }).at(-1);
  const rows = await db.execute(sql`select max(created_at)::bigint as at from drizzle.__drizzle_migrations`);
  return Number(rows.rows[0]?.at ?? 0) >= (newest?.folderMillis ?? 0);
}

// How far an import is: noted in its row, and told to who asked for it, in one transaction.
import { and, eq, inArray } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { Tx } from "#db/client.ts";
import { imports } from "#db/schema/books.ts";
import type { Numbered } from "#domain/live/events.ts";
import { personStream } from "#domain/live/streams.ts";
import { number } from "../commit.ts";
import type { House } from "../context.ts";
import { open, showImport } from "./queries.ts";

export type ImportRow = typeof imports.$inferSelect;

/** States of one whose file is still to be read. */
export const unread = ["waiting", "reading"] as const satisfies ImportRow["state"][];

/** Notes something about an import that is in one of the states, and tells who asked for it. Gives whether it was in one of them. */
export async function change(
  house: House,
  importId: string,
  set: PgUpdateSetSource<typeof imports>,
  states: readonly ImportRow["state"][] = open,
): Promise<boolean> {
  const numbered = await house.db.transaction((tx) => note(tx, importId, set, states));
  if (numbered.length > 0) house.announcer.announce(numbered);
  return numbered.length > 0;
}

/** The row stays locked until its event is numbered, so that what is told last is what is so. Nothing when the import is in none of the states. */
async function note(
  tx: Tx,
  importId: string,
  set: PgUpdateSetSource<typeof imports>,
  states: readonly ImportRow["state"][],
): Promise<Numbered[]> {
  const [row] = await tx
    .update(imports)
    .set(set)
    .where(and(eq(imports.id, importId), inArray(imports.state, states)))
    .returning();
  const stream = row && personStream(row.personId);
  return stream ? number(tx, [{ stream, event: { type: "import.changed", import: showImport(row) } }]) : [];
}

// Held notes: let go when their group's next meeting begins.
import { and, asc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { annotations } from "#db/schema/annotations.ts";
import type { LiveEvent } from "#domain/live/events.ts";
import { readAnnotations } from "./annotations/queries.ts";
import { tellMoved } from "./audience.ts";
import { number } from "./commit.ts";
import type { House } from "./context.ts";

const RELEASED_AT_ONCE = 50;

/**
 * Shows held notes whose group has begun a meeting since, to those they are for, and gives how many. Several servers may do this side by side:
 * each takes other notes, and one that was let go is not held any more.
 */
export async function releaseHeldNotes(house: House): Promise<number> {
  let released = 0;
  for (let last = RELEASED_AT_ONCE; last === RELEASED_AT_ONCE; released += last) last = await releaseSome(house);
  return released;
}

async function releaseSome(house: House): Promise<number> {
  const now = house.now();
  const outcome = await house.db.transaction(async (db) => {
    const told: { stream: string; event: LiveEvent }[] = [];
    const tx = { db, tell: (stream: string, event: LiveEvent) => void told.push({ stream, event }) };
    const begun = sql`exists(select 1 from meetings m where m.group_id = annotations.group_id and m.called_off_at is null
      and m.starts_at > annotations.held_at and m.starts_at <= ${now})`;
    const due = await db
      .select()
      .from(annotations)
      .where(and(isNotNull(annotations.heldAt), isNull(annotations.removedAt), begun))
      .orderBy(asc(annotations.heldAt), asc(annotations.id))
      .limit(RELEASED_AT_ONCE)
      .for("update", { skipLocked: true });
    for (const [groupId, notes] of Map.groupBy(due, (row) => row.groupId)) {
      const ids = notes.map((row) => row.id);
      await db
        .update(annotations)
        .set({ heldAt: null, shownAt: now })
        .where(and(eq(annotations.groupId, groupId), inArray(annotations.id, ids)));
      const shown = await readAnnotations(db, groupId, inArray(annotations.id, ids));
      const byId = new Map(shown.map((annotation) => [annotation.id, annotation]));
      for (const before of notes) {
        const annotation = byId.get(before.id);
        if (!annotation) continue;
        const { replies: _, reactions: __, ...revised } = annotation;
        await tellMoved(
          tx,
          before,
          { ...before, heldAt: null, shownAt: now },
          {
            whole: { type: "annotation.added", annotation },
            change: { type: "annotation.revised", annotation: revised },
          },
        );
      }
    }
    return { released: due.length, numbered: await number(db, told) };
  });
  if (outcome.numbered.length > 0) house.announcer.announce(outcome.numbered);
  return outcome.released;
}

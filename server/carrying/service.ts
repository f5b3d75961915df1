// Verbs of the repair desk: what people settle about notes that came over to another edition, one by one or a chapter at once, and how they take it back.
import { and, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { annotations, carryings } from "#db/schema/annotations.ts";
import { chapters, editions } from "#db/schema/books.ts";
import type { Anchor } from "#domain/anchoring/anchor.ts";
import { verify } from "#domain/anchoring/verify.ts";
import { AppError } from "#domain/errors.ts";
import type { CarryingSettlement, CarryingUndo, ChapterSettlement, ChapterUndo } from "#domain/shapes/carrying.ts";
import type { Admitted } from "../admit.ts";
import { listPassageTexts, readAnnotations } from "../annotations/queries.ts";
import { tellMoved, tellRenewed } from "../audience.ts";
import { carriedAt } from "../carry.ts";
import { commit, type WriteCtx } from "../commit.ts";
import type { Ctx } from "../context.ts";
import { findSettleable, holdEdition } from "./queries.ts";

type Note = typeof annotations.$inferSelect;
type Way = typeof carryings.$inferSelect;
/** Where a note is to stand, and whether its place is beyond doubt there. */
type Place = { chapterId: string; anchor: Anchor; state: "certain" | "check" };

/**
 * Settles where a carried note belongs: the place that was found is right; another one is, whose words must stand in the text that is read; or it
 * stays behind with the text it was written on. Settled again, the last word counts.
 */
export async function settleCarrying(ctx: Ctx, input: CarryingSettlement): Promise<Record<string, never>> {
  const { groupId, annotationId } = input;
  const subject = { on: "annotation", groupId, annotationId } as const;
  return commit(ctx, { id: input.id, action: "carrying:settle", subject, input }, async (tx, { memberId }) => {
    const { note, way, editionId } = await hold(tx, input);
    await place(tx, note, way, await placeOf(tx, input, way, editionId));
    await tx.db.update(carryings).set({ settled: input.how, settledBy: memberId, settledAt: tx.house.now() }).where(ofWay(way));
    return {};
  });
}

async function placeOf(tx: WriteCtx, input: CarryingSettlement, way: Way, editionId: string): Promise<Place> {
  switch (input.how) {
    case "accepted": {
      const [found] = way.places;
      if (way.state === "orphan" || !found) throw new AppError("invalid", "carrying_no_place");
      return { chapterId: found.chapterId, anchor: found.anchor, state: "certain" };
    }
    case "left":
      return { chapterId: way.fromChapterId, anchor: way.fromAnchor, state: "certain" };
    case "moved": {
      const { chapterId, anchor } = input;
      const [chapter] = await tx.db
        .select({ id: chapters.id })
        .from(chapters)
        .where(and(eq(chapters.id, chapterId), eq(chapters.editionId, editionId)));
      if (!chapter || !verify(anchor, await listPassageTexts(tx.db, chapterId)).ok) throw new AppError("invalid", "anchor_moved");
      return { chapterId, anchor, state: "certain" };
    }
  }
}

/** Takes back what was settled of a note: it stands again where the server had put it, and waits. */
export async function undoCarrying(ctx: Ctx, input: z.infer<typeof CarryingUndo>): Promise<Record<string, never>> {
  const { groupId, annotationId } = input;
  const subject = { on: "annotation", groupId, annotationId } as const;
  return commit(ctx, { id: input.id, action: "carrying:settle", subject, input }, async (tx) => {
    const { note, way } = await hold(tx, input);
    if (way.settled === null) return {};
    const [found] = way.places;
    await place(
      tx,
      note,
      way,
      way.state === "orphan" || !found
        ? { chapterId: way.fromChapterId, anchor: way.fromAnchor, state: "certain" }
        : { chapterId: found.chapterId, anchor: found.anchor, state: way.state },
    );
    await tx.db.update(carryings).set({ settled: null, settledBy: null, settledAt: null }).where(ofWay(way));
    return {};
  });
}

/** Accepts every place of a chapter that is to be checked, of the notes that the actor may settle. Gives how many, and the moment by which it can be taken back. */
export async function settleChapter(
  ctx: Ctx,
  input: z.infer<typeof ChapterSettlement>,
): Promise<{ settled: number; at: string }> {
  const { groupId, chapterId } = input;
  const subject = { on: "chapter", groupId, chapterId } as const;
  return commit(ctx, { id: input.id, action: "carrying:settle_chapter", subject, input }, async (tx, admitted) => {
    const at = tx.house.now();
    const waiting = sql`${carryings.settled} is null and ${carryings.state} = 'check'`;
    const settled = await settleAll(tx, admitted, input, waiting, {
      settled: "accepted",
      settledBy: admitted.memberId,
      settledAt: at,
    });
    return { settled, at: at.toISOString() };
  });
}

/** Takes back what was accepted of a chapter at one moment. */
export async function undoChapter(ctx: Ctx, input: z.infer<typeof ChapterUndo>): Promise<{ settled: number }> {
  const { groupId, chapterId, at } = input;
  const subject = { on: "chapter", groupId, chapterId } as const;
  return commit(ctx, { id: input.id, action: "carrying:settle_chapter", subject, input }, async (tx, admitted) => {
    const then = sql`${carryings.settled} = 'accepted' and ${carryings.settledBy} = ${admitted.memberId}
      and ${carryings.settledAt} = ${at}::timestamptz`;
    return { settled: await settleAll(tx, admitted, input, then, { settled: null, settledBy: null, settledAt: null }) };
  });
}

async function settleAll(
  tx: WriteCtx,
  { memberId, standing }: Admitted,
  { groupId, chapterId }: { groupId: string; chapterId: string },
  which: ReturnType<typeof sql>,
  to: Pick<Way, "settled" | "settledBy" | "settledAt">,
): Promise<number> {
  const edition = await holdEdition(tx.db, groupId);
  if (!edition) return 0;
  const asker = { groupId, memberId, host: standing.member === "host" };
  const found = await findSettleable(tx.db, asker, edition.id, and(eq(annotations.chapterId, chapterId), which));
  const ids = found.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await tx.db
    .update(carryings)
    .set(to)
    .where(and(eq(carryings.groupId, groupId), eq(carryings.editionId, edition.id), inArray(carryings.annotationId, ids)));
  const state = to.settled === null ? "check" : "certain";
  const changed = await tx.db
    .update(annotations)
    .set({ carried: sql`jsonb_set(${annotations.carried}, '{state}', to_jsonb(${state}::text))` })
    .where(and(eq(annotations.groupId, groupId), inArray(annotations.id, ids), sql`${annotations.carried} is not null`))
    .returning();
  await tellRenewed(
    tx,
    changed.map((row) => ({ row, chapterIds: [row.chapterId] })),
  );
  return ids.length;
}

const ofWay = ({ groupId, annotationId, editionId }: Way) =>
  and(eq(carryings.groupId, groupId), eq(carryings.annotationId, annotationId), eq(carryings.editionId, editionId));

/** Holds the edition that is read, the note, and how it came there. */
async function hold(
  tx: WriteCtx,
  { groupId, annotationId }: { groupId: string; annotationId: string },
): Promise<{ note: Note; way: Way; editionId: string }> {
  const edition = await holdEdition(tx.db, groupId);
  if (!edition) throw new AppError("conflict", "carrying_gone");
  const [found] = await tx.db
    .select({ note: annotations, way: carryings })
    .from(annotations)
    .innerJoin(carryings, and(eq(carryings.groupId, annotations.groupId), eq(carryings.annotationId, annotations.id)))
    .where(and(eq(annotations.groupId, groupId), eq(annotations.id, annotationId), eq(carryings.editionId, edition.id)))
    .for("update");
  if (!found) throw new AppError("conflict", "carrying_gone");
  if (found.note.removedAt) throw new AppError("conflict", "annotation_gone");
  return { ...found, editionId: edition.id };
}

/** Puts a note into a place and tells those who may read it. */
async function place(tx: WriteCtx, note: Note, way: Way, { chapterId, anchor, state }: Place): Promise<void> {
  const numbers = await tx.db
    .select({ chapterId: chapters.id, number: editions.number })
    .from(chapters)
    .innerJoin(editions, eq(editions.id, chapters.editionId))
    .where(inArray(chapters.id, [note.chapterId, chapterId]));
  const numberOf = (id: string) => numbers.find((row) => row.chapterId === id)?.number ?? 0;
  const written = note.carried?.edition ?? numberOf(note.chapterId);
  const [after] = await tx.db
    .update(annotations)
    .set({ chapterId, anchor, carried: carriedAt(written, numberOf(chapterId), state) })
    .where(and(eq(annotations.groupId, way.groupId), eq(annotations.id, note.id)))
    .returning();
  const [annotation] = await readAnnotations(tx.db, way.groupId, eq(annotations.id, note.id));
  if (!after || !annotation) return;
  const { reactions: _reactions, replies: _replies, ...revised } = annotation;
  await tellMoved(tx, note, after, {
    whole: { type: "annotation.added", annotation },
    change: { type: "annotation.revised", annotation: revised },
  });
}

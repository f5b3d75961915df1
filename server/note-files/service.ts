// Bringing a file of notes in: all of it at once or nothing, and the same file twice is the same notes once.
import { createHash } from "node:crypto";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { annotations, reactions, replies } from "#db/schema/annotations.ts";
import { groups, memberships } from "#db/schema/groups.ts";
import { AppError } from "#domain/errors.ts";
import type { NoteImport, NoteImportReport } from "#domain/shapes/note-file.ts";
import { admit } from "../admit.ts";
import { readAnnotations } from "../annotations/queries.ts";
import { tellReaders } from "../audience.ts";
import { holdEdition } from "../carrying/queries.ts";
import { commit, type WriteCtx } from "../commit.ts";
import type { Ctx } from "../context.ts";
import { type Arriving, type Group, rowsOf } from "../exchange/arriving-note.ts";
import { nameNotes, nameReplies } from "../exchange/name-notes.ts";
import type { PlacedNote } from "../exchange/place-notes.ts";
import { type Taker, takerOf } from "../exchange/readable-notes.ts";
import { lookThrough, showNote } from "./queries.ts";

/** So many rows go into one statement, which has only so many parameters. */
const ROWS = 200;

/**
 * Brings in what is certain, and of the rest what was decided. The file is read and its words are looked for before the transaction begins.
 * Refusals: those of reading a file, and `book_not_chosen`.
 */
export async function bringNotesIn(ctx: Ctx, input: NoteImport, bytes: Uint8Array): Promise<NoteImportReport> {
  const { groupId } = input;
  const subject = { on: "group", groupId } as const;
  await admit(ctx, "annotation:import", subject);
  const { file, texts, editionId, placed } = await lookThrough(ctx, groupId, bytes);
  const asked = { ...input, file: createHash("sha256").update(bytes).digest("base64url") };
  // What is kept of a command has no words in it: those of notes that were not found are taken from the file again.
  const { missing, ...done } = await commit(
    ctx,
    { id: input.id, action: "annotation:import", subject, input: asked },
    async (tx, admitted) => {
      // A group that has changed over meanwhile would not find the notes: their words were looked for in the text it has left.
      if ((await holdEdition(tx.db, groupId))?.id !== editionId) throw new AppError("conflict", "book_not_chosen");
      const taker = takerOf(admitted);
      const names = await nameNotes(
        tx.db,
        taker,
        file.format,
        placed.map(({ note }) => note),
      );
      const fresh = placed.map((one, index) => ({ one, name: names[index] })).filter(({ name }) => name && !name.here);
      const arriving = fresh.flatMap(({ one, name }): Arriving[] => {
        const place = placeFor(one, input.places);
        return name && place ? [{ ...one, id: name.id, place, format: file.format }] : [];
      });
      await write(tx, taker, arriving, input.for);
      return {
        placed: arriving.length,
        here: placed.length - fresh.length,
        undecided: fresh.filter(({ one }) => one.state === "check" && !placeFor(one, input.places)).length,
        missing: fresh.filter(({ one }) => one.state === "missing").map(({ one }) => one.number),
      };
    },
  );
  const lost = new Set(missing);
  const shown = placed.filter(({ number }) => lost.has(number)).map((one) => showNote(one, texts, false));
  return { ...done, missing: shown.map(({ number, words, body }) => ({ number, words, body })) };
}

function placeFor({ state, number, places }: PlacedNote, decided: NoteImport["places"]): Arriving["place"] | undefined {
  if (state === "certain") return places[0];
  const chosen = decided[String(number)];
  return chosen === undefined ? undefined : places[chosen];
}

async function write(tx: WriteCtx, taker: Taker, arriving: readonly Arriving[], readers: NoteImport["for"]): Promise<void> {
  if (arriving.length === 0) return;
  const group = await readGroup(tx, taker, arriving);
  const threads = arriving.map(({ id, note }) => ({ noteId: id, keys: note.replies.map(({ key }) => key) }));
  const replyIds = await nameReplies(tx.db, taker, threads);
  const ids = new Map(arriving.map(({ note, id }) => [note.key, id]));
  const rows = arriving.map((one, index) => rowsOf(one, { taker, group, readers, ids, replyIds: replyIds[index] ?? new Map() }));
  const notes = rows.map(({ note }) => note);
  for (const some of inParts(notes)) await tx.db.insert(annotations).values(some);
  for (const some of inParts(rows.flatMap((row) => row.replies))) await tx.db.insert(replies).values(some);
  for (const some of inParts(rows.flatMap((row) => row.reactions)))
    await tx.db.insert(reactions).values(some).onConflictDoNothing();
  for (const some of inParts(notes.map(({ id }) => id))) {
    const stored = await tx.db
      .select()
      .from(annotations)
      .where(and(eq(annotations.groupId, taker.groupId), inArray(annotations.id, some)));
    const shown = new Map(
      (await readAnnotations(tx.db, taker.groupId, inArray(annotations.id, some))).map((note) => [note.id, note]),
    );
    for (const row of stored) {
      const annotation = shown.get(row.id);
      if (annotation) await tellReaders(tx, row, { type: "annotation.added", annotation });
    }
  }
}

/** The rules of the group, and which of those who wrote the notes are in it, or are the one who brings them in under another membership. */
async function readGroup(tx: WriteCtx, { groupId, personId }: Taker, arriving: readonly Arriving[]): Promise<Group> {
  const [rules] = await tx.db
    .select({ widest: groups.widest, blindFirst: groups.blindFirst })
    .from(groups)
    .where(eq(groups.id, groupId));
  if (!rules) throw new AppError("not_found", "not_found");
  const named = arriving.flatMap(({ note }) => [
    ...[note, ...note.replies].map(({ author }) => author?.id),
    ...(note.own?.reactions ?? []).map(({ memberId }) => memberId),
  ]);
  const [members, mine] = [new Set<string>(), new Map<string, string>()];
  for (const some of inParts([...new Set(named.filter((id) => id !== undefined))])) {
    const found = await tx.db
      .select({ id: memberships.id, groupId: memberships.groupId, personId: memberships.personId, name: memberships.name })
      .from(memberships)
      .where(and(inArray(memberships.id, some), isNull(memberships.removedAt)));
    for (const row of found) {
      if (row.groupId === groupId) members.add(row.id);
      if (row.personId === personId) mine.set(row.id, row.name);
    }
  }
  return { ...rules, members, mine, now: tx.house.now() };
}

function* inParts<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += ROWS) yield all.slice(at, at + ROWS);
}

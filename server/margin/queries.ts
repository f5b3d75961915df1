// Reads of notes through the whole book of a group: a list with filters, a search, what is unread, what is proposed for a meeting, and a question's steps.
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "#db/client.ts";
import { annotations, questionSteps, replies } from "#db/schema/annotations.ts";
import { memberships } from "#db/schema/groups.ts";
import { byProposal } from "#domain/annotations/proposals.ts";
import { WAITING_STATES } from "#domain/annotations/question-step.ts";
import { AppError } from "#domain/errors.ts";
import type { Annotation } from "#domain/shapes/annotation.ts";
import type { GroupLook } from "#domain/shapes/group.ts";
import {
  type BookHits,
  type FoundNote,
  type MeetingNotes,
  NOTES_A_PAGE,
  type NotePage,
  type NoteQuery,
  type Proposal,
  type QuestionLook,
  type QuestionStep,
  type UnreadNotes,
} from "#domain/shapes/margin.ts";
import { FIND_LEAST, foldQuery } from "#domain/text/find.ts";
import { type Admitted, admit } from "../admit.ts";
import { readAnnotations } from "../annotations/queries.ts";
import { bookNotes, NOWHERE, type NoteReader, narrowing, ofChapters } from "../book-notes.ts";
import type { Ctx } from "../context.ts";
import { findMeeting } from "../meetings/queries.ts";
import { searchPassages } from "../reading/queries.ts";

/** The notes on what the group reads now that I may read and that were looked for, in the order of the book, a page at a time. */
export async function listNotes(ctx: Ctx, query: NoteQuery): Promise<NotePage> {
  return readPage(ctx, readerOf(await admit(ctx, "note:list", { on: "group", groupId: query.groupId })), query);
}

/** Words looked up in the text and in the notes together. The other filters narrow the notes. Too few letters find nothing. */
export async function searchBook(ctx: Ctx, query: NoteQuery): Promise<BookHits> {
  const { groupId, words = "" } = query;
  const reader = readerOf(await admit(ctx, "note:search", { on: "group", groupId }));
  const passages = await searchPassages(ctx, { groupId, words });
  const tooShort = foldQuery(words).length < FIND_LEAST;
  return { passages, notes: tooShort ? { notes: [], total: 0, waiting: 0 } : await readPage(ctx, reader, query) };
}

/** How many notes are unread in each chapter of what the group reads, in reading order; chapters without any are left out. */
export async function listUnread(ctx: Ctx, { groupId }: z.infer<typeof GroupLook>): Promise<UnreadNotes[]> {
  const reader = readerOf(await admit(ctx, "note:list", { on: "group", groupId }));
  const unread = narrowing({ only: "unread" }, reader.memberId);
  const { rows } = await ctx.db.execute(sql`select chapter_id as "chapterId", count(*)::int as unread
    from (${bookNotes(reader, unread)}) found where open group by chapter_id, position order by position`);
  return rows as unknown as UnreadNotes[];
}

/** Notes that members want talked about at a meeting, that a host put on its agenda, or that are questions which wait, on the chapters it is about. */
export async function listProposals(ctx: Ctx, { groupId, meetingId }: z.infer<typeof MeetingNotes>): Promise<Proposal[]> {
  const reader = readerOf(await admit(ctx, "note:list", { on: "meeting", groupId, meetingId }));
  const meeting = await findMeeting(ctx.db, { groupId, meetingId });
  if (!meeting) throw new AppError("not_found", "not_found");
  const within = meeting.chapterIds.length > 0 ? { within: ofChapters(meeting.chapterIds) } : {};
  const proposed = sql`a.hidden_at is null and (a.agenda_at is not null or a.question_state = any(${sql.param([...WAITING_STATES])}::text[])
    or exists(select 1 from reactions r where r.group_id = a.group_id and r.annotation_id = a.id and r.reaction = 'to_meeting'))`;
  return readOnly(ctx, async (db) => {
    const { rows } = await db.execute(sql`select found.*, a.agenda_at is not null as "onAgenda",
        (select count(*)::int from reactions r where r.group_id = a.group_id and r.annotation_id = a.id and r.reaction = 'to_meeting') as wanted
      from (${bookNotes(reader, proposed, within)}) found join annotations a on a.group_id = ${groupId} and a.id = found.id where open`);
    const ranked = (rows as unknown as (FoundRow & { onAgenda: boolean; wanted: number })[])
      .sort(byProposal)
      .slice(0, PROPOSALS_MOST);
    const found = await readFound(db, groupId, ranked);
    const byId = new Map(ranked.map((row) => [row.id, row]));
    return found.flatMap((note) => {
      const row = byId.get(note.annotation.id);
      return row ? [{ ...note, wanted: row.wanted, onAgenda: row.onAgenda }] : [];
    });
  });
}

/** A meeting's list gives no more notes than this. */
const PROPOSALS_MOST = 200;

/** The steps that a question took, the first one first. An answer that was removed since is not named. */
export async function listQuestionSteps(
  ctx: Ctx,
  { groupId, annotationId }: z.infer<typeof QuestionLook>,
): Promise<QuestionStep[]> {
  await admit(ctx, "question:look", { on: "annotation", groupId, annotationId });
  const answer = and(
    eq(replies.groupId, questionSteps.groupId),
    eq(replies.id, questionSteps.replyId),
    isNull(replies.removedAt),
  );
  const rows = await ctx.db
    .select({ step: questionSteps, name: memberships.name, replyId: replies.id })
    .from(questionSteps)
    .innerJoin(memberships, and(eq(memberships.groupId, questionSteps.groupId), eq(memberships.id, questionSteps.memberId)))
    .leftJoin(replies, answer)
    .where(and(eq(questionSteps.groupId, groupId), eq(questionSteps.annotationId, annotationId)))
    .orderBy(asc(questionSteps.number));
  return rows.map(({ step: { number, state, memberId, at }, name, replyId }) => ({
    ...{ number, state, by: { id: memberId, name }, at: at.toISOString() },
    ...(replyId && { replyId }),
  }));
}

/** A note as it was found: where it stands, and what the list needs to know of it. */
type FoundRow = {
  id: string;
  chapter_id: string;
  title: string;
  position: number;
  number: number;
  start: number;
  unread: boolean;
};

function readerOf({ groupId, personId, memberId, standing }: Admitted): NoteReader {
  return { groupId, personId, memberId, host: standing.member === "host" };
}

const readOnly = <T>(ctx: Ctx, read: (db: Queryable) => Promise<T>): Promise<T> =>
  ctx.db.transaction(read, { isolationLevel: "repeatable read", accessMode: "read only" });

/** Counts and page come from one statement, so that they belong to one moment. A page begins after a place in the book, whatever came in before it meanwhile. */
async function readPage(ctx: Ctx, reader: NoteReader, query: NoteQuery): Promise<NotePage> {
  const { unopened = false, after } = query;
  const place = sql`(position, number, start, id)`;
  const from = after === undefined ? sql`true` : sql`${place} > ${placeAfter(after)}`;
  return readOnly(ctx, async (db) => {
    const { rows } = await db.execute(sql`
      with found as materialized (${bookNotes(reader, narrowing(query, reader.memberId), { unopened })})
      select counted.*, page.* from (select (count(*) filter (where open))::int as total, (count(*) filter (where waits))::int as waiting from found) counted
      left join lateral (select * from found where open and ${from} order by ${place} limit ${NOTES_A_PAGE + 1}) page on true
      order by ${place}`);
    const [first] = rows as unknown as { total: number; waiting: number }[];
    const page = (rows as unknown as (FoundRow | { id: null })[]).filter((row): row is FoundRow => row.id !== null);
    const shown = page.slice(0, NOTES_A_PAGE);
    const last = shown.at(-1);
    return {
      notes: await readFound(db, reader.groupId, shown),
      ...{ total: first?.total ?? 0, waiting: first?.waiting ?? 0 },
      ...(last && page.length > shown.length && { next: cursorOf(last) }),
    };
  });
}

/** Reads what was found, in its order. */
async function readFound(db: Queryable, groupId: string, found: FoundRow[]): Promise<FoundNote[]> {
  if (found.length === 0) return [];
  const ids = found.map((row) => row.id);
  const notes = new Map<string, Annotation>(
    (await readAnnotations(db, groupId, inArray(annotations.id, ids))).map((note) => [note.id, note]),
  );
  return found.flatMap((row) => {
    const annotation = notes.get(row.id);
    if (!annotation) return [];
    const chapter = { id: row.chapter_id, title: row.title, position: row.position };
    return [{ annotation, chapter, ...(row.number !== NOWHERE && { number: row.number }), unread: row.unread }];
  });
}

const Cursor = z.tuple([z.int(), z.int(), z.int(), z.uuid()]);

const cursorOf = ({ position, number, start, id }: FoundRow): string =>
  Buffer.from(JSON.stringify([position, number, start, id])).toString("base64url");

function placeAfter(cursor: string) {
  const place = Cursor.safeParse(parsed(Buffer.from(cursor, "base64url").toString()));
  if (!place.success) throw new AppError("invalid", "cursor_unknown");
  const [position, number, start, id] = place.data;
  return sql`(${position}::int, ${number}::int, ${start}::int, ${id}::uuid)`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

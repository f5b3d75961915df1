// The notes on what a group reads now, through the whole book, as SQL: whom they are for, the spoiler rule, what is unread, and their order.
import { type SQL, sql } from "drizzle-orm";
import { searchForm, searchFormNow } from "#db/schema/books.ts";
import { mentionPattern } from "#domain/annotations/mentions.ts";
import type { NoteQuery } from "#domain/shapes/margin.ts";
import { foldQuery } from "#domain/text/find.ts";
import { readableBy } from "./audience.ts";
import { editionOf, standsIn } from "./reading/queries.ts";

/** Who asks for notes of their group. */
export interface NoteReader {
  groupId: string;
  personId: string;
  memberId: string;
  host: boolean;
}

/** The number that stands for a passage which is not known: after every other one. */
export const NOWHERE = 2_147_483_647;

/**
 * A table of notes that stand and that the reader may read: `a` the note, `c` its chapter, with `position`, `number` and `start` as the order
 * of the book. `open` says whether the spoiler rule lets it through, `waits` whether it would if it was asked for. `within` says which chapters.
 */
export function bookNotes(reader: NoteReader, wanted: SQL, { unopened = false, within = inEdition(reader.groupId) } = {}): SQL {
  const { groupId, personId, memberId, host } = reader;
  const opened = sql`(o.chapter_id is not null or a.member_id = ${memberId} or g.spoilers = 'off')`;
  const askable = sql`(g.spoilers = 'soft')`;
  return sql`select a.id, c.id as chapter_id, c.title, c.position, coalesce(p.number, ${NOWHERE}::int) as number,
      (a.anchor->>'start')::int as start, ${unreadBy(memberId)} as unread,
      ${unopened ? sql`(${opened} or ${askable})` : opened} as open, ${unopened ? sql`false` : sql`(${askable} and not ${opened})`} as waits
    from annotations a
    join groups g on g.id = a.group_id
    join chapters c on c.id = a.chapter_id and ${within}
    left join passages p on p.chapter_id = a.chapter_id and p.id = (a.anchor->>'passage')::uuid
    left join opened_chapters o on o.group_id = a.group_id and o.person_id = ${personId} and o.chapter_id = a.chapter_id
    where a.group_id = ${groupId} and a.removed_at is null
      and ${readableBy(sql`a`, { memberId: sql`${memberId}::uuid`, host: sql`${host}::boolean` })} and ${wanted}`;
}

const inEdition = (groupId: string): SQL => sql`c.edition_id = ${editionOf(groupId)}`;

/** The chapters of these ids, and those that are their corrected text. */
export const ofChapters = (chapterIds: string[]): SQL =>
  sql`(c.id = any(${sql.param(chapterIds)}::uuid[]) or c.follows_id = any(${sql.param(chapterIds)}::uuid[]))`;

/** Whether a note by somebody else, or an answer by somebody else, came before the reader later than what they have seen of its chapter. */
function unreadBy(memberId: string): SQL<boolean> {
  return sql`((a.member_id <> ${memberId} and (o.seen_to is null or a.shown_at > o.seen_to)) or exists(
    select 1 from replies r where r.group_id = a.group_id and r.annotation_id = a.id and r.removed_at is null
      and r.member_id <> ${memberId} and (o.seen_to is null or r.created_at > o.seen_to)))`;
}

/** What narrows a list, as a condition on `a` (and `o`, the reader's chapter) of bookNotes. */
export function narrowing(query: Omit<NoteQuery, "groupId">, memberId: string): SQL {
  const { chapterIds, authorId, kinds, states, tag, only, words = "" } = query;
  const parts = [
    chapterIds && sql`a.chapter_id = any(${sql.param(chapterIds)}::uuid[])`,
    authorId && sql`a.member_id = ${authorId}`,
    kinds && sql`a.kind = any(${sql.param(kinds)}::text[])`,
    states && sql`a.question_state = any(${sql.param(states)}::text[])`,
    tag && sql`exists(select 1 from unnest(a.tags) tag where ${searchForm(sql`tag`)} = ${searchForm(sql`${tag}::text`)})`,
    only && onlyThose(only, memberId),
    foldQuery(words) !== "" && hasWords(words),
  ];
  return sql.join([sql`true`, ...parts.filter((part) => typeof part === "object")], sql` and `);
}

function onlyThose(only: NonNullable<NoteQuery["only"]>, memberId: string): SQL {
  switch (only) {
    case "mine":
      return sql`a.member_id = ${memberId}`;
    case "unread":
      return unreadBy(memberId);
    case "mentions": {
      const mention = mentionPattern(memberId);
      return sql`(a.body ~ ${mention} or exists(select 1 from replies r
        where r.group_id = a.group_id and r.annotation_id = a.id and r.removed_at is null and r.body ~ ${mention}))`;
    }
    case "pinned":
      return sql`a.pinned_at is not null`;
    case "asked":
      return sql`a.reply_asked_at is not null`;
    case "agenda":
      return sql`a.agenda_at is not null`;
  }
}

/** The words stand in what the note says, in its tags, in the words it is hung on, or in an answer. Its parts are kept apart by a character that no text has. */
function hasWords(words: string): SQL {
  const note = sql`concat_ws(chr(31), a.body, '#' || array_to_string(a.tags, chr(31) || '#'), a.anchor->>'quote')`;
  return sql`(${standsIn(searchFormNow(note), words)} or exists(select 1 from replies r
    where r.group_id = a.group_id and r.annotation_id = a.id and r.removed_at is null and ${standsIn(searchFormNow(sql`r.body`), words)}))`;
}

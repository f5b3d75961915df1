// Reads of the shelf and the desk: books, contents, a chapter with its passages.
import { and, asc, desc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { books, chapters, editions, images, passages } from "#db/schema/books.ts";
import { branches } from "#db/schema/branches.ts";
import { topics } from "#db/schema/chat.ts";
import { declaredReads, groupBooks, groups, places } from "#db/schema/groups.ts";
import { AppError } from "#domain/errors.ts";
import { chapterStream, groupStream, hostsStream, personStream } from "#domain/live/streams.ts";
import type { BookSummary, ChapterPage, ContentsEntry } from "#domain/shapes/book.ts";
import type { BookOffer, Rights, ShelfBook } from "#domain/shapes/shelf.ts";
import { linksOf } from "#domain/text/links.ts";
import { notesOf } from "#domain/text/note-links.ts";
import { admit } from "../admit.ts";
import { stopsIn } from "../annotations/queries.ts";
import type { Ctx } from "../context.ts";
import { Kept } from "../kept.ts";
import { onShelfOf, readersOf } from "../reach.ts";

const summary = {
  id: books.id,
  editionId: editions.id,
  title: books.title,
  subtitle: books.subtitle,
  authors: books.authors,
  language: books.language,
  cover: editions.cover,
  words: editions.words,
  chapters: sql<number>`(select count(*)::int from chapters c where c.edition_id = ${editions.id} and c.role = 'body')`,
};
type SummaryRow = {
  [K in keyof typeof summary]: K extends "authors"
    ? string[]
    : K extends "words" | "chapters"
      ? number
      : K extends "subtitle" | "cover"
        ? string | null
        : string;
};

function showBook({ subtitle, cover, ...row }: SummaryRow): BookSummary {
  return { ...row, ...(subtitle && { subtitle }), ...(cover && { cover }) };
}

/** The branch's shelf: its own books, newest first, then those that others share with it; each with its newest edition. */
export async function listBooks(ctx: Ctx, { branchId }: { branchId: string }): Promise<ShelfBook[]> {
  await admit(ctx, "book:list", { on: "branch", branchId });
  return readShelf(ctx.db, onShelfOf(sql`books`, sql`${branchId}::uuid`), branchId);
}

/** What a group may choose: what stands on the shelf of its branch, and how many people could open each if it did. */
export async function listOffers(ctx: Ctx, { groupId }: { groupId: string }): Promise<BookOffer[]> {
  const { branchId } = await admit(ctx, "book:choose", { on: "group", groupId });
  const shelf = await readShelf(ctx.db, onShelfOf(sql`books`, sql`${branchId}::uuid`), branchId);
  const then = await ctx.db
    .select({ id: editions.id, readers: readersOf(sql`editions.id`, sql`${groupId}::uuid`) })
    .from(editions)
    .where(
      inArray(
        editions.id,
        shelf.map((book) => book.editionId),
      ),
    );
  const counts = new Map(then.map(({ id, readers }) => [id, readers]));
  return shelf.map((book) => ({ ...book, readersThen: counts.get(book.editionId) ?? book.readers }));
}

/** Books that are `wanted` (a condition on `books`), each with its newest edition; those of the branch itself first. Passes no gate. */
export async function readShelf(db: Queryable, wanted: SQL, branchId: string): Promise<ShelfBook[]> {
  const newest = sql`${editions.id} = (select e.id from editions e where e.book_id = ${books.id} order by e.number desc limit 1)`;
  const rows = await db
    .select({
      book: summary,
      owner: { id: branches.id, name: branches.name },
      sharing: books.sharing,
      archivedAt: books.archivedAt,
      ...{ rights: editions.rights, ground: editions.ground, copies: editions.copies },
      readers: readersOf(sql`editions.id`),
      spine: sql<
        number[]
      >`array(select c.words from chapters c where c.edition_id = ${editions.id} and c.role = 'body' order by c.position)`,
    })
    .from(books)
    .innerJoin(branches, eq(branches.id, books.branchId))
    .innerJoin(editions, and(eq(editions.bookId, books.id), newest))
    .where(wanted)
    .orderBy(desc(sql`${books.branchId} = ${branchId}::uuid`), desc(books.createdAt), desc(books.id));
  return rows.map(({ book, owner, sharing, archivedAt, readers, spine, ...rights }) => ({
    ...showBook(book),
    ...{ owner, sharing, readers, spine, rights: showRights(rights) },
    ...(archivedAt && { archivedAt: archivedAt.toISOString() }),
  }));
}

export function showRights({
  rights,
  ground,
  copies,
}: Pick<typeof editions.$inferSelect, "rights" | "ground" | "copies">): Rights {
  return { kind: rights, ground, ...(copies !== null && { copies }) };
}

/** What a group reads now, with its contents; undefined when nothing is chosen. */
export async function findGroupBook(
  db: Queryable,
  groupId: string,
): Promise<(BookSummary & { contents: ContentsEntry[] }) | undefined> {
  const [row] = await db
    .select(summary)
    .from(groupBooks)
    .innerJoin(editions, eq(editions.id, groupBooks.editionId))
    .innerJoin(books, eq(books.id, editions.bookId))
    .where(and(eq(groupBooks.groupId, groupId), isNull(groupBooks.endedAt)));
  return row && { ...showBook(row), contents: await readContents(db, row.editionId) };
}

/** The contents of an edition. An edition never changes once it is stored, so they are read once. */
export function readContents(db: Queryable, editionId: string): Promise<ContentsEntry[]> {
  return keptContents.get(editionId, async () => {
    const rows = await db.select().from(chapters).where(eq(chapters.editionId, editionId)).orderBy(asc(chapters.position));
    return { thing: rows.map(showEntry), size: sizeOf(rows) };
  });
}

function showEntry(row: typeof chapters.$inferSelect): ContentsEntry {
  const { id, position, title, section, role, author, date, source, words } = row;
  return {
    ...{ id, position, title, section, role, words },
    ...(author && { author }),
    ...(date && { date }),
    ...(source && { source }),
  };
}

/** A chapter with everything the desk needs, as this member finds it. */
export async function getChapter(ctx: Ctx, { groupId, chapterId }: { groupId: string; chapterId: string }): Promise<ChapterPage> {
  const { personId } = await admit(ctx, "chapter:read", { on: "chapter", groupId, chapterId });
  const myPlace = and(eq(places.groupId, groups.id), eq(places.personId, personId), eq(places.editionId, editions.id));
  const [found] = await ctx.db
    .select({
      chapter: chapters,
      book: summary,
      direction: editions.direction,
      writing: editions.writing,
      edition: editions.number,
      groupName: groups.name,
      topicId: topics.id,
      place: { chapterId: places.chapterId, number: places.number },
      read: sql<string[]>`array(select d.chapter_id from ${declaredReads} d join chapters c on c.id = d.chapter_id
        where d.group_id = ${groups.id} and d.person_id = ${personId} and c.edition_id = ${editions.id} order by c.position)`,
      stops: stopsIn(groups.id, editions.id, personId),
    })
    .from(chapters)
    .innerJoin(editions, eq(editions.id, chapters.editionId))
    .innerJoin(books, eq(books.id, editions.bookId))
    .innerJoin(groups, eq(groups.id, groupId))
    .innerJoin(topics, eq(topics.groupId, groupId))
    .leftJoin(places, myPlace)
    .where(eq(chapters.id, chapterId))
    .orderBy(asc(topics.createdAt))
    .limit(1);
  if (!found) throw new AppError("not_found", "not_found");
  const { chapter, direction, writing, place } = found;
  const book = showBook(found.book);
  const text = await readText(ctx.db, book.editionId, chapterId);
  return {
    group: { id: groupId, name: found.groupName, topicId: found.topicId },
    book,
    contents: await readContents(ctx.db, book.editionId),
    chapter: { ...showEntry(chapter), lang: chapter.lang ?? book.language, dir: chapter.dir ?? direction, writing },
    ...text,
    ...(place && { place }),
    read: found.read,
    stops: found.stops,
    edition: found.edition,
  };
}

/**
 * Everything that this member's page of a chapter depends on and that may change, as one text: the numbers of the streams it is painted from, their place,
 * up to where they have seen its margin, what they have declared read, where the group stopped, and the names round it. The text itself never changes.
 */
export async function getChapterVersion(
  ctx: Ctx,
  { groupId, chapterId }: { groupId: string; chapterId: string },
): Promise<string> {
  const { personId, memberId, standing } = await admit(ctx, "chapter:read", { on: "chapter", groupId, chapterId });
  const mine = sql`t.group_id = ${groupId} and t.person_id = ${personId}`;
  const painted = [groupStream(groupId), chapterStream(groupId, chapterId), personStream(personId)];
  if (standing.member === "host") painted.push(hostsStream(groupId));
  const { rows } = await ctx.db.execute(sql`select json_build_array(
    (select json_agg(s.head order by s.name) from streams s where ${inArray(sql`s.name`, painted)}),
    (select o.seen_to from opened_chapters o where o.group_id = ${groupId} and o.person_id = ${personId} and o.chapter_id = ${chapterId}),
    (select json_agg(t order by t.edition_id) from places t where ${mine}),
    (select json_agg(t order by t.chapter_id) from declared_reads t where ${mine}),
    g.name, b.name, k.title, k.subtitle, k.authors, k.language,
    ${stopsIn(groupId, sql`e.id`, personId)})::text as version
    from chapters c join editions e on e.id = c.edition_id join books k on k.id = e.book_id
    join groups g on g.id = ${groupId} join branches b on b.id = g.branch_id where c.id = ${chapterId}`);
  return `${memberId} ${String(rows[0]?.version)}`;
}

type ChapterText = Pick<ChapterPage, "passages" | "targets" | "markers">;

/** Room for texts and contents that are read often, in bytes, roughly. */
const KEPT_MOST = 64_000_000;
const keptTexts = new Kept<ChapterText>(KEPT_MOST);
const keptContents = new Kept<ContentsEntry[]>(KEPT_MOST / 8);

/** Two bytes a letter, and as much again for what is made of it. */
const sizeOf = (rows: unknown) => JSON.stringify(rows).length * 4;

/** The text of a chapter, and where its links lead. As the contents, it is read once; the page keeps what it has written of it with the same object. */
function readText(db: Queryable, editionId: string, chapterId: string): Promise<ChapterText> {
  return keptTexts.get(chapterId, async () => {
    const { id, number, text, body } = passages;
    const rows = await db
      .select({ id, number, text, passage: body })
      .from(passages)
      .where(eq(passages.chapterId, chapterId))
      .orderBy(asc(passages.number));
    const links = rows.flatMap((row) => linksOf(row.passage));
    const targets = await readTargets(db, editionId, links);
    const notes = rows.flatMap(({ passage }) => (passage.kind === "note" ? [passage.key] : []));
    return { thing: { passages: rows, targets, markers: await readMarkers(db, editionId, notes) }, size: sizeOf(rows) };
  });
}

/** Where in the edition the passages of these keys stand. */
async function readTargets(db: Queryable, editionId: string, keys: string[]): Promise<ChapterPage["targets"]> {
  if (keys.length === 0) return {};
  const rows = await db
    .select({ key: passages.key, chapterId: passages.chapterId, number: passages.number })
    .from(passages)
    .innerJoin(chapters, eq(chapters.id, passages.chapterId))
    .where(and(eq(chapters.editionId, editionId), inArray(passages.key, [...new Set(keys)])));
  return Object.fromEntries(rows.map(({ key, ...at }) => [key, at]));
}

/** Where in the edition the markers of these notes stand, in the order of the book. */
async function readMarkers(db: Queryable, editionId: string, notes: string[]): Promise<ChapterPage["markers"]> {
  if (notes.length === 0) return {};
  const marked = await db
    .select({ chapterId: passages.chapterId, number: passages.number, passage: passages.body })
    .from(passages)
    .innerJoin(chapters, eq(chapters.id, passages.chapterId))
    .where(and(eq(chapters.editionId, editionId), sql`${passages.body}::text like '%"noteref"%'`))
    .orderBy(asc(chapters.position), asc(passages.number));
  const wanted = new Set(notes);
  const markers: ChapterPage["markers"] = {};
  for (const { chapterId, number, passage } of marked)
    for (const key of new Set(notesOf(passage)))
      if (wanted.has(key)) markers[key] = [...(markers[key] ?? []), { chapterId, number }];
  return markers;
}

/** Name and media type of a picture of an edition that the asker may see. */
export async function getImage(
  ctx: Ctx,
  { editionId, name }: { editionId: string; name: string },
): Promise<{ name: string; type: string }> {
  await admit(ctx, "book:image", { on: "edition", editionId });
  const [row] = await ctx.db
    .select({ name: images.name, type: images.type })
    .from(images)
    .where(and(eq(images.editionId, editionId), eq(images.name, name)));
  if (!row) throw new AppError("not_found", "not_found");
  return row;
}

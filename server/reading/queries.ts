// Reads of a reader in the group's book: words looked up, a printed page, the chapters said to be read, the place kept.
import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { chapters, passages, searchForm } from "#db/schema/books.ts";
import { declaredReads, groupBooks, places } from "#db/schema/groups.ts";
import { AppError } from "#domain/errors.ts";
import type { Place } from "#domain/shapes/book.ts";
import type { GroupLook } from "#domain/shapes/group.ts";
import { HITS_MOST, type PassageHits, type PassageSearch, type PlaceInBook, type PrintedPage } from "#domain/shapes/reading.ts";
import { excerptOf, FIND_LEAST, findInText, foldQuery, hasPoints } from "#domain/text/find.ts";
import { admit } from "../admit.ts";
import type { Ctx } from "../context.ts";

/** The edition that a group reads now. */
export const editionOf = (groupId: string) =>
  sql`(select edition_id from group_books where group_id = ${groupId} and ended_at is null)`;

/** The search form with every kind of white space as a space, and, where the words looked for have a script with vowel signs, without them. */
function comparable(form: SQL, points: boolean): SQL {
  const spaced = sql`regexp_replace(${form}, ${"[\t\n\u00a0\u2002\u2003\u2007\u2009\u202f]"}, ' ', 'g')`;
  // lower() once more: on a cluster of the C locale it knows only the bare letters.
  const lower = sql`lower(${spaced})`;
  const signs = "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc]";
  return points ? sql`regexp_replace(${lower}, ${signs}, '', 'g')` : lower;
}

/** Whether the words somebody looks for stand as a phrase in a text, which is given in its search form. */
export function standsIn(form: SQL, words: string): SQL<boolean> {
  const points = hasPoints(foldQuery(words));
  // What LIKE takes for signs of its own is looked for as it is.
  const phrase = words
    .trim()
    .replace(/\s+/gu, " ")
    .replace(/[\\%_]/g, "\\$&");
  return sql`${comparable(form, points)} like '%' || ${comparable(searchForm(sql`${phrase}::text`), points)} || '%'`;
}

/** The passages of the group's book in which the words stand as a phrase, in the order of the book, notes included. */
export async function searchPassages(ctx: Ctx, { groupId, words }: z.infer<typeof PassageSearch>): Promise<PassageHits> {
  await admit(ctx, "passage:search", { on: "group", groupId });
  if (foldQuery(words).length < FIND_LEAST) return { total: 0, chapters: [] };
  const rows = await ctx.db
    .select({
      chapterId: chapters.id,
      title: chapters.title,
      passageId: passages.id,
      number: passages.number,
      kind: passages.kind,
      text: passages.text,
      total: sql<number>`(count(*) over ())::int`,
    })
    .from(passages)
    .innerJoin(chapters, eq(chapters.id, passages.chapterId))
    .where(and(eq(chapters.editionId, editionOf(groupId)), standsIn(sql`${passages.search}`, words)))
    .orderBy(asc(chapters.position), asc(passages.number))
    .limit(HITS_MOST);
  const found: PassageHits = { total: rows[0]?.total ?? 0, chapters: [] };
  for (const { chapterId, title, text, total: _, ...passage } of rows) {
    const stretches = findInText(text, words);
    const first = stretches[0] ?? { start: 0, end: 0 };
    if (found.chapters.at(-1)?.id !== chapterId) found.chapters.push({ id: chapterId, title, hits: [] });
    found.chapters.at(-1)?.hits.push({ chapterId, ...passage, excerpt: excerptOf(text, first), found: stretches });
  }
  return found;
}

/** The passage in which a printed page of the group's book begins. */
export async function findPrintedPage(ctx: Ctx, { groupId, label }: z.infer<typeof PrintedPage>): Promise<Place> {
  await admit(ctx, "passage:search", { on: "group", groupId });
  const [page] = await ctx.db
    .select({ chapterId: chapters.id, number: passages.number })
    .from(passages)
    .innerJoin(chapters, eq(chapters.id, passages.chapterId))
    .where(
      and(
        eq(chapters.editionId, editionOf(groupId)),
        sql`jsonb_path_exists(${passages.body}, '$.pages[*].label ? (@ == $label)', jsonb_build_object('label', ${label}::text))`,
      ),
    )
    .orderBy(asc(chapters.position), asc(passages.number))
    .limit(1);
  if (!page) throw new AppError("not_found", "not_found");
  return page;
}

/** The chapters of the group's book that I have said I have read. */
export async function listDeclaredReads(ctx: Ctx, { groupId }: z.infer<typeof GroupLook>): Promise<string[]> {
  const { personId } = await admit(ctx, "chapter:read", { on: "group", groupId });
  const rows = await ctx.db
    .select({ chapterId: declaredReads.chapterId })
    .from(declaredReads)
    .innerJoin(chapters, eq(chapters.id, declaredReads.chapterId))
    .where(
      and(eq(declaredReads.groupId, groupId), eq(declaredReads.personId, personId), eq(chapters.editionId, editionOf(groupId))),
    )
    .orderBy(asc(chapters.position));
  return rows.map((row) => row.chapterId);
}

/** Where I am in the group's book, wherever I read last; null when no place is kept. */
export async function findPlace(ctx: Ctx, { groupId }: z.infer<typeof GroupLook>): Promise<PlaceInBook | null> {
  const { personId } = await admit(ctx, "chapter:read", { on: "group", groupId });
  const [place] = await ctx.db
    .select({ chapterId: places.chapterId, number: places.number, title: chapters.title, position: chapters.position })
    .from(places)
    .innerJoin(chapters, eq(chapters.id, places.chapterId))
    .innerJoin(groupBooks, and(eq(groupBooks.groupId, places.groupId), eq(groupBooks.editionId, places.editionId)))
    .where(and(eq(places.groupId, groupId), eq(places.personId, personId), isNull(groupBooks.endedAt)));
  return place ?? null;
}

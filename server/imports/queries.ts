// Reads of imports: how far one is, what of mine has not ended, and what a reviewer looks at.
import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import type { z } from "zod";
import { books, imports } from "#db/schema/books.ts";
import { compareEditions } from "#domain/editions/compare-editions.ts";
import type { EditionChanges } from "#domain/editions/edition-changes.ts";
import { isSameWork } from "#domain/editions/same-work.ts";
import { AppError } from "#domain/errors.ts";
import type { ImportLook, ImportOutline, ImportState, PassagesLook, ReadPassage, Review } from "#domain/shapes/book.ts";
import { applyReview } from "#domain/text/apply-review.ts";
import { canonicalText } from "#domain/text/canonical.ts";
import { beginningOf } from "#domain/text/review.ts";
import { admit } from "../admit.ts";
import type { Ctx } from "../context.ts";
import { readDraft, readDraftChapter, readDraftHead } from "../drafts.ts";
import { findNewest, readEditionText, textOf } from "../editions.ts";

type Look = z.infer<typeof ImportLook>;
type ImportRow = typeof imports.$inferSelect;

/** States of an import that has not ended. */
export const open = ["waiting", "reading", "review", "storing"] as const satisfies ImportRow["state"][];
/** Longer statements about rights are cut. */
const SAID_MOST = 600;
/** As many passages as are shown at a time. */
const PASSAGES_AT_ONCE = 200;

/** An import as the person who started it sees it. */
export async function getImport(ctx: Ctx, { branchId, importId }: Look): Promise<ImportState> {
  await admit(ctx, "import:read", { on: "import", branchId, importId });
  const [row] = await ctx.db.select().from(imports).where(eq(imports.id, importId));
  if (!row) throw new AppError("not_found", "not_found");
  return showImport(row);
}

/** My imports of a branch that have not ended, oldest first: a page that is opened again finds them. */
export async function listImports(ctx: Ctx, { branchId }: { branchId: string }): Promise<ImportState[]> {
  const { personId } = await admit(ctx, "import:list", { on: "branch", branchId });
  const rows = await ctx.db
    .select()
    .from(imports)
    .where(and(eq(imports.branchId, branchId), eq(imports.personId, personId), inArray(imports.state, open)))
    .orderBy(asc(imports.createdAt), asc(imports.id));
  return rows.map(showImport);
}

/** What the review page shows. Throws `import_not_in_review` for one that does not wait for its review. */
export async function getOutline(ctx: Ctx, look: Look): Promise<ImportOutline> {
  const { row, draft, review } = await readReviewed(ctx, look);
  const { read, title, authors, rights } = await readDraftHead(ctx.house.files, draft);
  const rows = await ctx.db
    .select({ id: books.id, title: books.title, authors: books.authors })
    .from(books)
    .where(and(eq(books.branchId, row.branchId), isNull(books.archivedAt)))
    .orderBy(desc(books.createdAt));
  const shelf = rows.map((book) => ({ ...book, likely: isSameWork(book, { title, authors }) }));
  return {
    import: showImport(row),
    review,
    read,
    ...(rights && { said: beginningOf(rights, SAID_MOST) }),
    books: shelf.toSorted((one, other) => Number(other.likely) - Number(one.likely)),
  };
}

/** The first words of some passages as they were read, at most 200 at a time. */
export async function listReadPassages(
  ctx: Ctx,
  { chapter, from, to, ...look }: z.infer<typeof PassagesLook>,
): Promise<ReadPassage[]> {
  const { draft } = await readReviewed(ctx, look);
  const passages = (await readDraftChapter(ctx.house.files, draft, chapter))?.passages ?? [];
  return passages
    .slice(from, Math.min(to, from + PASSAGES_AT_ONCE))
    .map((passage, index) => ({ at: from + index, kind: passage.kind, begins: beginningOf(canonicalText(passage), 140) }));
}

/** What the import, as its review was kept last, would change in the book it corrects; nothing when it corrects none. */
export async function findChanges(ctx: Ctx, look: Look): Promise<{ number: number; changes: EditionChanges } | null> {
  const { row, draft, review } = await readReviewed(ctx, look);
  const earlier = row.ofBookId ? await findNewest(ctx.db, row.branchId, row.ofBookId) : undefined;
  if (!earlier) return null;
  const before = await readEditionText(ctx.db, earlier.id);
  const after = textOf(applyReview(await readDraft(ctx.house.files, draft), review));
  return { number: earlier.number + 1, changes: compareEditions(before, after).changes };
}

/** An import that waits for its review, with its draft. Only for the person who started it. */
async function readReviewed(ctx: Ctx, { branchId, importId }: Look): Promise<{ row: ImportRow; draft: string; review: Review }> {
  await admit(ctx, "import:review", { on: "import", branchId, importId });
  const [row] = await ctx.db.select().from(imports).where(eq(imports.id, importId));
  if (row?.state !== "review" || !row.draftHash || !row.review) throw new AppError("conflict", "import_not_in_review");
  return { row, draft: row.draftHash, review: row.review };
}

export function showImport(row: ImportRow): ImportState {
  const { id, branchId, fileName, state, done, total, what, format, ofBookId, bookId, refusal, report, createdAt } = row;
  return {
    ...{ id, branchId, fileName, state, done, total, what, report },
    startedAt: createdAt.toISOString(),
    ...(format && { format }),
    ...(ofBookId && { ofBookId }),
    ...(bookId && { bookId }),
    ...(refusal && { refusal }),
  };
}

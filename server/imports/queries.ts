// Reads of imports under way or ended.
import { eq } from "drizzle-orm";
import { imports } from "#db/schema/books.ts";
import { AppError } from "#domain/errors.ts";
import type { ImportState } from "#domain/shapes/book.ts";
import { admit } from "../admit.ts";
import type { Ctx } from "../context.ts";

/** An import as the person who started it sees it. */
export async function getImport(ctx: Ctx, { branchId, importId }: { branchId: string; importId: string }): Promise<ImportState> {
  await admit(ctx, "import:read", { on: "import", branchId, importId });
  const [row] = await ctx.db.select().from(imports).where(eq(imports.id, importId));
  if (!row) throw new AppError("not_found", "not_found");
  return showImport(row);
}

export function showImport(row: typeof imports.$inferSelect): ImportState {
  const { id, branchId, fileName, state, done, total, what, bookId, refusal, report, createdAt } = row;
  return {
    id,
    branchId,
    fileName,
    state,
    done,
    total,
    what,
    report,
    startedAt: createdAt.toISOString(),
    ...(bookId && { bookId }),
    ...(refusal && { refusal }),
  };
}

// Verbs of a reader for themselves: to say that a chapter is read, and to take it back. They leave nothing but the fact:
// no command, no event and no time, so that nobody can tell when or how fast somebody read.
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { declaredReads } from "#db/schema/groups.ts";
import type { ChapterLook } from "#domain/shapes/book.ts";
import { admit } from "../admit.ts";
import type { Ctx } from "../context.ts";

type Declared = z.infer<typeof ChapterLook>;

/** "I have read to here." Said again it is the same. */
export async function declareRead(ctx: Ctx, { groupId, chapterId }: Declared): Promise<Record<string, never>> {
  const { personId } = await admit(ctx, "chapter:declare_read", { on: "chapter", groupId, chapterId });
  await ctx.db.insert(declaredReads).values({ groupId, personId, chapterId }).onConflictDoNothing();
  return {};
}

/** Takes it back, as if it had never been said. */
export async function takeBackRead(ctx: Ctx, { groupId, chapterId }: Declared): Promise<Record<string, never>> {
  const { personId } = await admit(ctx, "chapter:take_back", { on: "chapter", groupId, chapterId });
  await ctx.db
    .delete(declaredReads)
    .where(and(eq(declaredReads.groupId, groupId), eq(declaredReads.personId, personId), eq(declaredReads.chapterId, chapterId)));
  return {};
}

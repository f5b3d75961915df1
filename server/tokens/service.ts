// Verbs of personal tokens: make one, revoke it.
import { and, count, eq, gt, isNull } from "drizzle-orm";
import type { z } from "zod";
import { personalTokens } from "#db/schema/people.ts";
import { AppError } from "#domain/errors.ts";
import type { NewToken, PersonalToken, TokenEnd } from "#domain/shapes/person.ts";
import { commit } from "../commit.ts";
import type { Ctx } from "../context.ts";
import { deriveSecret, hashSecret } from "../secrets.ts";
import { showToken } from "./queries.ts";

const DAY_MS = 24 * 3600_000;
/** Nobody has more programs than this. */
const TOKENS_MOST = 50;

/**
 * Makes a token and gives its secret. The secret is derived from the instance's key, so a repeated command gives it again although only its hash
 * is stored. Refusal: `tokens_full`.
 */
export async function makeToken(ctx: Ctx, input: NewToken): Promise<PersonalToken & { secret: string }> {
  const { id, tokenId, label, days = 90 } = input;
  const secret = deriveSecret(ctx.house.key, `token:${ctx.actor?.personId}:${tokenId}`);
  const token = await commit(ctx, { id, action: "token:make", subject: { on: "instance" }, input }, async (tx, { personId }) => {
    const now = tx.house.now();
    const mine = and(eq(personalTokens.personId, personId), isNull(personalTokens.revokedAt), gt(personalTokens.expiresAt, now));
    const [open] = await tx.db.select({ tokens: count() }).from(personalTokens).where(mine);
    if ((open?.tokens ?? 0) >= TOKENS_MOST) throw new AppError("conflict", "tokens_full");
    const [made] = await tx.db
      .insert(personalTokens)
      .values({ id: tokenId, personId, tokenHash: hashSecret(secret), label, expiresAt: new Date(now.getTime() + days * DAY_MS) })
      .onConflictDoNothing()
      .returning();
    if (!made) throw new AppError("conflict", "command_differs");
    return showToken(made);
  });
  return { ...token, secret };
}

/** From now on it opens nothing. */
export async function revokeToken(ctx: Ctx, { id, tokenId }: z.infer<typeof TokenEnd>): Promise<Record<string, never>> {
  return commit(ctx, { id, action: "token:revoke", subject: { on: "token", tokenId }, input: { tokenId } }, async (tx) => {
    await tx.db.update(personalTokens).set({ revokedAt: tx.house.now() }).where(eq(personalTokens.id, tokenId));
    return {};
  });
}

// Reads of personal tokens: my own, and whose a secret is.
import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { people, personalTokens } from "#db/schema/people.ts";
import { AppError } from "#domain/errors.ts";
import type { PersonalToken } from "#domain/shapes/person.ts";
import { admit } from "../admit.ts";
import type { Actor, Ctx, House } from "../context.ts";
import { hashSecret } from "../secrets.ts";

/** My tokens that still open something, the newest first. */
export async function listTokens(ctx: Ctx): Promise<PersonalToken[]> {
  const { personId } = await admit(ctx, "token:list", { on: "instance" });
  const rows = await ctx.db
    .select()
    .from(personalTokens)
    .where(and(eq(personalTokens.personId, personId), isOpen(ctx.house.now())))
    .orderBy(desc(personalTokens.createdAt), desc(personalTokens.id));
  return rows.map(showToken);
}

export function showToken({ id, label, createdAt, expiresAt }: typeof personalTokens.$inferSelect): PersonalToken {
  return { id, label, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
}

/**
 * Who comes with this Authorization header (RFC 6750): nobody without one. Refusals: `token_expired` for a token that opens nothing, `too_many`
 * after too many of those from one address.
 */
export async function findBearer(house: House, header: string | undefined, address: string): Promise<Actor | undefined> {
  const secret = /^Bearer +([\w.~+/-]{20,200}=*)$/i.exec(header?.trim() ?? "")?.[1];
  if (header === undefined) return undefined;
  const [found] = secret
    ? await house.db
        .select({ personId: people.id, name: people.name, sessionId: personalTokens.id })
        .from(personalTokens)
        .innerJoin(people, eq(people.id, personalTokens.personId))
        .where(and(eq(personalTokens.tokenHash, hashSecret(secret)), isOpen(house.now()), isNull(people.suspendedAt)))
    : [];
  if (found) return found;
  await house.limits.take("secret", address);
  throw new AppError("unauthenticated", "token_expired");
}

const isOpen = (now: Date) => and(isNull(personalTokens.revokedAt), gt(personalTokens.expiresAt, now));

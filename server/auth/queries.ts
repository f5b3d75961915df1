// Accounts and sessions as other slices and the person's own page need them.
import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { v7 } from "uuid";
import type { Queryable } from "#db/client.ts";
import { people, sessions } from "#db/schema/people.ts";
import { AppError } from "#domain/errors.ts";
import type { Session } from "#domain/shapes/person.ts";
import { admit } from "../admit.ts";
import type { Ctx } from "../context.ts";
import { hashPassword, refuseCommon } from "./password.ts";

/** A session that nobody used for so long is over. */
const IDLE_MS = 14 * 24 * 3600_000;

/**
 * What addresses are compared by: the whole address in lower case. RFC 5321 lets a mail server tell `Ada@` from `ada@`;
 * none in use does, and people type both. Dots and `+tags` stay: they mean different mailboxes at some hosts.
 */
export const emailKey = (address: string): string => address.trim().toLowerCase();

/** A new account with its password already hashed, ready to be written inside a transaction. */
interface Account {
  name: string;
  email: string;
  passwordHash: string;
}

/** Checks and hashes the password of a new account. Throws `password_common`. Outside transactions only: it takes a while. */
export async function prepareAccount(asked: { name: string; email: string; password: string }): Promise<Account> {
  refuseCommon(asked.password, [asked.name, asked.email]);
  return { name: asked.name, email: asked.email, passwordHash: await hashPassword(asked.password) };
}

/** Writes a new account and gives the person's id. Throws `address_taken`. */
export async function addAccount(db: Queryable, { name, email, passwordHash }: Account): Promise<string> {
  const [added] = await db
    .insert(people)
    .values({ id: v7(), name, email, emailKey: emailKey(email), passwordHash })
    .onConflictDoNothing({ target: people.emailKey })
    .returning({ id: people.id });
  if (!added) throw new AppError("conflict", "address_taken");
  return added.id;
}

/** The devices on which I am signed in, the one used last first. */
export async function listSessions(ctx: Ctx): Promise<Session[]> {
  const { personId } = await admit(ctx, "session:list", { on: "instance" });
  const rows = await ctx.db
    .select()
    .from(sessions)
    .where(and(eq(sessions.personId, personId), isAlive(ctx.house.now())))
    .orderBy(desc(sessions.seenAt), desc(sessions.id));
  return rows.map(({ id, device, method, createdAt, seenAt }) => ({
    id,
    device,
    method,
    createdAt: createdAt.toISOString(),
    seenAt: seenAt.toISOString(),
    current: id === ctx.actor?.sessionId,
  }));
}

/** Not ended, not older than a session may get, and used within the last two weeks. */
export function isAlive(now: Date) {
  return and(isNull(sessions.revokedAt), gt(sessions.expiresAt, now), gt(sessions.seenAt, new Date(now.getTime() - IDLE_MS)));
}

// Signing in by password or by a mailed link, ending sessions, and telling who holds a session's secret.
import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { z } from "zod";
import type { Queryable } from "#db/client.ts";
import { people, sessions, signInLinks } from "#db/schema/people.ts";
import { AppError } from "#domain/errors.ts";
import { LinkSignIn, MailAddress, PasswordSignIn, type SessionEnd } from "#domain/shapes/person.ts";
import { admit } from "../admit.ts";
import { commit } from "../commit.ts";
import type { Actor, Ctx, House } from "../context.ts";
import type { SignInKind } from "../hand-over.ts";
import { getOrganisationName } from "../instance/queries.ts";
import { faultFields } from "../log.ts";
import { queueMail } from "../mails/queries.ts";
import { hashSecret, makeSecret } from "../secrets.ts";
import { hashPassword, needsRehash, verifyPassword } from "./password.ts";
import { emailKey, isAlive } from "./queries.ts";

const SESSION_MS = 90 * 24 * 3600_000;
const LINK_MINUTES = 10;
const SEEN_EVERY_MS = 5 * 60_000;

/** Who signed in, and the secret that their cookie's token carries. */
interface SignedIn {
  personId: string;
  name: string;
  secret: string;
}

/** Signs in with what a form sent. Throws AppError; a form of the wrong shape reads like a wrong password or a spent link. */
export async function signIn(ctx: Ctx, kind: SignInKind, credentials: unknown): Promise<SignedIn> {
  if (kind === "password") {
    const given = PasswordSignIn.safeParse(credentials);
    if (!given.success) throw new AppError("unauthenticated", "wrong_sign_in");
    return signInWithPassword(ctx, given.data);
  }
  const given = LinkSignIn.safeParse(credentials);
  if (!given.success) throw new AppError("not_found", "link_spent");
  return signInWithLink(ctx, given.data);
}

/**
 * Opens a session for an address and a password. An unknown address, a wrong password and a suspended account get the same
 * answer (`wrong_sign_in`) after the same work. Counted before the work, so that no guess beyond the limits is ever looked at.
 */
export async function signInWithPassword(ctx: Ctx, { email, password }: z.infer<typeof PasswordSignIn>): Promise<SignedIn> {
  await admit(ctx, "session:open", { on: "instance" });
  const { limits } = ctx.house;
  const { address } = ctx.source;
  const account = emailKey(email);
  await limits.take("sign_in_address", address);
  await limits.take("sign_in_both", `${account} ${address}`);
  await limits.take("sign_in_account", account);

  const person = await findPerson(ctx.db, email);
  const right = await verifyPassword(person?.passwordHash, password);
  if (!person || !right || person.suspendedAt) throw new AppError("unauthenticated", "wrong_sign_in");

  await limits.clear("sign_in_both", `${account} ${address}`);
  await limits.clear("sign_in_account", account);
  // Only this one attempt is given back: else an account of one's own would buy endless guesses at those of others.
  await limits.take("sign_in_address", address, -1);
  if (person.passwordHash && needsRehash(person.passwordHash)) {
    await ctx.db
      .update(people)
      .set({ passwordHash: await hashPassword(password) })
      .where(eq(people.id, person.id));
  }
  return openSession(ctx, ctx.db, person, "password");
}

/** Opens a session for the token of a mailed link, which is spent by this. Of several at once, one gets the session, the others `link_spent`. */
export async function signInWithLink(ctx: Ctx, { token }: z.infer<typeof LinkSignIn>): Promise<SignedIn> {
  await ctx.house.limits.take("secret", ctx.source.address);
  await admit(ctx, "session:open_by_link", { on: "link", token });
  const now = ctx.house.now();
  return ctx.house.db.transaction(async (tx) => {
    const [spent] = await tx
      .update(signInLinks)
      .set({ spentAt: now })
      .where(and(eq(signInLinks.tokenHash, hashSecret(token)), isNull(signInLinks.spentAt), gt(signInLinks.expiresAt, now)))
      .returning({ personId: signInLinks.personId });
    const [person] = spent ? await tx.select().from(people).where(eq(people.id, spent.personId)) : [];
    if (!person || person.suspendedAt) throw new AppError("not_found", "link_spent");
    return openSession(ctx, tx, person, "link");
  });
}

/**
 * Sends a sign-in link to an address if an account has it. The answer is the same either way, and so is the work:
 * for nobody a link to no person and a mail that is never sent are written by the same statements.
 */
export async function askLink(ctx: Ctx, { email }: { email: string }): Promise<Record<string, never>> {
  await admit(ctx, "session:ask_link", { on: "instance" });
  if (!MailAddress.safeParse(email).success) throw new AppError("invalid", "invalid_mail_address");
  await ctx.house.limits.take("mail_sender", ctx.source.address);
  await ctx.house.limits.take("mail_recipient", emailKey(email));
  const createdAt = ctx.house.now();
  const expiresAt = new Date(createdAt.getTime() + LINK_MINUTES * 60_000);
  const token = makeSecret();
  await ctx.house.db.transaction(async (tx) => {
    const found = await findPerson(tx, email);
    const person = found?.suspendedAt ? undefined : found;
    const values = {
      organisation: await getOrganisationName(tx),
      minutes: LINK_MINUTES,
      link: `${ctx.house.origin}/sign-in/link/${token}`,
    };
    await tx.execute(sql`insert into sign_in_links (id, token_hash, person_id, created_at, expires_at)
      select ${v7()}::uuid, ${hashSecret(token)}, id, ${createdAt.toISOString()}::timestamptz, ${expiresAt.toISOString()}::timestamptz
      from people where id = ${person?.id ?? null}::uuid`);
    await queueMail(tx, { recipient: person?.email, kind: "signIn", values, createdAt, expiresAt });
  });
  return {};
}

/** Signs a device of mine out, at once and everywhere it is connected. */
export async function endSession(ctx: Ctx, { id, sessionId }: z.infer<typeof SessionEnd>): Promise<Record<string, never>> {
  await commit(ctx, { id, action: "session:end", subject: { on: "session", sessionId }, input: { sessionId } }, async (tx) => {
    await tx.db.update(sessions).set({ revokedAt: ctx.house.now() }).where(eq(sessions.id, sessionId));
    return {};
  });
  ctx.house.announcer.endSession(sessionId);
  return {};
}

/**
 * Whose session this secret opens, or undefined when it was ended, ran out, lay unused for too long, or the person is suspended.
 * Asked at every request. That the session was used is noted at most every five minutes, and nobody waits for the note.
 */
export async function findActor(house: House, secret: string): Promise<Actor | undefined> {
  const now = house.now();
  const [found] = await house.db
    .select({ sessionId: sessions.id, personId: people.id, name: people.name, seenAt: sessions.seenAt })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(and(eq(sessions.secretHash, hashSecret(secret)), isAlive(now), isNull(people.suspendedAt)));
  if (!found) return undefined;
  const { seenAt, ...actor } = found;
  const due = new Date(now.getTime() - SEEN_EVERY_MS);
  if (seenAt < due) {
    house.db
      .update(sessions)
      .set({ seenAt: now })
      .where(and(eq(sessions.id, actor.sessionId), lt(sessions.seenAt, due)))
      .catch((fault) => house.log.warn(faultFields(fault), "a session's last use was not noted"));
  }
  return actor;
}

type Person = typeof people.$inferSelect;

/** The account of an address as somebody typed it; what is no address has none. */
async function findPerson(db: Queryable, typed: string): Promise<Person | undefined> {
  const address = MailAddress.safeParse(typed);
  const key = address.success ? emailKey(address.data) : "";
  const [person] = await db.select().from(people).where(eq(people.emailKey, key));
  return person;
}

async function openSession(ctx: Ctx, db: Queryable, person: Person, method: "password" | "link"): Promise<SignedIn> {
  const secret = makeSecret();
  const now = ctx.house.now();
  await db.insert(sessions).values({
    id: v7(),
    secretHash: hashSecret(secret),
    personId: person.id,
    method,
    device: ctx.source.device,
    createdAt: now,
    seenAt: now,
    expiresAt: new Date(now.getTime() + SESSION_MS),
  });
  return { personId: person.id, name: person.name, secret };
}

// People: how they sign in, and what they see of their own account.
import { z } from "zod";
import { CommandId, Id, line, Moment } from "./id.ts";

/** One mail address: a single mailbox without display name, quotes, comments or control characters (a subset of RFC 5321). The domain is lower-cased. */
export const MailAddress = z
  .string()
  .trim()
  .max(254)
  .regex(
    /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$/,
  )
  .refine((address) => !/^\.|\.\.|\.@/.test(address), "dots")
  .transform((address) => {
    const at = address.lastIndexOf("@");
    return `${address.slice(0, at)}${address.slice(at).toLowerCase()}`;
  });

/** A password as typed: 10 to 1,024 bytes, NFC, nothing cut off. */
export const Password = z
  .string()
  .transform((text) => text.normalize("NFC"))
  .refine((text) => text.length >= 10, "password_short")
  .refine((text) => new TextEncoder().encode(text).length <= 1024, "too_large");

export const Secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** What the signed-in person sees of themselves. */
export const Me = z.object({ id: Id, name: z.string(), email: z.string(), steward: z.boolean() });
export type Me = z.infer<typeof Me>;

/** One signed-in device. */
export const Session = z.object({
  id: Id,
  device: z.string(),
  method: z.enum(["password", "link", "setup", "invitation"]),
  createdAt: Moment,
  seenAt: Moment,
  current: z.boolean(),
});
export type Session = z.infer<typeof Session>;

export const PasswordSignIn = z.object({ email: z.string().max(254), password: z.string().max(2048) });
export const LinkSignIn = z.object({ token: Secret });
export const LinkRequest = z.object({ email: z.string().max(254) });
export const SessionEnd = z.object({ id: CommandId, sessionId: Id });

/** What the set-up link asks for: the organisation, its first branch and who runs it. */
export const SetUp = z.strictObject({
  id: CommandId,
  token: Secret,
  organisation: line(120),
  branch: line(120),
  name: line(80),
  email: MailAddress,
  password: Password,
  demonstration: z.boolean().default(false),
});
export type SetUp = z.infer<typeof SetUp>;

/** What a person's own program signs in with. The secret is shown once, when it is made. */
export const PersonalToken = z.object({ id: Id, label: z.string(), createdAt: Moment, expiresAt: Moment });
export type PersonalToken = z.infer<typeof PersonalToken>;

/** The longest a token may live, in days. */
const TOKEN_DAYS_MOST = 366;
export const NewToken = z.strictObject({
  id: CommandId,
  tokenId: Id,
  label: line(80),
  days: z.number().int().min(1).max(TOKEN_DAYS_MOST).default(90),
});
export type NewToken = z.input<typeof NewToken>;
export const TokenEnd = z.strictObject({ id: CommandId, tokenId: Id });

// A reading group from the inside: its members, its invitations, its book.
import { z } from "zod";
import { MarginRules } from "./annotation.ts";
import { BookSummary, Contents } from "./book.ts";
import { CommandId, Id, line, Moment } from "./id.ts";
import { Meeting } from "./meeting.ts";
import { MailAddress, Password, Secret } from "./person.ts";

const memberRoles = ["member", "host"] as const;
export const MemberRole = z.enum(memberRoles);
export type MemberRole = z.infer<typeof MemberRole>;

/** A person as this group knows them. The id is of the membership, so that names cannot be joined across groups. */
export const Member = z.object({ id: Id, name: z.string(), role: MemberRole, joinedAt: Moment });
export type Member = z.infer<typeof Member>;

/** What every member of a group sees of it; the state of its stream. */
export const GroupHome = z.object({
  id: Id,
  branchId: Id,
  branchName: z.string(),
  name: z.string(),
  about: z.string(),
  topicId: Id,
  members: z.array(Member),
  meetings: z.array(Meeting),
  book: BookSummary.extend({ contents: Contents }).optional(),
  margin: MarginRules,
  /** The tags that the group keeps as its own. */
  tags: z.array(z.string()),
});
export type GroupHome = z.infer<typeof GroupHome>;

/** An invitation as hosts see it. Its secret is shown once, when it is made. */
export const Invitation = z.object({
  id: Id,
  label: z.string(),
  email: z.string().optional(),
  uses: z.number().int(),
  mostUses: z.number().int(),
  expiresAt: Moment,
  createdAt: Moment,
  revokedAt: Moment.optional(),
});
export type Invitation = z.infer<typeof Invitation>;

export const NewInvitation = z.strictObject({
  id: CommandId,
  invitationId: Id,
  groupId: Id,
  label: z.string().trim().max(80).default(""),
  email: MailAddress.optional(),
  mostUses: z.number().int().min(1).max(200).default(1),
  days: z.number().int().min(1).max(60).default(7),
});
export type NewInvitation = z.infer<typeof NewInvitation>;

export const InvitationEnd = z.strictObject({ id: CommandId, groupId: Id, invitationId: Id });

/** Before it is accepted, an invitation tells the organisation's name and nothing of the group. */
export const InvitationLook = z.object({
  organisation: z.string(),
  open: z.boolean(),
  bound: z.boolean(),
  signedIn: z.boolean(),
});
export type InvitationLook = z.infer<typeof InvitationLook>;

/** Joining: with a new account (address and password), or as who is signed in. */
export const Acceptance = z.strictObject({
  id: CommandId,
  token: Secret,
  displayName: line(80),
  account: z.strictObject({ name: line(80), email: MailAddress, password: Password }).optional(),
});
export type Acceptance = z.infer<typeof Acceptance>;

export const InvitationToken = z.strictObject({ token: Secret });

export const GroupLook = z.strictObject({ groupId: Id });
export const GroupLeave = z.strictObject({ id: CommandId, groupId: Id });
export const MemberEnd = z.strictObject({ id: CommandId, groupId: Id, memberId: Id });
export const MemberName = z.strictObject({ id: CommandId, groupId: Id, name: line(80) });
export const MemberRoleChange = z.strictObject({ id: CommandId, groupId: Id, memberId: Id, role: MemberRole });
export const BookChoice = z.strictObject({ id: CommandId, groupId: Id, bookId: Id });

// Discussion meetings: when by the clock of a place, where, what to read, and who comes.
import { z } from "zod";
import { CommandId, Id, line, Moment } from "./id.ts";

export const answers = ["yes", "if_need_be", "no"] as const;
export const Answer = z.enum(answers);
export type Answer = z.infer<typeof Answer>;

/** The reading of a wall clock: date and time without a zone, to the minute. */
const LocalTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);

/** A link people follow to a call: http or https only. */
const WebLink = z.url({ protocol: /^https?$/ }).max(500);

/** A meeting. `local` and `zone` are what was decided; `startsAt` is derived from them. `sequence` grows with every published change. */
export const Meeting = z.object({
  id: Id,
  title: z.string(),
  local: LocalTime,
  zone: z.string(),
  minutes: z.number().int(),
  startsAt: Moment,
  place: z.string(),
  link: z.string(),
  chapterIds: z.array(Id),
  sequence: z.number().int(),
  revisedAt: Moment,
  calledOffAt: Moment.optional(),
  answers: z.array(z.object({ memberId: Id, answer: Answer })),
});
export type Meeting = z.infer<typeof Meeting>;

const decided = {
  title: line(120),
  local: LocalTime,
  zone: z.string().max(64),
  minutes: z
    .number()
    .int()
    .min(10)
    .max(24 * 60),
  place: z.string().trim().max(300).default(""),
  link: WebLink.or(z.literal("")).default(""),
  chapterIds: z.array(Id).max(400),
};
export const NewMeeting = z.strictObject({ id: CommandId, meetingId: Id, groupId: Id, ...decided });
export type NewMeeting = z.infer<typeof NewMeeting>;
export const MeetingRevision = z.strictObject({ id: CommandId, meetingId: Id, groupId: Id, ...decided });
export const MeetingEnd = z.strictObject({ id: CommandId, groupId: Id, meetingId: Id });
export const MeetingAnswer = z.strictObject({ id: CommandId, groupId: Id, meetingId: Id, answer: Answer });

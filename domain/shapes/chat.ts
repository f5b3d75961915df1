// A topic of a group's chat and the messages in it.
import { z } from "zod";
import { Anchor } from "../anchoring/anchor.ts";
import { Author } from "./annotation.ts";
import { Id, Moment, prose } from "./id.ts";

/** A passage quoted into a message; it leads back to its place. */
export const Quotation = z.object({ chapterId: Id, chapterTitle: z.string(), number: z.number().int(), anchor: Anchor });
export type Quotation = z.infer<typeof Quotation>;

/** `seq` is the number of the event that brought it, `place` its place in that event: together the one order of the topic. */
export const Message = z.object({
  id: Id,
  topicId: Id,
  author: Author,
  body: z.string(),
  quotation: Quotation.optional(),
  createdAt: Moment,
  seq: z.number().int(),
  place: z.number().int(),
});
export type Message = z.infer<typeof Message>;

/** The id is the client's own, made once; the same message sent again is the same message. */
export const NewMessage = z.strictObject({
  id: Id,
  groupId: Id,
  topicId: Id,
  body: prose(8_000),
  quotation: z.strictObject({ chapterId: Id, anchor: Anchor }).optional(),
});
export type NewMessage = z.infer<typeof NewMessage>;

/** A page of messages, newest last: those before `before` (a message's seq and place), or the newest. */
export const MessageList = z.strictObject({
  groupId: Id,
  topicId: Id,
  before: z.strictObject({ seq: z.number().int(), place: z.number().int() }).optional(),
  limit: z.number().int().min(1).max(200).default(50),
});

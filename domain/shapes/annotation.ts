// Annotations on passages, and the replies to them.
import { z } from "zod";
import { Anchor } from "../anchoring/anchor.ts";
import { CommandId, Id, Moment, prose } from "./id.ts";

/** What an annotation is for. A highlight has no words of its own. */
export const annotationKinds = ["highlight", "remark", "question", "objection"] as const;
export const AnnotationKind = z.enum(annotationKinds);
export type AnnotationKind = z.infer<typeof AnnotationKind>;

/** Who wrote it: the membership's id and the name it goes by in this group. */
export const Author = z.object({ id: Id, name: z.string() });
export type Author = z.infer<typeof Author>;

export const Reply = z.object({
  id: Id,
  annotationId: Id,
  author: Author,
  body: z.string(),
  createdAt: Moment,
  removedAt: Moment.optional(),
});
export type Reply = z.infer<typeof Reply>;

/** An annotation as every member of the group may see it. Removed ones that have replies stay as an empty place, so that threads stay whole. */
export const Annotation = z.object({
  id: Id,
  chapterId: Id,
  kind: AnnotationKind,
  anchor: Anchor,
  author: Author,
  body: z.string(),
  createdAt: Moment,
  removedAt: Moment.optional(),
  replies: z.array(Reply),
});
export type Annotation = z.infer<typeof Annotation>;

export const NewAnnotation = z
  .strictObject({
    id: CommandId,
    annotationId: Id,
    groupId: Id,
    chapterId: Id,
    kind: AnnotationKind,
    anchor: Anchor,
    body: prose(20_000).or(z.literal("")),
  })
  .refine((note) => note.kind === "highlight" || note.body !== "", { path: ["body"], message: "empty" });
export type NewAnnotation = z.infer<typeof NewAnnotation>;

export const NewReply = z.strictObject({ id: CommandId, replyId: Id, groupId: Id, annotationId: Id, body: prose(20_000) });
export type NewReply = z.infer<typeof NewReply>;

export const AnnotationEnd = z.strictObject({ id: CommandId, groupId: Id, annotationId: Id });
export const ReplyEnd = z.strictObject({ id: CommandId, groupId: Id, replyId: Id });
export const AnnotationList = z.strictObject({ groupId: Id, chapterId: Id });

/** How many notes and replies a group has in a chapter: how much it stopped there. */
export const Stop = z.object({ chapterId: Id, notes: z.number().int() });
export type Stop = z.infer<typeof Stop>;

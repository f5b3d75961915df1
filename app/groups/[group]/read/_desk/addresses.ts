// Addresses of the desk: chapters, passages and notes of a group's book.
import { passageAnchor } from "#domain/text/links.ts";

/** The page of a chapter. */
export const chapterPath = (groupId: string, chapterId: string) => `/groups/${groupId}/read/${chapterId}`;

/** A passage of a chapter, from any page. */
export const passagePath = (groupId: string, at: { chapterId: string; number: number }) =>
  `${chapterPath(groupId, at.chapterId)}#${passageAnchor(at.number)}`;

/** The id of the notes on a passage, in the margin. */
export const threadsId = (number: number) => `on-${number}`;

/** The id of a note's card on the page, and of a reply in it. */
export const cardId = (noteId: string) => `a-${noteId}`;
export const replyCardId = (replyId: string) => `r-${replyId}`;

// Which notes of the margin a reader wants to see: by person, kind, tag, what became of a question, and mine, unread or pinned. Pure.
import { isUnread } from "#app/groups/[group]/read/_desk/held-back.ts";
import type { NoteFilter } from "#app/groups/[group]/read/_desk/use-notes.ts";
import type { Annotation, AnnotationKind, QuestionState } from "#domain/shapes/annotation.ts";

/** What is left out does not narrow. */
export interface Chosen {
  authorId?: string | undefined;
  kind?: AnnotationKind | undefined;
  tag?: string | undefined;
  state?: QuestionState | undefined;
  only?: "mine" | "unread" | "pinned" | undefined;
}

/** The filter of what was chosen; nothing when that narrows nothing. A tag is the same in capitals. */
export function filterOf(chosen: Chosen, reader: { me: string; seenTo: string | undefined }): NoteFilter | undefined {
  const { authorId, kind, tag, state, only } = chosen;
  if (![authorId, kind, tag, state, only].some((one) => one !== undefined)) return undefined;
  const wanted = tag?.toLowerCase();
  const passes = {
    mine: (note: Annotation) => note.author.id === reader.me,
    unread: (note: Annotation) => isUnread(note, reader),
    pinned: (note: Annotation) => note.pinnedAt !== undefined,
  };
  return {
    chosen,
    keeps: (note) =>
      (authorId === undefined || note.author.id === authorId) &&
      (kind === undefined || note.kind === kind) &&
      (wanted === undefined || note.tags.some((one) => one.toLowerCase() === wanted)) &&
      (state === undefined || note.question?.state === state) &&
      (only === undefined || passes[only](note)),
  };
}

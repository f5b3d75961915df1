// What every format of export is written with: a head, the chapters one after the other, and an end, so that a whole book goes out without being in memory at once.
import type { Annotation } from "../shapes/annotation.ts";
import type { StoredPassage } from "../shapes/book.ts";

/** What a file of notes is about. */
export interface ExportBook {
  title: string;
  authors: readonly string[];
  language: string;
  dir: "ltr" | "rtl" | "auto";
  editionId: string;
  groupName: string;
  /** The IRI of the file itself. */
  iri: string;
  writtenAt: string;
}

/** A chapter with the notes that the reader may take out of it, in the order of the text. */
export interface ExportChapter {
  id: string;
  title: string;
  lang?: string;
  dir?: "ltr" | "rtl" | "auto";
  passages: readonly StoredPassage[];
  notes: readonly Annotation[];
}

export interface NoteWriter {
  head: () => string;
  chapter: (chapter: ExportChapter) => string;
  tail: () => string;
}

/** The sentences of a file for people, in their language. */
export interface ExportWords {
  /** "Notes of Thursday Circle, taken out on 2 January 2026" */
  lead: string;
  none: string;
  kind: (kind: Annotation["kind"]) => string;
  state: (state: NonNullable<Annotation["question"]>["state"]) => string;
  visibility: (visibility: Annotation["visibility"]) => string;
  date: (moment: string) => string;
  passage: (number: number) => string;
  removed: string;
  linkTo: string;
  columns: Record<CsvColumn, string>;
  reply: string;
  notesOf: (chapter: string) => string;
}

export const csvColumns = [
  "chapter",
  "passage",
  "kind",
  "author",
  "written",
  "edited",
  "visibility",
  "tags",
  "state",
  "quote",
  "words",
  "link",
  "id",
  "answers",
] as const;
export type CsvColumn = (typeof csvColumns)[number];

/** The number of the passage that a note begins in. */
export function numberOf(note: Annotation, chapter: ExportChapter): number | undefined {
  return chapter.passages.find(({ id }) => id === note.anchor.passage)?.number;
}

/** Notes in the order of the text; those of one place by when they were made. */
export function inTextOrder(notes: readonly Annotation[], passages: readonly Pick<StoredPassage, "id">[]): Annotation[] {
  const order = new Map(passages.map(({ id }, index) => [id, index]));
  const placeOf = (note: Annotation) => order.get(note.anchor.passage) ?? Number.MAX_SAFE_INTEGER;
  return notes.toSorted(
    (a, b) =>
      placeOf(a) - placeOf(b) ||
      a.anchor.start - b.anchor.start ||
      (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id < b.id ? -1 : 1),
  );
}

/** Who wrote it, wherever they wrote it. */
export const writerOf = ({ author, imported }: Pick<Annotation, "author" | "imported">) => imported?.name ?? author.name;

/** The replies to a note or a reply, in their order, with the depth at which each stands (1 for an answer to the note). */
export function threadOf(note: Pick<Annotation, "replies">): { reply: Annotation["replies"][number]; depth: number }[] {
  const below = Map.groupBy(note.replies, (reply) => reply.parentId ?? "");
  const waiting = (below.get("") ?? []).map((reply) => ({ reply, depth: 1 }));
  const thread: ReturnType<typeof threadOf> = [];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    thread.push(next);
    const { reply, depth } = next;
    waiting.unshift(...(below.get(reply.id) ?? []).map((answer) => ({ reply: answer, depth: depth + 1 })));
  }
  return thread;
}

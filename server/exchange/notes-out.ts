// What goes out of a group as a file of notes.
import type { ExportBook, ExportChapter, ExportWords } from "#domain/note-files/note-writer.ts";

/** What goes out: the book, the words for people, and its chapters with their notes, read as they are written. */
export interface NotesOut {
  book: ExportBook;
  words: ExportWords;
  chapters: AsyncIterable<ExportChapter>;
}

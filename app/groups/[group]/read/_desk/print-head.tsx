// What only paper shows: the book and who wrote it above the chapter, and below it the notes that stand in another chapter.
import type { BookSummary } from "#domain/shapes/book.ts";

export function PrintHead({ book: { title, subtitle, authors } }: { book: BookSummary }) {
  return (
    <p className="print-only print-head">
      {authors.length > 0 && <span>{authors.join(", ")}: </span>}
      <span className="book-title">{[title, subtitle].filter(Boolean).join(". ")}</span>
    </p>
  );
}

/** Filled by printed-notes.ts. */
export function PrintedNotes({ lang }: { lang: string }) {
  return <div id="printed-notes" lang={lang} className="reading print-only" />;
}

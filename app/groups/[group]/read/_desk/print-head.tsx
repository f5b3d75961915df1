// The head of a printed chapter: the book and who wrote it. On the screen the head of the desk says it.
import type { BookSummary } from "#domain/shapes/book.ts";

export function PrintHead({ book: { title, subtitle, authors } }: { book: BookSummary }) {
  return (
    <p className="print-only print-head">
      {authors.length > 0 && <span>{authors.join(", ")}: </span>}
      <span className="book-title">{[title, subtitle].filter(Boolean).join(". ")}</span>
    </p>
  );
}

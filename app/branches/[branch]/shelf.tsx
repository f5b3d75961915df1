// The shelf: every book with its cover. Who keeps the shelf can take a book off, and has a few seconds to undo it.
"use client";

import { useToast } from "#app/_ui/toast.ts";
import { useLocale, useWords } from "#app/_words/words.tsx";
import { ShelfBook } from "#app/branches/[branch]/shelf-book.tsx";
import { useHeldRemoval } from "#app/branches/[branch]/use-held-removal.ts";
import { locales } from "#domain/catalogue/locales.ts";
import type { BookSummary } from "#domain/shapes/book.ts";
import type { GroupSummary } from "#domain/shapes/branch.ts";

export interface ShelfProps {
  branchId: string;
  books: readonly BookSummary[];
  groups: readonly GroupSummary[];
  keeper: boolean;
}

export function Shelf({ branchId, books, groups, keeper }: ShelfProps) {
  const t = useWords("branch");
  const { say } = useToast();
  const { format } = locales[useLocale()];
  const { held, remove } = useHeldRemoval(branchId);

  const readersOf = (book: BookSummary) => groups.filter((group) => group.book?.id === book.id).map((group) => group.name);

  function takeOff(book: BookSummary) {
    const readers = readersOf(book);
    if (readers.length === 0) remove(book);
    else
      say({ text: t("shelf.inUse", { title: book.title, groups: new Intl.ListFormat(format).format(readers) }), tone: "danger" });
  }

  const shown = books.filter((book) => !held.has(book.id));
  if (shown.length === 0) return null;
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-x-5 gap-y-8 sm:grid-cols-[repeat(auto-fill,minmax(10.5rem,1fr))]">
      {shown.map((book) => (
        <li key={book.id}>
          <ShelfBook book={book} readers={readersOf(book)} {...(keeper && { onRemove: () => takeOff(book) })} />
        </li>
      ))}
    </ul>
  );
}

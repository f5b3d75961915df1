// The shelf as a row of covers, each of which can be chosen.
"use client";

import { BookCover } from "#app/_books/book-cover.tsx";
import { RightsLine } from "#app/_books/rights-line.tsx";
import { classes } from "#app/_ui/classes.ts";
import { VisuallyHidden } from "#app/_ui/visually-hidden.tsx";
import { useLocale, useWords } from "#app/_words/words.tsx";
import { locales } from "#domain/catalogue/locales.ts";
import type { BookSummary } from "#domain/shapes/book.ts";
import type { BookOffer } from "#domain/shapes/shelf.ts";

export interface ShelfChoiceProps {
  books: readonly BookOffer[];
  /** The group's branch: books of others say where they come from. */
  branchId: string;
  /** The book the group reads. */
  now: string | undefined;
  /** The book that is being chosen at this moment. */
  busy: string | undefined;
  onChoose: (book: BookSummary) => void;
}

export function ShelfChoice({ books, branchId, now, busy, onChoose }: ShelfChoiceProps) {
  const t = useWords("group");
  const shelf = useWords("shelf");
  const ui = useWords("ui");
  const { format } = locales[useLocale()];
  return (
    <ul className="grid max-h-[60dvh] grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))] gap-x-4 gap-y-6 overflow-y-auto p-1">
      {books.map((book) => {
        const title = book.title || t("book.untitled");
        return (
          <li key={book.id}>
            <button
              type="button"
              aria-label={t("choosing.choose", { title })}
              aria-describedby={`about-${book.id}`}
              aria-disabled={book.id === now || busy !== undefined || undefined}
              onClick={() => book.id !== now && busy === undefined && onChoose(book)}
              className={classes(
                "group/book flex w-full flex-col gap-2 rounded-md text-start aria-disabled:cursor-default",
                busy !== undefined && busy !== book.id && "opacity-55",
              )}
            >
              <BookCover book={book} className={classes("w-full transition-opacity", busy === book.id && "animate-pulse")} />
              <span
                lang={book.language}
                dir="auto"
                className="line-clamp-3 font-text leading-snug font-medium group-hover/book:text-rubric"
              >
                {title}
              </span>
              <span lang={book.language} dir="auto" className="line-clamp-2 text-sm text-ink-soft">
                {new Intl.ListFormat(format).format(book.authors)}
              </span>
              <span id={`about-${book.id}`} className="text-xs text-ink-soft [overflow-wrap:anywhere]">
                {book.owner.id !== branchId && (
                  <span className="block font-medium text-ink">{shelf("from", { branch: book.owner.name })}</span>
                )}
                <RightsLine rights={book.rights} readers={book.readers} readersThen={book.readersThen} />
              </span>
              {book.id === now && <span className="text-sm text-ink-soft">{t("choosing.now")}</span>}
              {busy === book.id && <VisuallyHidden role="status">{ui("busy")}</VisuallyHidden>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

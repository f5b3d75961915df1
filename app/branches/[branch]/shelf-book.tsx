// One book on the shelf: cover, title, authors, how long it takes to read, who reads it now.
"use client";

import { Ellipsis, Trash2 } from "lucide-react";
import { BookCover } from "#app/_books/book-cover.tsx";
import { IconButton } from "#app/_ui/icon-button.tsx";
import { Menu, MenuItem } from "#app/_ui/menu.tsx";
import { useLocale, useWords } from "#app/_words/words.tsx";
import { locales } from "#domain/catalogue/locales.ts";
import type { BookSummary } from "#domain/shapes/book.ts";
import { WORDS_A_MINUTE } from "#domain/text/pace.ts";

export interface ShelfBookProps {
  book: BookSummary;
  /** Names of the groups that are reading it. */
  readers: readonly string[];
  onRemove?: () => void;
}

export function ShelfBook({ book, readers, onRemove }: ShelfBookProps) {
  const t = useWords("branch");
  const frame = useWords("frame");
  const { format } = locales[useLocale()];
  const list = new Intl.ListFormat(format);
  const title = book.title || frame("book.untitled");
  return (
    <article className="flex h-full flex-col gap-3">
      <BookCover book={book} className="w-full" />
      <div className="flex items-start gap-1">
        <div className="min-w-0 grow" lang={book.language}>
          <h3 dir="auto" className="line-clamp-3 font-text leading-snug font-medium [overflow-wrap:anywhere]">
            {title}
          </h3>
          {book.authors.length > 0 && (
            <p dir="auto" className="line-clamp-2 text-sm text-ink-soft [overflow-wrap:anywhere]">
              {list.format(book.authors)}
            </p>
          )}
        </div>
        {onRemove && (
          <Menu
            align="end"
            trigger={
              <IconButton size="small" label={t("shelf.more", { title })} className="-me-2 -mt-1">
                <Ellipsis aria-hidden />
              </IconButton>
            }
          >
            <MenuItem icon={<Trash2 aria-hidden />} danger onSelect={onRemove}>
              {t("shelf.remove")}
            </MenuItem>
          </Menu>
        )}
      </div>
      <p className="text-xs text-ink-soft">
        {frame("book.chapters", { count: book.chapters })}
        {" · "}
        {frame("book.hours", { hours: Math.round(book.words / WORDS_A_MINUTE / 60) })}
      </p>
      {readers.length > 0 && (
        <p className="text-xs text-ink-soft [overflow-wrap:anywhere]">{t("shelf.readBy", { groups: list.format(readers) })}</p>
      )}
    </article>
  );
}

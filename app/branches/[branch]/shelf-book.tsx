// One book on the shelf: cover, title, authors, its spine, where it comes from, by what right it is here, who reads it now.
"use client";

import { Archive, Ellipsis } from "lucide-react";
import Link from "next/link";
import { BookCover } from "#app/_books/book-cover.tsx";
import { RightsLine } from "#app/_books/rights-line.tsx";
import { IconButton } from "#app/_ui/icon-button.tsx";
import { Menu, MenuItem } from "#app/_ui/menu.tsx";
import { Spine } from "#app/_ui/spine.tsx";
import { useLocale, useWords } from "#app/_words/words.tsx";
import { locales } from "#domain/catalogue/locales.ts";
import type { ShelfBook as Book } from "#domain/shapes/shelf.ts";
import { WORDS_A_MINUTE } from "#domain/text/pace.ts";

export interface ShelfBookProps {
  book: Book;
  /** The branch on whose shelf it stands. */
  branchId: string;
  /** Names of the branch's groups that are reading it. */
  readers: readonly string[];
  onArchive?: () => void;
}

export function ShelfBook({ book, branchId, readers, onArchive }: ShelfBookProps) {
  const t = useWords("shelf");
  const frame = useWords("frame");
  const { format } = locales[useLocale()];
  const list = new Intl.ListFormat(format);
  const title = book.title || frame("book.untitled");
  return (
    <article className="group/book relative flex h-full flex-col gap-2.5">
      <BookCover book={book} className="w-full" />
      <Spine
        label={title}
        chapters={book.spine.map((words, index) => ({ id: `${index}`, title: "", words, tint: 0, role: "body" }))}
        meetings={[]}
        className="-mb-2.5 pt-0"
      />
      <div className="flex items-start gap-1">
        <div className="min-w-0 grow" lang={book.language}>
          <h3 dir="auto" className="line-clamp-3 font-text leading-snug font-medium [overflow-wrap:anywhere]">
            <Link
              href={`/branches/${branchId}/books/${book.id}`}
              prefetch={false}
              className="group-hover/book:text-rubric after:absolute after:inset-0"
            >
              {title}
            </Link>
          </h3>
          {book.authors.length > 0 && (
            <p dir="auto" className="line-clamp-2 text-sm text-ink-soft [overflow-wrap:anywhere]">
              {list.format(book.authors)}
            </p>
          )}
        </div>
        {onArchive && (
          <Menu
            align="end"
            trigger={
              <IconButton size="small" label={t("more", { title })} className="relative z-1 -me-2 -mt-1">
                <Ellipsis aria-hidden />
              </IconButton>
            }
          >
            <MenuItem icon={<Archive aria-hidden />} onSelect={onArchive}>
              {t("archive")}
            </MenuItem>
          </Menu>
        )}
      </div>
      <div className="flex flex-col gap-1 text-xs text-ink-soft [overflow-wrap:anywhere]">
        {book.owner.id !== branchId && <p className="font-medium text-ink">{t("from", { branch: book.owner.name })}</p>}
        <p>
          {frame("book.chapters", { count: book.chapters })}
          {" · "}
          {frame("book.hours", { hours: Math.round(book.words / WORDS_A_MINUTE / 60) })}
        </p>
        <p>
          <RightsLine rights={book.rights} readers={book.readers} />
        </p>
        {readers.length > 0 && <p>{t("reading.by", { groups: list.format(readers) })}</p>}
      </div>
    </article>
  );
}

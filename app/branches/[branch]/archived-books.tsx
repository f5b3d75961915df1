// The archive of a branch, folded: its books can be put back on the shelf, or removed for good with a few seconds to undo it.
"use client";

import { ChevronRight, RotateCcw, Trash2 } from "lucide-react";
import Link from "next/link";
import { BookCover } from "#app/_books/book-cover.tsx";
import { Button } from "#app/_ui/button.tsx";
import { useLocale, useWords } from "#app/_words/words.tsx";
import { useArchive } from "#app/branches/[branch]/use-archive.ts";
import { useHeldRemoval } from "#app/branches/[branch]/use-held-removal.ts";
import { locales } from "#domain/catalogue/locales.ts";
import type { ShelfBook } from "#domain/shapes/shelf.ts";

export function ArchivedBooks({ branchId, books }: { branchId: string; books: readonly ShelfBook[] }) {
  const t = useWords("shelf");
  const frame = useWords("frame");
  const { format } = locales[useLocale()];
  const { restore } = useArchive(branchId);
  const { held, remove } = useHeldRemoval(branchId);
  const shown = books.filter((book) => !held.has(book.id));
  if (shown.length === 0) return null;
  return (
    <details className="group/archive">
      <summary className="flex min-h-9 w-fit items-center gap-2 text-ink-soft marker:content-none hover:text-rubric coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open/archive:rotate-90 rtl:-scale-x-100" />
        {t("archived.title", { count: shown.length })}
      </summary>
      <p className="pt-2 pb-3 text-sm text-ink-soft">{t("archived.lead")}</p>
      <ul className="flex flex-col divide-y divide-line border-y border-line">
        {shown.map((book) => {
          const title = book.title || frame("book.untitled");
          return (
            <li key={book.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
              <BookCover book={book} className="w-10" />
              <div className="min-w-40 flex-1" lang={book.language}>
                <p dir="auto" className="line-clamp-2 font-text font-medium [overflow-wrap:anywhere]">
                  <Link href={`/branches/${branchId}/books/${book.id}`} prefetch={false} className="hover:text-rubric">
                    {title}
                  </Link>
                </p>
                <p dir="auto" className="line-clamp-1 text-sm text-ink-soft">
                  {new Intl.ListFormat(format).format(book.authors)}
                </p>
              </div>
              <div className="flex flex-wrap gap-2">
                <Button size="small" onClick={() => restore(book)}>
                  <RotateCcw aria-hidden />
                  {t("restore")}
                </Button>
                <Button size="small" variant="quiet" onClick={() => remove(book)}>
                  <Trash2 aria-hidden />
                  {t("remove")}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

// The shelf: every book with its cover, the branch's own and those shared with it. Who keeps it can archive a book, put it back, remove it for good.
"use client";

import { LibraryBig } from "lucide-react";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { useWords } from "#app/_words/words.tsx";
import { ArchivedBooks } from "#app/branches/[branch]/archived-books.tsx";
import { ShelfBook } from "#app/branches/[branch]/shelf-book.tsx";
import { useArchive } from "#app/branches/[branch]/use-archive.ts";
import type { BranchHome } from "#domain/shapes/branch.ts";

export interface ShelfProps {
  branch: Pick<BranchHome, "id" | "shelf" | "archived" | "groups">;
  keeper: boolean;
}

export function Shelf({ branch, keeper }: ShelfProps) {
  const t = useWords("shelf");
  const { archive } = useArchive(branch.id);
  const readersOf = (bookId: string) => branch.groups.filter((group) => group.book?.id === bookId).map((group) => group.name);
  return (
    <>
      {branch.shelf.length === 0 && keeper && <p className="text-ink-soft">{t("emptyKeeper")}</p>}
      {branch.shelf.length === 0 && !keeper && (
        <EmptyState icon={<LibraryBig aria-hidden />} title={t("empty")}>
          {t("emptyOthers")}
        </EmptyState>
      )}
      {branch.shelf.length > 0 && (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-x-5 gap-y-8 sm:grid-cols-[repeat(auto-fill,minmax(10.5rem,1fr))]">
          {branch.shelf.map((book) => (
            <li key={book.id}>
              <ShelfBook
                book={book}
                branchId={branch.id}
                readers={readersOf(book.id)}
                {...(keeper && book.owner.id === branch.id && { onArchive: () => archive(book) })}
              />
            </li>
          ))}
        </ul>
      )}
      {branch.archived.length > 0 && <ArchivedBooks branchId={branch.id} books={branch.archived} />}
    </>
  );
}

// What keepers do with a book as a whole: archive it, put it back, remove it for good once it is archived and nobody uses it.
"use client";

import { Archive, RotateCcw, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { Button } from "#app/_ui/button.tsx";
import { useWords } from "#app/_words/words.tsx";
import { useArchive } from "#app/branches/[branch]/use-archive.ts";
import { useHeldRemoval } from "#app/branches/[branch]/use-held-removal.ts";
import type { ShelfBook } from "#domain/shapes/shelf.ts";

export function BookActions({ branchId, book }: { branchId: string; book: ShelfBook }) {
  const t = useWords("shelf");
  const router = useRouter();
  const { archive, restore } = useArchive(branchId);
  const { held, remove } = useHeldRemoval(branchId, () => router.push(`/branches/${branchId}`));
  return (
    <div className="flex flex-wrap gap-3 pt-2">
      {book.archivedAt ? (
        <>
          <Button size="small" onClick={() => restore(book)}>
            <RotateCcw aria-hidden />
            {t("restore")}
          </Button>
          <Button size="small" variant="quiet" busy={held.has(book.id)} onClick={() => remove(book)}>
            <Trash2 aria-hidden />
            {t("remove")}
          </Button>
        </>
      ) : (
        <Button size="small" onClick={() => archive(book)}>
          <Archive aria-hidden />
          {t("archive")}
        </Button>
      )}
    </div>
  );
}

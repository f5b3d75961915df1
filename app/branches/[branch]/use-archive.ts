// Archiving a book and putting it back: done at once, since each undoes the other, and said with the way to undo it.
"use client";

import { useRouter } from "next/navigation";
import { v7 } from "uuid";
import { useApiClient } from "#app/_client/api.ts";
import { useSentences } from "#app/_client/errors.ts";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import type { BookSummary } from "#domain/shapes/book.ts";

type Book = Pick<BookSummary, "id" | "title">;

export function useArchive(branchId: string): { archive: (book: Book) => void; restore: (book: Book) => void } {
  const t = useWords("shelf");
  const frame = useWords("frame");
  const api = useApiClient();
  const router = useRouter();
  const sentences = useSentences();
  const toast = useToast();

  function change(verb: "archive" | "restore", book: Book, isUndoing = false) {
    api.book[verb].mutate({ id: v7(), branchId, bookId: book.id }).then(
      () => {
        router.refresh();
        toast.say({
          id: `archive-${book.id}`,
          text: t(verb === "archive" ? "archivedNow" : "restoredNow", { title: book.title || frame("book.untitled") }),
          ...(!isUndoing && { undo: () => change(verb === "archive" ? "restore" : "archive", book, true) }),
        });
      },
      (thrown) => toast.say({ text: sentences.of(thrown), tone: "danger" }),
    );
  }

  return { archive: (book) => change("archive", book), restore: (book) => change("restore", book) };
}

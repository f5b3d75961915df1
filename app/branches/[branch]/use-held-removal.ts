// Removing an archived book for good: it goes from sight at once, and is removed when the time to undo it is over or the page is left.
"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { v7 } from "uuid";
import { useApiClient } from "#app/_client/api.ts";
import { useSentences } from "#app/_client/errors.ts";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import type { BookSummary } from "#domain/shapes/book.ts";

type Book = Pick<BookSummary, "id" | "title">;

const UNDO_SECONDS = 8;

/** `held` are the books out of sight; `remove` takes one more. After it is gone the page is read afresh, or `onRemoved` leads away from it. */
export function useHeldRemoval(
  branchId: string,
  onRemoved?: () => void,
): { held: ReadonlySet<string>; remove: (book: Book) => void } {
  const t = useWords("shelf");
  const frame = useWords("frame");
  const api = useApiClient();
  const router = useRouter();
  const sentences = useSentences();
  const toast = useToast();
  const [held, setHeld] = useState<ReadonlySet<string>>(new Set());
  const waiting = useRef(new Map<string, { timer: ReturnType<typeof setTimeout>; send: () => void }>());

  function show(bookId: string) {
    setHeld((books) => new Set([...books].filter((id) => id !== bookId)));
  }

  /** What is in use is refused before anything is shown as removed. */
  function remove(book: Book) {
    api.book.checkRemoval.query({ branchId, bookId: book.id }).then(
      () => hold(book),
      (thrown) => toast.say({ text: sentences.of(thrown), tone: "danger" }),
    );
  }

  function hold(book: Book) {
    const bookId = book.id;
    const send = () => {
      waiting.current.delete(bookId);
      api.book.remove.mutate({ id: v7(), branchId, bookId }).then(
        () => (onRemoved ?? router.refresh)(),
        (thrown) => {
          show(bookId);
          toast.say({ text: sentences.of(thrown), tone: "danger" });
        },
      );
    };
    setHeld((books) => new Set(books).add(bookId));
    waiting.current.set(bookId, { send, timer: setTimeout(send, UNDO_SECONDS * 1000) });
    toast.say({
      id: `removed-${bookId}`,
      text: t("removed", { title: book.title || frame("book.untitled") }),
      seconds: UNDO_SECONDS,
      undo: () => {
        clearTimeout(waiting.current.get(bookId)?.timer);
        // Too late is not undone: it is on its way.
        if (waiting.current.delete(bookId)) show(bookId);
      },
    });
  }

  useEffect(() => {
    const held = waiting.current;
    return () => {
      for (const { timer, send } of [...held.values()]) {
        clearTimeout(timer);
        send();
      }
    };
  }, []);

  return { held, remove };
}

// Ids and numbers of the passages, read from the page: they stand there once, and are not sent again.
"use client";

import { type RefObject, useLayoutEffect, useState } from "react";

export interface NumberedPassage {
  id: string;
  number: number;
}

const none: readonly NumberedPassage[] = [];

/** The passages below an element in reading order. Nothing before the page is alive; the text never changes after. */
export function usePassageNumbers(text: RefObject<Element | null>): readonly NumberedPassage[] {
  const [passages, setPassages] = useState(none);
  useLayoutEffect(() => {
    const blocks = text.current?.querySelectorAll<HTMLElement>("[data-passage]") ?? [];
    setPassages([...blocks].map(({ dataset }) => ({ id: dataset.passage ?? "", number: Number(dataset.number) })));
  }, [text]);
  return passages;
}

/** The number of a passage on this page. */
export function numberOf({ passages }: { passages: readonly NumberedPassage[] }, passage: string): number {
  return passages.find(({ id }) => id === passage)?.number ?? 1;
}

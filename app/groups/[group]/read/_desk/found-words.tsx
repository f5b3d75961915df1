// Brings the reader to the passage in the address, and marks the words that were looked for.
"use client";

import { useEffect } from "react";
import { followAddress, wordsOfSearch } from "#app/groups/[group]/read/_desk/arrive.ts";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";

export function FoundWords() {
  const { text, passageTexts } = useDesk();
  useEffect(followAddress, []);
  useEffect(() => {
    const words = wordsOfSearch(location.search);
    if (!words) return;
    let gone = false;
    const marking = import("#app/groups/[group]/read/_desk/mark-found.ts");
    marking.then(({ markFound }) => !gone && text.current && markFound(text.current, passageTexts(), words));
    return () => {
      gone = true;
      marking.then(({ unmarkFound }) => unmarkFound());
    };
  }, [text, passageTexts]);
  return null;
}

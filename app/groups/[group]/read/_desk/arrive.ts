// Arriving at a passage by its address: it is shown as the place one is at, and has the keyboard; words that were looked for are marked.
"use client";

import { goToPassage } from "#app/groups/[group]/read/_desk/go-to.ts";

/** The number in "#p-12"; nothing in other addresses. */
function numberOfHash(hash: string): number | undefined {
  const [, number] = /^#p-(\d{1,6})$/.exec(hash) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** The words that a search led here with. */
export function wordsOfSearch(search: string): string | undefined {
  return new URLSearchParams(search).get("find")?.slice(0, 200) || undefined;
}

/** Goes where the address says, now and whenever it says another passage. Gives what ends it. */
export function followAddress(): () => void {
  const arrive = () => {
    const number = numberOfHash(location.hash);
    if (number !== undefined) goToPassage(number, "focus");
  };
  requestAnimationFrame(arrive);
  window.addEventListener("hashchange", arrive);
  return () => window.removeEventListener("hashchange", arrive);
}

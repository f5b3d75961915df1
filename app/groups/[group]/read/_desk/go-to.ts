// Moving about in the text: the page goes to a passage, and with it, if wanted, the keyboard.
"use client";

import { passageAnchor } from "#domain/text/links.ts";

/** The block of a passage on this page. */
export function blockOfNumber(number: number): HTMLElement | undefined {
  return document.getElementById(passageAnchor(number)) ?? undefined;
}

/** Scrolls to a passage unless it is well in sight. With "focus" the keyboard goes to its number. */
export function goToPassage(number: number, how: "look" | "focus" = "look"): void {
  const block = blockOfNumber(number);
  if (!block) return;
  const { top, bottom, left, right } = block.getBoundingClientRect();
  // Lines that run down the page are moved sideways, inside the article.
  const page = block.closest(".reading")?.getBoundingClientRect();
  const inPage = page === undefined || (left >= page.left && right <= page.right);
  const inSight = inPage && top >= 64 && bottom <= window.innerHeight - 64;
  const isLong = inPage && bottom - top > window.innerHeight / 2;
  if (!inSight) block.scrollIntoView({ block: isLong ? "start" : "center", behavior: "auto" });
  if (how === "focus") block.querySelector<HTMLElement>(".passage-number")?.focus({ preventScroll: true });
  markHere(block);
}

/** Shows in its number that the reader is at this passage, and at no other. */
export function markHere(block: HTMLElement | undefined): void {
  for (const other of document.querySelectorAll("[data-here]")) other.removeAttribute("data-here");
  block?.setAttribute("data-here", "");
}

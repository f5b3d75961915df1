// The way from each passage to its notes: how many there are, or a plus to write the first one, which shows when the pointer or the keyboard is there.
// The server writes links for passages with notes; here all become buttons, in the page itself.
"use client";

import { type MouseEvent, useCallback, useEffect } from "react";
import { later } from "#app/_ui/later.ts";
import { useWords } from "#app/_words/words.tsx";
import { threadsId } from "#app/groups/[group]/read/_desk/addresses.ts";
import type { Desk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { notesByPassage } from "#app/groups/[group]/read/_desk/notes.ts";
import { selectedWords } from "#app/groups/[group]/read/_desk/writing-parts.ts";

/** Keeps the buttons equal to the notes that are shown. Gives what a click in the text does when it was on one of them, and says whether it was. */
export function useNoteWays(desk: Desk): (event: MouseEvent) => boolean {
  const t = useWords("desk");
  const { placed, whole } = desk.notes;

  useEffect(() => {
    // The server's counts stand until all notes are here.
    if (!whole) return;
    const byPassage = notesByPassage(placed);
    for (const block of desk.text.current?.querySelectorAll<HTMLElement>("[data-passage]:not([data-mute])") ?? []) {
      const number = Number(block.dataset.number);
      const count = byPassage.get(number)?.length ?? 0;
      const threads = count > 0 && desk.wide ? threadsId(number) : undefined;
      write(block, count, t(count > 0 ? "margin.notesOn" : "margin.writeOn", { count, number }), threads);
    }
  }, [placed, whole, desk.text, desk.wide, t]);

  return useCallback(
    (event) => {
      const way = (event.target as Element).closest(".passage-notes");
      const number = Number(way?.closest<HTMLElement>("[data-number]")?.dataset.number);
      if (!way || !Number.isInteger(number)) return false;
      event.preventDefault();
      const [, written] = /^#a-(.+)$/.exec(way.getAttribute("href") ?? "") ?? [];
      if (!desk.notes.whole && written) desk.setOpen(written);
      if (!desk.notes.whole) return true;
      const here = desk.notes.placed.filter((one) => one.number === number).map((one) => one.note.id);
      // Beside the text each press shows the next one; in a sheet they are all there.
      const next = here[desk.wide ? (here.indexOf(desk.open ?? "") + 1) % here.length : 0];
      if (next) desk.setOpen(next);
      else
        void later(selectedWords).then(({ anchorOfPassage }) => {
          const anchor = anchorOfPassage(desk, number);
          if (anchor) desk.write("remark", anchor);
        });
      return true;
    },
    [desk],
  );
}

function write(block: HTMLElement, count: number, name: string, threads: string | undefined): void {
  const there = block.querySelector<HTMLElement>(":scope > .passage-notes");
  const details = threads ?? null;
  if (there?.localName === "button" && there.dataset.count === String(count) && there.getAttribute("aria-details") === details)
    return;
  const way = there?.localName === "button" ? there : document.createElement("button");
  way.setAttribute("type", "button");
  way.className = "passage-notes no-print";
  way.dataset.out = "";
  way.dataset.count = String(count);
  way.setAttribute("aria-label", name);
  way.tabIndex = count > 0 ? 0 : -1;
  way.textContent = count > 0 ? String(count) : "+";
  if (threads) way.setAttribute("aria-details", threads);
  else way.removeAttribute("aria-details");
  if (!there) block.append(way);
  else if (there !== way) there.replaceWith(way);
}

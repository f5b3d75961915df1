// The way from a passage to its notes: how many there are, or a plus to write the first one, which shows when the pointer or the keyboard is there.
"use client";

import { Plus } from "lucide-react";
import { useContext } from "react";
import { useWords } from "#app/_words/words.tsx";
import { cardId } from "#app/groups/[group]/read/_desk/addresses.ts";
import { CountsContext, useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { anchorOfPassage } from "#app/groups/[group]/read/_desk/selected.ts";

export function NoteCount({ number }: { number: number }) {
  const t = useWords("desk");
  const desk = useDesk();
  const count = useContext(CountsContext).get(number) ?? 0;

  function open() {
    const here = desk.notes.placed.filter((one) => one.number === number).map((one) => one.note.id);
    // Beside the text each press shows the next one; in a sheet they are all there.
    const next = here[desk.wide ? (here.indexOf(desk.open ?? "") + 1) % here.length : 0];
    if (next) return desk.setOpen(next);
    const anchor = anchorOfPassage(desk, number);
    if (anchor) desk.write("remark", anchor);
  }

  const first = count > 0 && desk.wide ? desk.notes.placed.find((one) => one.number === number) : undefined;
  return (
    <button
      type="button"
      onClick={open}
      className="passage-notes no-print"
      data-out=""
      data-count={count}
      aria-label={count > 0 ? t("margin.notesOn", { count, number }) : t("margin.writeOn", { number })}
      aria-details={first && cardId(first.note.id)}
      tabIndex={count > 0 ? 0 : -1}
    >
      {count > 0 ? count : <Plus aria-hidden />}
    </button>
  );
}

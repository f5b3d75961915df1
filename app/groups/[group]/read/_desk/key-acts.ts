// What the keys of the desk do: going from passage to passage and from note to note, selecting words, writing on them, copying them.
"use client";

import { later } from "#app/_ui/later.ts";
import { cardId } from "#app/groups/[group]/read/_desk/addresses.ts";
import type { Desk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { goToPassage, markHere } from "#app/groups/[group]/read/_desk/go-to.ts";
import { numberOf } from "#app/groups/[group]/read/_desk/passage-numbers.ts";
import { anchorOfPassage, describeSelected, stretchSelected } from "#app/groups/[group]/read/_desk/selected.ts";
import type { Copying } from "#app/groups/[group]/read/_desk/use-copying.ts";
import type { AnnotationKind } from "#domain/shapes/annotation.ts";

const writing: Record<string, AnnotationKind> = { n: "remark", q: "question", h: "highlight" };

/** What keys lead to beside the desk: the list of keys, the search, copying. */
export type Panel = "keys" | "search";
export interface KeyWays {
  open: (panel: Panel) => void;
  copying: Copying;
}

/** A key, and what had the keyboard. */
export interface Press {
  key: string;
  shiftKey: boolean;
  target: HTMLElement;
}

/** Does what a key stands for; gives whether the browser is to leave it alone. */
export function actOn(desk: Desk, press: Press, ways: KeyWays): boolean {
  if (press.key !== "Escape") return selectByKey(desk, press) || act(desk, press, ways);
  goBack(desk, press.target);
  return false;
}

/** Words are selected by `v` and by arrows with Shift; once some are, arrows alone go on from them. Gives whether the key was one of these. */
function selectByKey(desk: Desk, { key, shiftKey, target }: Press): boolean {
  if (!inText(desk, target)) return false;
  const sideways = key === "ArrowRight" || key === "ArrowLeft";
  const upright = key === "ArrowDown" || key === "ArrowUp";
  const chosen = sideways && !shiftKey && describeSelected(desk) !== undefined;
  const how =
    key === "v" ? "grow" : chosen ? "move" : shiftKey && sideways ? "word" : shiftKey && upright ? "sentence" : undefined;
  const selected = stretchSelected(desk);
  const isSelected = selected !== undefined && !getSelection()?.isCollapsed;
  const number = isSelected ? numberOf(desk, selected.start.passage) : numberHere(desk);
  if (!how || number === undefined) return false;
  const step = key === "ArrowLeft" || key === "ArrowUp" ? -1 : 1;
  void later(() => import("#app/groups/[group]/read/_desk/select-words.ts")).then((select) =>
    select.selectWords(desk, number, how, step),
  );
  return true;
}

/** Does what a key stands for; gives whether it stands for anything here. */
function act(desk: Desk, { key, target }: Press, { open, copying }: KeyWays): boolean {
  const kind = writing[key];
  if (kind) return write(desk, kind);
  switch (key) {
    case "ArrowDown":
      return inText(desk, target) && stepPassage(desk, 1);
    case "ArrowUp":
      return inText(desk, target) && stepPassage(desk, -1);
    case "j":
      return stepNote(desk, 1);
    case "k":
      return stepNote(desk, -1);
    case "m":
      desk.setMarksHidden(!desk.marksHidden);
      return true;
    case "c":
      return copy(desk, copying);
    case "l":
      return withNumberHere(desk, copying.link);
    case "/":
      open("search");
      return true;
    case "?":
      open("keys");
      return true;
    default:
      return false;
  }
}

/** Arrows scroll as ever where something else has the keyboard. */
function inText(desk: Desk, target: HTMLElement): boolean {
  return target === document.body || target.id === "content" || desk.text.current?.contains(target) === true;
}

/** The number of the passage the reader is at: where the keyboard is, or the one at the top of the window. */
function numberHere(desk: Desk): number | undefined {
  const root = desk.text.current;
  const block =
    document.activeElement?.closest<HTMLElement>("[data-number]") ??
    [...(root?.querySelectorAll<HTMLElement>("[data-here]") ?? [])].find(isInSight) ??
    [...(root?.querySelectorAll<HTMLElement>("[data-number]") ?? [])].find(isInSight);
  return block ? Number(block.dataset.number) : undefined;
}

function isInSight(block: HTMLElement): boolean {
  const { top, bottom, left, right } = block.getBoundingClientRect();
  // Lines that run down the page are moved sideways, so both directions count.
  return bottom > 64 && top < window.innerHeight && right > 0 && left < window.innerWidth;
}

function stepPassage(desk: Desk, step: 1 | -1): boolean {
  const here = numberHere(desk);
  const block = here === undefined ? undefined : document.getElementById(`p-${here}`);
  // A passage longer than the window is read by scrolling; then the next one's turn comes.
  const { top = 0, bottom = 0 } = block?.getBoundingClientRect() ?? {};
  if (block?.hasAttribute("data-here") && (step > 0 ? bottom > window.innerHeight : top < 0)) return false;
  const numbers = desk.passages.map((passage) => passage.number);
  const at = here === undefined ? -1 : numbers.indexOf(here);
  const next = block?.hasAttribute("data-here") ? numbers[at + step] : here;
  if (next === undefined) return false;
  goToPassage(next, "focus");
  return true;
}

function stepNote(desk: Desk, step: 1 | -1): boolean {
  const { placed } = desk.notes;
  const here = numberHere(desk) ?? 0;
  const open = placed.findIndex(({ note }) => note.id === desk.open);
  const near =
    step > 0 ? placed.findIndex(({ number = 0 }) => number >= here) : placed.findLastIndex(({ number = 0 }) => number < here);
  const next = placed[open === -1 ? near : open + step];
  if (!next) return false;
  if (next.number !== undefined) goToPassage(next.number);
  desk.setOpen(next.note.id);
  requestAnimationFrame(() => document.getElementById(cardId(next.note.id))?.focus({ preventScroll: desk.wide }));
  return true;
}

function withNumberHere(desk: Desk, act: (number: number) => void): boolean {
  const number = numberHere(desk);
  if (number !== undefined) act(number);
  return number !== undefined;
}

/** The selected words with their source, or without a selection the passage. */
function copy(desk: Desk, copying: Copying): boolean {
  const selected = describeSelected(desk)?.described;
  if (!selected) return withNumberHere(desk, (number) => copying.quotation({ number }));
  if (selected.ok) copying.quotation({ number: numberOf(desk, selected.anchor.passage), words: selected.anchor.quote });
  return selected.ok;
}

function write(desk: Desk, kind: AnnotationKind): boolean {
  const selected = describeSelected(desk)?.described;
  const number = numberHere(desk);
  const anchor = selected?.ok ? selected.anchor : number === undefined || selected ? undefined : anchorOfPassage(desk, number);
  if (!anchor) return false;
  getSelection()?.removeAllRanges();
  desk.write(kind, anchor);
  return true;
}

/** Back to the words one came from: what is selected is let go; out of a card or the composer into the text; from there, the open note is closed. */
function goBack(desk: Desk, target: HTMLElement): void {
  if (!target.closest(".desk-side") && describeSelected(desk)) {
    getSelection()?.removeAllRanges();
    return;
  }
  const note = desk.notes.placed.find((one) => one.note.id === desk.open);
  if (target.closest(".desk-side")) {
    const number = note?.number ?? numberHere(desk);
    target.blur();
    if (number !== undefined) goToPassage(number, "focus");
  }
  if (desk.open !== undefined) desk.setOpen(undefined);
  else if (!target.closest(".desk-side")) markHere(undefined);
}

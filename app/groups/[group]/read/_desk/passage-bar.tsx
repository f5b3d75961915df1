// What can be done with a passage without selecting anything: its number opens a small bar, for the pointer and the keyboard. Fetched with the first press on the page.
"use client";

import { CalendarPlus, HelpCircle, Highlighter, Link2, MessageSquareQuote, NotebookPen, Quote } from "lucide-react";
import { useEffect, useRef } from "react";
import { useWords } from "#app/_words/words.tsx";
import { Act, ActBar } from "#app/groups/[group]/read/_desk/act-bar.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { anchorOfPassage } from "#app/groups/[group]/read/_desk/selected.ts";
import { useCopying } from "#app/groups/[group]/read/_desk/use-copying.ts";

/** About half of the bar's width, in pixels. */
const HALF = 312;
/** How far the page may be moved under the bar, in pixels: a click that is still being scrolled to, or a finger's last movement, does not close it. */
const NEAR = 48;

export interface PassageBarProps {
  number: number;
  /** The number that was pressed. */
  by: HTMLAnchorElement;
  onClose: () => void;
}

export function PassageBar({ number, by, onClose }: PassageBarProps) {
  const t = useWords("desk");
  const desk = useDesk();
  const copying = useCopying(desk);
  const bar = useRef<HTMLDivElement>(null);

  useEffect(() => {
    bar.current?.querySelector("button")?.focus({ preventScroll: true });
    const press = (event: PointerEvent) => !bar.current?.contains(event.target as Node) && onClose();
    document.addEventListener("pointerdown", press);
    const from = window.scrollY;
    const move = () => Math.abs(window.scrollY - from) > NEAR && onClose();
    window.addEventListener("scroll", move, { passive: true });
    return () => {
      document.removeEventListener("pointerdown", press);
      window.removeEventListener("scroll", move);
    };
  }, [onClose]);

  const box = by.getBoundingClientRect();
  /** It begins at the number and lies over the text. */
  const beside = getComputedStyle(by).direction === "rtl" ? box.right - HALF : box.left + HALF;
  const middle = Math.max(HALF, Math.min(beside, window.innerWidth - HALF));
  function done(act: () => void) {
    onClose();
    by.focus({ preventScroll: true });
    act();
  }
  const write = (kind: "highlight" | "remark" | "question", toMeeting?: boolean) => {
    const anchor = anchorOfPassage(desk, number);
    if (anchor) desk.write(kind, anchor, toMeeting);
  };
  const quote = () => {
    const anchor = anchorOfPassage(desk, number);
    if (anchor) desk.quote(anchor);
  };
  const mute =
    by.closest("[data-mute]") !== null ||
    (desk.passageTexts().find(({ id }) => id === by.closest<HTMLElement>("[data-passage]")?.dataset.passage)?.text ?? "") === "";
  return (
    <ActBar ref={bar} label={t("passageBar.label", { number })} box={box} middle={middle} onLeave={() => done(() => {})}>
      <Act brief icon={<Link2 aria-hidden />} word={t("passageBar.copyLink")} act={() => done(() => copying.link(number))} />
      {!mute && (
        <>
          <Act
            brief
            icon={<Quote aria-hidden />}
            word={t("passageBar.copyQuotation")}
            act={() => done(() => copying.quotation({ number }))}
          />
          <Act icon={<Highlighter aria-hidden />} word={t("selection.highlight")} act={() => done(() => write("highlight"))} />
          <Act icon={<NotebookPen aria-hidden />} word={t("selection.note")} act={() => done(() => write("remark"))} />
          <Act icon={<HelpCircle aria-hidden />} word={t("selection.question")} act={() => done(() => write("question"))} />
          <Act icon={<MessageSquareQuote aria-hidden />} word={t("selection.quote")} act={() => done(quote)} />
          <Act
            icon={<CalendarPlus aria-hidden />}
            word={t("selection.meeting")}
            act={() => done(() => write("question", true))}
          />
        </>
      )}
    </ActBar>
  );
}

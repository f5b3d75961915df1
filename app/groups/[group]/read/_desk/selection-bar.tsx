// The bar over selected words: highlight, note, question, quote. Beside the words where there is a pointer, at the bottom where there are fingers, away from the system's own menu. Fetched with the first press on the page.
"use client";

import { CalendarPlus, HelpCircle, Highlighter, MessageSquareQuote, NotebookPen, Quote } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { usePart } from "#app/_ui/use-part.ts";
import { useWords } from "#app/_words/words.tsx";
import { Act, ActBar } from "#app/groups/[group]/read/_desk/act-bar.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { goToPassage } from "#app/groups/[group]/read/_desk/go-to.ts";
import { numberOf } from "#app/groups/[group]/read/_desk/passage-numbers.ts";
import { type Press, pressOf } from "#app/groups/[group]/read/_desk/press.ts";
import { describeSelected } from "#app/groups/[group]/read/_desk/selected.ts";
import { useCopying } from "#app/groups/[group]/read/_desk/use-copying.ts";
import type { Anchor } from "#domain/anchoring/anchor.ts";
import type { Described } from "#domain/anchoring/describe-selection.ts";
import { QUOTE_MOST } from "#domain/anchoring/limits.ts";

interface Shown {
  described: Described;
  /** Where the selection stands in the window. */
  box: DOMRect;
}

/** A selection is still being made for so long after its last change. */
const SETTLE_MS = 180;

const touchPart = () => import("#app/groups/[group]/read/_desk/touch-selecting.tsx");

/** `first` is the first press of a finger on this page, for which the bar came too late. */
export function SelectionBar({ first: before }: { first: Press | undefined }) {
  const t = useWords("desk");
  const desk = useDesk();
  const [shown, setShown] = useState<Shown>();
  const copying = useCopying(desk);
  const bar = useRef<HTMLDivElement>(null);
  const [touched, setTouched] = useState(before);
  const touch = usePart(touched !== undefined, touchPart);
  const { text, passageTexts } = desk;

  const look = useCallback(() => {
    const found = describeSelected({ text, passageTexts });
    setShown(found && { described: found.described, box: found.range.getBoundingClientRect() });
  }, [text, passageTexts]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pressed = false;
    const later = () => {
      clearTimeout(timer);
      if (!pressed) timer = setTimeout(look, SETTLE_MS);
    };
    let first = before;
    const down = (event: PointerEvent) => {
      if (event.pointerType === "touch" && !first) {
        first = pressOf(event);
        setTouched(first);
      }
      pressed = event.pointerType === "mouse" && !bar.current?.contains(event.target as Node);
    };
    const over = () => {
      if (first) first.over = true;
    };
    const up = () => {
      over();
      pressed = false;
      later();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key === "Escape") setShown(undefined);
      // From the selected words into the bar, as from a number into that of its passage.
      const first = event.key === "Enter" && text.current?.contains(event.target as Node) && bar.current?.querySelector("button");
      if (!first) return;
      event.preventDefault();
      first.focus({ preventScroll: true });
    };
    // Words may have been selected before the page was alive.
    later();
    document.addEventListener("selectionchange", later);
    document.addEventListener("pointerdown", down);
    document.addEventListener("pointerup", up);
    document.addEventListener("pointercancel", over);
    document.addEventListener("keydown", key);
    window.addEventListener("scroll", later, { passive: true });
    return () => {
      clearTimeout(timer);
      document.removeEventListener("selectionchange", later);
      document.removeEventListener("pointerdown", down);
      document.removeEventListener("pointerup", up);
      document.removeEventListener("pointercancel", over);
      document.removeEventListener("keydown", key);
      window.removeEventListener("scroll", later);
    };
  }, [look, text, before]);

  const selecting = touch && touched && <touch.TouchSelecting first={touched} />;
  if (!shown) return selecting;
  const { described, box } = shown;
  const anchor = described.ok ? described.anchor : undefined;
  /** Does something with what is selected now: it may have changed since the bar was last drawn. */
  function act(by: (anchor: Anchor) => void) {
    const now = describeSelected(desk)?.described;
    const chosen = now?.ok ? now.anchor : anchor;
    getSelection()?.removeAllRanges();
    setShown(undefined);
    if (chosen) by(chosen);
  }
  /** The words stay selected; the keyboard goes back to their passage. */
  function leave() {
    const number = anchor && numberOf(desk, anchor.passage);
    if (number !== undefined) goToPassage(number, "focus");
  }
  return (
    <>
      {selecting}
      <ActBar
        ref={bar}
        label={t("selection.label")}
        box={box}
        middle={box.left + box.width / 2}
        onLeave={leave}
        // A press on the bar must not take the selection away.
        onPointerDown={(event) => event.preventDefault()}
      >
        {anchor ? (
          <>
            <Act
              icon={<Highlighter aria-hidden />}
              word={t("selection.highlight")}
              act={() => act((words) => desk.write("highlight", words))}
            />
            <Act
              icon={<NotebookPen aria-hidden />}
              word={t("selection.note")}
              act={() => act((words) => desk.write("remark", words))}
            />
            <Act
              icon={<HelpCircle aria-hidden />}
              word={t("selection.question")}
              act={() => act((words) => desk.write("question", words))}
            />
            <Act icon={<MessageSquareQuote aria-hidden />} word={t("selection.quote")} act={() => act(desk.quote)} />
            <Act
              icon={<CalendarPlus aria-hidden />}
              word={t("selection.meeting")}
              act={() => act((words) => desk.write("question", words, true))}
            />
            <Act
              brief
              icon={<Quote aria-hidden />}
              word={t("selection.copy")}
              act={() => act(({ passage, quote: words }) => copying.quotation({ number: numberOf(desk, passage), words }))}
            />
          </>
        ) : (
          <p role="status" className="px-3 py-2 text-sm">
            {t("selection.tooLong", { most: QUOTE_MOST })}
          </p>
        )}
      </ActBar>
    </>
  );
}

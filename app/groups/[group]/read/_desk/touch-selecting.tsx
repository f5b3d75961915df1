// Selecting with a finger: a long press takes the sentence under it, and two handles grow it word by word. The words are selected as ever, so the system's
// own way (a double tap, its handles) still works; ours are there only for what a long press took. Fetched with the first touch.
"use client";

import { type CSSProperties, type KeyboardEvent, type PointerEvent, useCallback, useEffect, useRef, useState } from "react";
import { useWords } from "#app/_words/words.tsx";
import { caretAt } from "#app/groups/[group]/read/_desk/caret-at.ts";
import { type Desk, useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { type Press, pressOf } from "#app/groups/[group]/read/_desk/press.ts";
import { asStretch, languageAt } from "#app/groups/[group]/read/_desk/select-words.ts";
import { selectStretch, stretchSelected } from "#app/groups/[group]/read/_desk/selected.ts";
import { blockOf, rangeOfStretch, stretchOfRange } from "#app/groups/[group]/read/_desk/text-position.ts";
import type { Position, Stretch } from "#domain/anchoring/anchor.ts";
import { nextEdge, segmentAt, sentencesOf, snapped, wordsOf } from "#domain/anchoring/segments.ts";

/** Before the system's own long press, so that it does not take a word first. */
const HOLD_MS = 430;
/** A finger that has moved further scrolls, in pixels. */
const STILL = 10;
/** Nearer to the edge of the window than this, in pixels, a handle scrolls the page by so much at a time. */
const EDGE = 96;
const SCROLL_STEP = 14;

export function TouchSelecting({ first }: { first: Press }) {
  const desk = useDesk();
  const [taken, setTaken] = useState<Stretch>();
  // A change of the selection may be told before the next frame.
  const latest = useRef<Stretch | undefined>(undefined);
  const take = useCallback(
    (stretch: Stretch) => {
      latest.current = stretch;
      selectStretch(desk, stretch);
      setTaken(stretch);
    },
    [desk],
  );
  useLongPress(desk, first, take);

  useEffect(() => {
    // Whatever else is selected is not ours to grow.
    const change = () => {
      const now = stretchSelected(desk);
      if (!now || !latest.current || !isSame(now, latest.current)) setTaken(undefined);
    };
    document.addEventListener("selectionchange", change);
    return () => document.removeEventListener("selectionchange", change);
  }, [desk]);

  return taken ? <Handles desk={desk} taken={taken} take={take} /> : null;
}

const isSame = (one: Stretch, other: Stretch) => JSON.stringify(one) === JSON.stringify(other);

/** Calls `take` with the sentence under a finger that rests on the text. */
function useLongPress(desk: Desk, first: Press, take: (stretch: Stretch) => void): void {
  const firstPress = useRef<Press | undefined>(first);
  useEffect(() => {
    const root = desk.text.current;
    if (!root) return;
    let press: { x: number; y: number; timer: ReturnType<typeof setTimeout>; took?: Stretch } | undefined;

    function begin({ x, y, at, target }: Press) {
      end();
      // A link, a button and what is written out of the text have long presses of their own.
      if (!(target instanceof Element) || target.closest("a, button, [data-out]")) return;
      const timer = setTimeout(
        () => {
          const sentence = sentenceAt(desk, x, y);
          if (!sentence || !press) return;
          press.took = sentence;
          take(sentence);
          navigator.vibrate?.(8);
        },
        HOLD_MS - (performance.now() - at),
      );
      press = { x, y, timer };
    }
    function end() {
      if (press) clearTimeout(press.timer);
      press = undefined;
    }
    const down = (event: globalThis.PointerEvent) =>
      event.pointerType === "touch" && event.isPrimary ? begin(pressOf(event)) : end();
    const move = ({ clientX, clientY }: globalThis.PointerEvent) => {
      if (press && !press.took && Math.hypot(clientX - press.x, clientY - press.y) > STILL) end();
    };
    const up = () => {
      const took = press?.took;
      end();
      // The system may have put a word of its own in its place.
      if (took) setTimeout(() => !isSame(stretchSelected(desk) ?? took, took) && take(took));
    };
    const menu = (event: Event) => {
      if (!press?.took) return;
      event.preventDefault();
      take(press.took);
    };
    if (firstPress.current && !firstPress.current.over) begin(firstPress.current);
    firstPress.current = undefined;
    root.addEventListener("pointerdown", down);
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", up);
    document.addEventListener("pointercancel", up);
    root.addEventListener("contextmenu", menu);
    return () => {
      end();
      root.removeEventListener("pointerdown", down);
      document.removeEventListener("pointermove", move);
      document.removeEventListener("pointerup", up);
      document.removeEventListener("pointercancel", up);
      root.removeEventListener("contextmenu", menu);
    };
  }, [desk, take]);
}

function sentenceAt(desk: Desk, x: number, y: number): Stretch | undefined {
  const at = positionAt(desk, x, y);
  const found = at && passageOf(desk, at);
  const sentence = found && segmentAt(sentencesOf(found.text, found.language), at.offset);
  return sentence && asStretch(at.passage, sentence);
}

function positionAt({ text }: Pick<Desk, "text">, x: number, y: number): Position | undefined {
  const range = caretAt(x, y);
  if (!text.current || !range || !text.current.contains(range.startContainer)) return undefined;
  return stretchOfRange(text.current, range)?.start;
}

function passageOf(desk: Desk, { passage }: Position): { text: string; language: string } | undefined {
  const block = desk.text.current && blockOf(desk.text.current, passage);
  const found = desk.passageTexts().find(({ id }) => id === passage);
  return block && found ? { text: found.text, language: languageAt(block) } : undefined;
}

type Side = "start" | "end";

interface HandlesProps {
  desk: Desk;
  taken: Stretch;
  take: (stretch: Stretch) => void;
}

function Handles({ desk, taken, take }: HandlesProps) {
  const t = useWords("composing");
  const [, redraw] = useState(0);
  useEffect(() => {
    const draw = () => redraw((count) => count + 1);
    window.addEventListener("scroll", draw, { passive: true, capture: true });
    window.addEventListener("resize", draw);
    return () => {
      window.removeEventListener("scroll", draw, { capture: true });
      window.removeEventListener("resize", draw);
    };
  }, []);

  /** Moves one end; the other stays, and one word at least is between them. */
  function move(side: Side, to: Position) {
    const found = passageOf(desk, to);
    if (!found) return;
    const at = { passage: to.passage, offset: snapped(wordsOf(found.text, found.language), to.offset, side) };
    const next = { ...taken, [side]: at };
    if (isForward(desk, next) && !isSame(next, taken)) take(next);
  }
  function step(side: Side, by: 1 | -1) {
    const from = taken[side];
    const found = passageOf(desk, from);
    const offset = found && nextEdge(wordsOf(found.text, found.language), from.offset, by, side);
    if (offset !== undefined) move(side, { ...from, offset });
  }
  const root = desk.text.current;
  const range = root && rangeOfStretch(root, taken);
  const boxes = [...(range?.getClientRects() ?? [])].filter(({ width }) => width > 0);
  const [head, tail] = [boxes[0], boxes.at(-1)];
  if (!head || !tail) return null;
  return (
    <>
      <Handle side="start" box={head} label={t("selecting.from")} desk={desk} onMove={move} onStep={step} />
      <Handle side="end" box={tail} label={t("selecting.to")} desk={desk} onMove={move} onStep={step} />
    </>
  );
}

interface HandleProps {
  side: Side;
  /** The line of the end it moves, in the window. */
  box: DOMRect;
  label: string;
  desk: Desk;
  onMove: (side: Side, to: Position) => void;
  onStep: (side: Side, by: 1 | -1) => void;
}

function Handle({ side, box, label, desk, onMove, onStep }: HandleProps) {
  const held = useRef<{ x: number; y: number } | undefined>(undefined);
  const rtl = desk.text.current ? getComputedStyle(desk.text.current).direction === "rtl" : false;
  const left = (side === "start") !== rtl;
  const x = left ? box.left : box.right;

  function down(event: PointerEvent<HTMLElement>) {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    // The finger is under the line, not on it: how far, stays the same.
    held.current = { x: event.clientX - x, y: event.clientY - (box.top + box.height / 2) };
  }
  function move(event: PointerEvent) {
    if (!held.current) return;
    const y = event.clientY - held.current.y;
    if (y > window.innerHeight - EDGE) window.scrollBy(0, SCROLL_STEP);
    else if (y < EDGE) window.scrollBy(0, -SCROLL_STEP);
    const to = positionAt(desk, event.clientX - held.current.x, y);
    if (to) onMove(side, to);
  }
  function keyDown(event: KeyboardEvent) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by !== 1 && by !== -1) return;
    event.preventDefault();
    event.stopPropagation();
    onStep(side, (rtl ? -by : by) as 1 | -1);
  }
  return (
    <button
      type="button"
      aria-label={label}
      className="touch-handle no-print"
      data-left={left ? "" : undefined}
      style={{ "--handle-x": `${x}px`, "--handle-y": `${box.bottom}px` } as CSSProperties}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={() => {
        held.current = undefined;
      }}
      onPointerCancel={() => {
        held.current = undefined;
      }}
      onKeyDown={keyDown}
    />
  );
}

function isForward(desk: Desk, { start, end }: Stretch): boolean {
  const order = desk.passageTexts().map(({ id }) => id);
  const [first, last] = [order.indexOf(start.passage), order.indexOf(end.passage)];
  return first < last || (first === last && start.offset < end.offset);
}

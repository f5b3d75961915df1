// A small bar of what can be done with something in the text: over it where there is a pointer, at the bottom of the window where there are fingers.
"use client";

import type { CSSProperties, HTMLAttributes, KeyboardEvent, ReactNode, RefObject } from "react";
import { buttonLook } from "#app/_ui/button-look.ts";

/** Where there is less room above than this, in pixels, the bar stands below. */
const ROOM_ABOVE = 120;

interface ActBarProps extends HTMLAttributes<HTMLDivElement> {
  ref: RefObject<HTMLDivElement | null>;
  label: string;
  /** What it is for, as it stands in the window. */
  box: DOMRect;
  /** The middle of the bar, in pixels from the left of the window. */
  middle: number;
  /** Esc, or Tab out of it: the keyboard goes back to what it is for. */
  onLeave: () => void;
  children: ReactNode;
}

export function ActBar({ ref, label, box, middle, onLeave, children, ...events }: ActBarProps) {
  const place = {
    "--selection-top": `${box.top}px`,
    "--selection-bottom": `${box.bottom}px`,
    "--selection-middle": `${middle}px`,
  };
  /** Arrows move along the bar. */
  function keyDown(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" || event.key === "Tab") {
      event.stopPropagation();
      event.nativeEvent.stopImmediatePropagation();
      if (event.key === "Escape") event.preventDefault();
      return onLeave();
    }
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const acts = [...(ref.current?.querySelectorAll("button") ?? [])];
    acts[(acts.indexOf(document.activeElement as HTMLButtonElement) + step + acts.length) % acts.length]?.focus();
  }
  return (
    <div
      {...events}
      onKeyDown={keyDown}
      ref={ref}
      role="toolbar"
      aria-label={label}
      className="selection-bar no-print"
      style={place as CSSProperties}
      data-under={box.top < ROOM_ABOVE ? "" : undefined}
    >
      {children}
    </div>
  );
}

interface ActProps {
  icon: ReactNode;
  word: string;
  act: () => void;
  /** Where the bar is short of room its icon stands for it. */
  brief?: boolean;
}

/** A button of a bar: an icon and a word. */
export function Act({ icon, word, act, brief = false }: ActProps) {
  return (
    <button
      type="button"
      aria-label={word}
      onClick={act}
      {...(brief && { "data-tip": word })}
      className={buttonLook("quiet", "small", brief ? "selection-act selection-act-brief" : "selection-act")}
    >
      {icon}
      <span>{word}</span>
    </button>
  );
}

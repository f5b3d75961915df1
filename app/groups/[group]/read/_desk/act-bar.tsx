// A small bar of what can be done with something in the text: over it where there is a pointer, at the bottom of the window where there are fingers.
"use client";

import type { CSSProperties, HTMLAttributes, ReactNode, Ref } from "react";
import { buttonLook } from "#app/_ui/button-look.ts";

/** Where there is less room above than this, in pixels, the bar stands below. */
const ROOM_ABOVE = 120;

interface ActBarProps extends HTMLAttributes<HTMLDivElement> {
  ref: Ref<HTMLDivElement>;
  label: string;
  /** What it is for, as it stands in the window. */
  box: DOMRect;
  /** The middle of the bar, in pixels from the left of the window. */
  middle: number;
  children: ReactNode;
}

export function ActBar({ ref, label, box, middle, children, ...events }: ActBarProps) {
  const place = {
    "--selection-top": `${box.top}px`,
    "--selection-bottom": `${box.bottom}px`,
    "--selection-middle": `${middle}px`,
  };
  return (
    <div
      {...events}
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

/** A button of a bar: an icon and a word. */
export function Act({ icon, word, act }: { icon: ReactNode; word: string; act: () => void }) {
  return (
    <button type="button" onClick={act} className={buttonLook("quiet", "small", "selection-act")}>
      {icon}
      <span>{word}</span>
    </button>
  );
}

// A few words beside what the pointer or the keyboard rests on. Only ever a repetition of a name: touch and listening get nothing from it.
"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement } from "react";
import { classes } from "#app/_ui/classes.ts";

export interface TooltipProps {
  text: string;
  /** A key that does the same ("n"). */
  shortcut?: string;
  side?: "top" | "bottom" | "inline-start" | "inline-end";
  className?: string;
  /** One element that takes a ref and carries its own name. */
  children: ReactElement;
}

export function Tooltip({ text, shortcut, side = "top", className, children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} delay={500} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-popup">
          <Base.Popup
            className={classes(
              "flex max-w-64 items-center gap-2 rounded-md bg-ink px-2 py-1 text-xs text-sheet shadow-raised transition-opacity",
              "data-ending-style:opacity-0 data-starting-style:opacity-0 data-instant:transition-none",
              className,
            )}
          >
            {text}
            {shortcut && <kbd className="rounded-sm border border-current px-1 font-ui text-2xs">{shortcut}</kbd>}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

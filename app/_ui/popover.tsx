// A small leaf beside the button that opened it, for a little more about one thing.
"use client";

import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { classes } from "#app/_ui/classes.ts";
import { popupLook } from "#app/_ui/popup-look.ts";

export interface PopoverProps {
  /** The button that opens it. */
  trigger?: ReactElement;
  /** What it stands beside when it is opened from elsewhere; the keyboard goes back there. */
  anchor?: HTMLElement | null;
  /** Its name; shown as its heading. */
  title: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  side?: "top" | "bottom" | "inline-start" | "inline-end";
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
}

export function Popover({
  trigger,
  anchor,
  title,
  open,
  onOpenChange,
  side = "bottom",
  align = "start",
  className,
  children,
}: PopoverProps) {
  function change(next: boolean, { event }: { event: Event }) {
    // A press on what it stands beside is that button's own business.
    if (!next && anchor && event.target instanceof Node && anchor.contains(event.target)) return;
    onOpenChange?.(next);
  }
  return (
    <Base.Root {...(open === undefined ? {} : { open })} onOpenChange={change}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Positioner
          {...(anchor !== undefined && { anchor })}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={12}
          className="z-popup"
        >
          <Base.Popup
            {...(anchor && { finalFocus: { current: anchor } })}
            className={classes(
              popupLook,
              "flex max-h-(--available-height) w-80 max-w-(--available-width) flex-col gap-3 overflow-y-auto p-5",
              className,
            )}
          >
            <Base.Title className="eyebrow">{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

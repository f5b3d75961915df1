// A small leaf beside the button that opened it, for a little more about one thing.
"use client";

import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { classes } from "#app/_ui/classes.ts";
import { popupLook } from "#app/_ui/popup-look.ts";

export interface PopoverProps {
  trigger: ReactElement;
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
  title,
  open,
  onOpenChange,
  side = "bottom",
  align = "start",
  className,
  children,
}: PopoverProps) {
  return (
    <Base.Root {...(open === undefined ? {} : { open })} onOpenChange={(next) => onOpenChange?.(next)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={6} collisionPadding={12} className="z-popup">
          <Base.Popup
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

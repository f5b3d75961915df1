// A menu of things to do, opened by a button. Items act or lead somewhere; arrow keys and first letters move through them.
"use client";

import { Menu as Base } from "@base-ui/react/menu";
import type { ReactElement, ReactNode } from "react";
import { classes } from "#app/_ui/classes.ts";
import { popupLook } from "#app/_ui/popup-look.ts";

export interface MenuProps {
  /** The button that opens it. */
  trigger?: ReactElement;
  /** What it stands beside when it was opened from elsewhere; closed, the keyboard goes back there. */
  anchor?: HTMLElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** MenuItem, MenuLink and MenuLine. */
  children: ReactNode;
  align?: "start" | "center" | "end";
  className?: string;
}

export function Menu({ trigger, anchor, open, onOpenChange, children, align = "start", className }: MenuProps) {
  return (
    <Base.Root {...(open === undefined ? {} : { open })} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Positioner {...(anchor && { anchor })} align={align} sideOffset={6} collisionPadding={12} className="z-popup">
          <Base.Popup
            {...(anchor && { finalFocus: { current: anchor } })}
            className={classes(popupLook, "max-h-(--available-height) min-w-48 max-w-80 overflow-y-auto py-1.5", className)}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function itemLook(danger: boolean | undefined) {
  return classes(
    "flex min-h-9 items-center gap-2.5 px-4 py-1.5 text-base select-none outline-none coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0",
    "highlighted:bg-wash data-disabled:text-ink-faint forced-colors:highlighted:outline-2 forced-colors:highlighted:-outline-offset-2",
    danger ? "text-danger" : "text-ink [&_svg]:text-ink-soft",
  );
}

export interface MenuItemProps {
  icon?: ReactNode;
  onSelect: () => void;
  disabled?: boolean;
  /** It takes something away. */
  danger?: boolean;
  children: ReactNode;
}

export function MenuItem({ icon, onSelect, disabled = false, danger, children }: MenuItemProps) {
  return (
    <Base.Item onClick={onSelect} disabled={disabled} className={itemLook(danger)}>
      {icon}
      {children}
    </Base.Item>
  );
}

export function MenuLine() {
  return <Base.Separator className="mx-4 my-1.5 h-px bg-line" />;
}

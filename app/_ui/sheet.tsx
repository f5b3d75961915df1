// A leaf that comes up from the bottom edge, for what stands beside the page on a wide screen. It can be pulled down with a finger.
"use client";

import { Drawer } from "@base-ui/react/drawer";
import { X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { iconButtonLook } from "#app/_ui/button-look.ts";
import { classes } from "#app/_ui/classes.ts";
import { useWords } from "#app/_words/words.tsx";

export interface SheetProps {
  title: ReactNode;
  /** The button that opens it; leave out when `open` is given. */
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
  children: ReactNode;
}

export function Sheet({ title, trigger, open, onOpenChange, className, children }: SheetProps) {
  const t = useWords("ui");
  return (
    <Drawer.Root {...(open === undefined ? {} : { open })} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger && <Drawer.Trigger render={trigger} />}
      <Drawer.Portal>
        <Drawer.Backdrop className="z-overlay fixed inset-0 bg-scrim opacity-[calc(1-var(--drawer-swipe-progress))] transition-opacity duration-150 data-swiping:duration-0 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Drawer.Viewport className="z-overlay fixed inset-0 flex items-end justify-center">
          <Drawer.Popup
            className={classes(
              "flex max-h-[85dvh] w-full max-w-2xl flex-col rounded-t-lg border border-b-0 border-line bg-raised text-ink shadow-raised outline-none",
              "[transform:translateY(var(--drawer-swipe-movement-y))] transition-transform duration-180 data-swiping:select-none data-swiping:duration-0",
              "data-ending-style:[transform:translateY(100%)] data-starting-style:[transform:translateY(100%)]",
              className,
            )}
          >
            <div aria-hidden className="mx-auto mt-2 h-1 w-10 shrink-0 rounded-full bg-line-strong" />
            <div className="flex items-center justify-between gap-4 border-b border-line py-2 ps-5 pe-3">
              <Drawer.Title className="font-text text-lg font-medium">{title}</Drawer.Title>
              <Drawer.Close aria-label={t("close")} className={iconButtonLook("quiet")}>
                <X aria-hidden />
              </Drawer.Close>
            </div>
            <Drawer.Content
              tabIndex={0}
              className="overflow-y-auto overscroll-contain px-5 pt-4 pb-[calc(1.25rem+env(safe-area-inset-bottom))]"
            >
              {children}
            </Drawer.Content>
          </Drawer.Popup>
        </Drawer.Viewport>
      </Drawer.Portal>
    </Drawer.Root>
  );
}

// A question or a small form over the page. Focus goes in and comes back; Esc and a click beside it close it.
"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { iconButtonLook } from "#app/_ui/button-look.ts";
import { classes } from "#app/_ui/classes.ts";
import { useWords } from "#app/_words/words.tsx";

export interface DialogProps {
  title: ReactNode;
  description?: ReactNode;
  /** The button that opens it; leave out when `open` is given. */
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Buttons at the foot, the main one last. Wrap one that only closes in <DialogClose>. */
  actions?: ReactNode;
  size?: "small" | "normal" | "wide";
  className?: string;
  children?: ReactNode;
}

const widths = { small: "max-w-sm", normal: "max-w-lg", wide: "max-w-3xl" };

export function Dialog({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  actions,
  size = "normal",
  className,
  children,
}: DialogProps) {
  const t = useWords("ui");
  return (
    <Base.Root {...(open === undefined ? {} : { open })} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Backdrop className="z-overlay fixed inset-0 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="z-overlay fixed inset-0 grid place-items-center overflow-y-auto p-4">
          <Base.Popup
            className={classes(
              "relative flex w-full flex-col gap-5 rounded-lg border border-line bg-raised p-6 text-ink shadow-raised sm:p-8",
              "transition-[opacity,translate] duration-150 data-ending-style:opacity-0 data-starting-style:translate-y-1 data-starting-style:opacity-0",
              widths[size],
              className,
            )}
          >
            <div className="flex flex-col gap-1.5 pe-8">
              <Base.Title className="font-text text-xl font-medium">{title}</Base.Title>
              {description && <Base.Description className="text-ink-soft">{description}</Base.Description>}
            </div>
            {children}
            {actions && <div className="flex flex-wrap justify-end gap-3 pt-1">{actions}</div>}
            <Base.Close
              aria-label={t("close")}
              className={iconButtonLook("quiet", "small", "absolute end-4 top-4 sm:end-5 sm:top-5")}
            >
              <X aria-hidden />
            </Base.Close>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

/** Closes the dialog it stands in: <DialogClose><Button>Not now</Button></DialogClose>. */
export function DialogClose(props: { children: ReactElement }) {
  return <Base.Close render={props.children} />;
}

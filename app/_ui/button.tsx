// A button with words. While busy it keeps its place and the keyboard's focus, says so, and does nothing twice.
"use client";

import { LoaderCircle } from "lucide-react";
import type { ComponentProps, MouseEvent } from "react";
import { type ButtonSize, type ButtonVariant, buttonLook } from "#app/_ui/button-look.ts";
import { VisuallyHidden } from "#app/_ui/visually-hidden.tsx";
import { useWords } from "#app/_words/words.tsx";

export interface ButtonProps extends ComponentProps<"button"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Its work is under way. */
  busy?: boolean;
}

export function Button({ variant, size, busy = false, className, children, onClick, type = "button", ...rest }: ButtonProps) {
  const t = useWords("ui");
  function click(event: MouseEvent<HTMLButtonElement>) {
    if (busy) event.preventDefault();
    else onClick?.(event);
  }
  return (
    <button
      {...rest}
      type={type}
      onClick={click}
      aria-disabled={busy || undefined}
      className={buttonLook(variant, size, className)}
    >
      {busy && <LoaderCircle aria-hidden className="animate-spin motion-reduce:hidden" />}
      {children}
      {busy && <VisuallyHidden role="status">{t("busy")}</VisuallyHidden>}
    </button>
  );
}

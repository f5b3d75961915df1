// How buttons look, whether they act (Button), open something (a dialog's trigger) or lead somewhere (LinkButton).

import { classes } from "#app/_ui/classes.ts";

/** plain: bordered; primary: the one thing to do here; quiet: no border until touched; danger: takes something away. */
export type ButtonVariant = "plain" | "primary" | "quiet" | "danger";
export type ButtonSize = "small" | "normal" | "large";

const variants: Record<ButtonVariant, string> = {
  plain: "border-line-strong bg-sheet text-ink hover:bg-wash data-popup-open:bg-wash",
  primary: "border-ink bg-ink text-sheet hover:bg-ink-soft hover:border-ink-soft",
  quiet: "border-transparent text-ink-soft hover:bg-wash hover:text-ink data-popup-open:bg-wash data-popup-open:text-ink",
  danger: "border-danger bg-sheet text-danger hover:bg-danger-wash",
};

const sizes: Record<ButtonSize, string> = {
  small: "min-h-8 gap-1.5 px-2.5 text-sm coarse:min-h-10",
  normal: "min-h-10 gap-2 px-4 text-base coarse:min-h-11",
  large: "min-h-12 gap-2.5 px-6 text-lg",
};

const squares: Record<ButtonSize, string> = {
  small: "size-8 coarse:size-10",
  normal: "size-10 coarse:size-11",
  large: "size-12",
};

const shape =
  "inline-flex shrink-0 items-center justify-center rounded-md border font-medium leading-tight transition-colors select-none " +
  "disabled:opacity-55 aria-disabled:opacity-55 aria-disabled:cursor-default [&_svg]:size-[1.15em] [&_svg]:shrink-0";

/** Class names of a button with words. */
export function buttonLook(variant: ButtonVariant = "plain", size: ButtonSize = "normal", className?: string): string {
  return classes(shape, variants[variant], sizes[size], className);
}

/** Class names of a square button that shows only an icon. */
export function iconButtonLook(variant: ButtonVariant = "quiet", size: ButtonSize = "normal", className?: string): string {
  return classes(shape, variants[variant], squares[size], "text-lg", className);
}

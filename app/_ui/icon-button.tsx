// A square button that shows an icon and carries its name for those who cannot see it, and as a tooltip for those who can.
"use client";

import type { ComponentProps } from "react";
import { type ButtonSize, type ButtonVariant, iconButtonLook } from "#app/_ui/button-look.ts";
import { Tooltip } from "#app/_ui/tooltip.tsx";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label"> {
  /** What it does, in words. */
  label: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** A key that does the same, shown in the tooltip ("n"). */
  shortcut?: string;
}

export function IconButton({ label, variant, size, shortcut, className, type = "button", ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} {...(shortcut ? { shortcut } : {})}>
      <button {...rest} type={type} aria-label={label} className={iconButtonLook(variant, size, className)} />
    </Tooltip>
  );
}

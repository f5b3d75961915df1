// A few words beside what the pointer or the keyboard rests on. Only ever a repetition of a name: touch and listening get nothing from it.
// An element only says what its words are; tips.tsx shows them, one at a time.

import { cloneElement, type ReactElement } from "react";

export interface TooltipProps {
  text: string;
  /** A key that does the same ("n"). */
  shortcut?: string;
  /** One element that carries its own name. */
  children: ReactElement<Record<`data-${string}`, string>>;
}

export function Tooltip({ text, shortcut, children }: TooltipProps) {
  return cloneElement(children, { "data-tip": text, ...(shortcut && { "data-tip-key": shortcut }) });
}

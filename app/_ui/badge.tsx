// A word or a number set small beside something: a state, a count.

import type { ReactNode } from "react";
import { classes } from "#app/_ui/classes.ts";
import { VisuallyHidden } from "#app/_ui/visually-hidden.tsx";

export type BadgeTone = "plain" | "rubric" | "ok" | "warn" | "danger";

const tones: Record<BadgeTone, string> = {
  plain: "border-line text-ink-soft bg-wash",
  rubric: "border-rubric text-rubric bg-rubric-wash",
  ok: "border-ok text-ok bg-ok-wash",
  warn: "border-warn text-warn bg-warn-wash",
  danger: "border-danger text-danger bg-danger-wash",
};

export function Badge(props: { tone?: BadgeTone; className?: string; children: ReactNode }) {
  return (
    <span
      className={classes(
        "inline-flex items-center gap-1 rounded-sm border px-1.5 text-xs font-medium whitespace-nowrap",
        tones[props.tone ?? "plain"],
        props.className,
      )}
    >
      {props.children}
    </span>
  );
}

/** How many are new. Nothing is shown for none; past 99 it is "99+". `label` says what is counted ("4 new notes"). */
export function Count(props: { value: number; label: string; className?: string }) {
  if (props.value <= 0) return null;
  return (
    <span
      className={classes(
        "inline-grid h-5 min-w-5 place-items-center rounded-full border border-transparent bg-rubric px-1.5 text-2xs font-semibold text-rubric-ink tabular-nums",
        props.className,
      )}
    >
      <span aria-hidden>{props.value > 99 ? "99+" : props.value}</span>
      <VisuallyHidden>{props.label}</VisuallyHidden>
    </span>
  );
}

// How far long work has come, as a bar and in words, with an estimate of what is left.
"use client";

import { type ReactNode, useId } from "react";
import { classes } from "#app/_ui/classes.ts";
import { useWords } from "#app/_words/words.tsx";

export interface ProgressProps {
  label: ReactNode;
  /** From 0 to 1; absent while nothing is known yet. */
  value?: number;
  /** Minutes still to go, if known. */
  minutesLeft?: number;
  /** What is being done at this moment. */
  note?: ReactNode;
  className?: string;
}

export function Progress({ label, value, minutesLeft, note, className }: ProgressProps) {
  const t = useWords("ui");
  const id = useId();
  const known = value !== undefined;
  const part = Math.min(1, Math.max(0, value ?? 0));
  const estimate =
    part === 1 ? t("progress.done") : minutesLeft === undefined ? "" : t("progress.left", { minutes: Math.round(minutesLeft) });
  return (
    <div className={classes("flex flex-col gap-2", className)}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-base">
        <span id={id} className="font-medium">
          {label}
        </span>
        <span className="text-sm text-ink-soft tabular-nums">{estimate}</span>
      </div>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={known ? Math.round(part * 100) : undefined}
        aria-valuetext={known ? classes(`${Math.round(part * 100)} %`, estimate) : undefined}
        className="h-1.5 overflow-hidden rounded-full border border-line-strong bg-wash"
      >
        <div
          className={classes(
            "h-full bg-ink transition-[width] duration-180 forced-colors:bg-[CanvasText]",
            !known && "w-1/3 animate-pulse",
          )}
          style={known ? { width: `${part * 100}%` } : undefined}
        />
      </div>
      {note && <p className="text-sm text-ink-soft">{note}</p>}
    </div>
  );
}

// Stands where something will be, in its shape, while it comes. Say once, near it, what is coming; the shapes themselves are silent.

import type { ComponentProps } from "react";
import { classes } from "#app/_ui/classes.ts";

/** One grey shape; give it a size by className. */
export function Skeleton({ className, ...rest }: ComponentProps<"div">) {
  return <div aria-hidden {...rest} className={classes("animate-pulse rounded-sm bg-wash", className)} />;
}

const widths = ["w-full", "w-11/12", "w-full", "w-10/12", "w-full", "w-9/12"];

/** Lines of text to come. */
export function SkeletonText({ lines = 3, className }: { lines?: number; className?: string }) {
  return (
    <div aria-hidden className={classes("flex flex-col gap-2.5", className)}>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} className={classes("h-3.5", line === lines - 1 ? "w-3/5" : widths[line % widths.length])} />
      ))}
    </div>
  );
}

// Words for those who listen to the page, not shown on it.

import type { ComponentProps } from "react";
import { classes } from "#app/_ui/classes.ts";

export function VisuallyHidden({ className, ...rest }: ComponentProps<"span">) {
  return <span {...rest} className={classes("sr-only", className)} />;
}

// A leaf on the page: one thing, framed by a fine line.

import type { ComponentProps } from "react";
import { classes } from "#app/_ui/classes.ts";

export interface CardProps extends ComponentProps<"div"> {
  as?: "div" | "section" | "article";
  /** The whole card is the target of the link marked with `card-link` inside it. */
  linked?: boolean;
}

export function Card({ as: Tag = "div", linked, className, ...rest }: CardProps) {
  return (
    <Tag
      {...rest}
      className={classes(
        "rounded-lg border border-line bg-sheet p-5 sm:p-6",
        linked &&
          "relative transition-colors hover:border-line-strong has-[.card-link:focus-visible]:outline-2 has-[.card-link:focus-visible]:outline-offset-2 has-[.card-link:focus-visible]:outline-focus",
        className,
      )}
    />
  );
}

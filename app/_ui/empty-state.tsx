// An empty place: says what will be here, and offers the one next step.

import type { ReactNode } from "react";
import { classes } from "#app/_ui/classes.ts";

export interface EmptyStateProps {
  /** What will be here. */
  title: ReactNode;
  /** How it comes to be here. */
  children?: ReactNode;
  /** The one next step: a Button or LinkButton. */
  action?: ReactNode;
  icon?: ReactNode;
  className?: string;
}

export function EmptyState({ title, children, action, icon, className }: EmptyStateProps) {
  return (
    <div
      className={classes(
        "flex flex-col items-center gap-3 rounded-lg border border-dashed border-line-strong px-6 py-12 text-center [&>svg]:size-7 [&>svg]:stroke-[1.25] [&>svg]:text-ink-faint",
        className,
      )}
    >
      {icon}
      <p className="font-text text-lg text-balance">{title}</p>
      {children && <div className="max-w-md text-base text-balance text-ink-soft">{children}</div>}
      {action && <div className="pt-2">{action}</div>}
    </div>
  );
}

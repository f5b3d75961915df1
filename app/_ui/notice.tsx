// A boxed message in the page. A danger notice says what happened, that nothing was lost, and what to do.

import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "#app/_ui/classes.ts";

export type NoticeTone = "plain" | "ok" | "warn" | "danger";

export interface NoticeProps {
  tone?: NoticeTone;
  title: ReactNode;
  children?: ReactNode;
  /** What to do: buttons or links. */
  actions?: ReactNode;
  /** `alert` for what has just gone wrong, `status` for what has just been done; nothing for what was there from the start. */
  role?: "alert" | "status";
  className?: string;
}

const tones = {
  plain: { icon: Info, look: "border-s-line-strong", mark: "text-ink-soft" },
  ok: { icon: CircleCheck, look: "border-s-ok", mark: "text-ok" },
  warn: { icon: TriangleAlert, look: "border-s-warn", mark: "text-warn" },
  danger: { icon: CircleAlert, look: "border-s-danger", mark: "text-danger" },
} as const;

export function Notice({ tone = "plain", title, children, actions, role, className }: NoticeProps) {
  const { icon: Icon, look, mark } = tones[tone];
  return (
    <div role={role} className={classes("flex gap-3.5 rounded-md border border-s-3 bg-sheet px-4 py-3.5", look, className)}>
      <Icon aria-hidden className={classes("mt-0.5 size-5 shrink-0 stroke-[1.75]", mark)} />
      <div className="flex min-w-0 grow flex-col gap-1">
        <p className={classes("font-medium", tone === "danger" && "text-danger")}>{title}</p>
        {children && <div className="text-ink-soft">{children}</div>}
        {actions && <div className="flex flex-wrap gap-3 pt-2">{actions}</div>}
      </div>
    </div>
  );
}

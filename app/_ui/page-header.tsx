// The head of a page: where one is, its name, a line about it, and what can be done here.

import Link from "next/link";
import type { ReactNode } from "react";
import { classes } from "#app/_ui/classes.ts";

export interface Crumb {
  label: string;
  href: string;
}

/** The places this page lies in, outermost first; the page itself is not among them. `label` names the list for those who listen. */
export function Breadcrumbs(props: { label: string; crumbs: readonly Crumb[]; className?: string }) {
  return (
    <nav aria-label={props.label} className={classes("text-sm text-ink-soft", props.className)}>
      <ol className="flex flex-wrap items-center gap-x-2">
        {props.crumbs.map((crumb) => (
          <li
            key={crumb.href}
            className="flex min-w-0 items-center gap-x-2 not-first:before:text-ink-faint not-first:before:content-['⁄'/'']"
          >
            <Link href={crumb.href} className="min-h-6 truncate py-0.5 hover:text-rubric hover:underline">
              {crumb.label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

export interface PageHeaderProps {
  title: ReactNode;
  /** Of what kind, or of whom: a quiet line over the title. */
  over?: ReactNode;
  /** A line or two under the title. */
  children?: ReactNode;
  breadcrumbs?: ReactNode;
  actions?: ReactNode;
  className?: string;
}

export function PageHeader({ title, over, children, breadcrumbs, actions, className }: PageHeaderProps) {
  return (
    <header className={classes("flex flex-col gap-4 border-b border-line pt-8 pb-6 sm:pt-12", className)}>
      {breadcrumbs}
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-5">
        <div className="flex min-w-0 max-w-3xl flex-col gap-2">
          {over && <p className="eyebrow">{over}</p>}
          <h1 className="font-text text-2xl font-medium text-balance sm:text-3xl">{title}</h1>
          {children && <div className="text-lg text-ink-soft">{children}</div>}
        </div>
        {actions && <div className="flex flex-wrap gap-3">{actions}</div>}
      </div>
    </header>
  );
}

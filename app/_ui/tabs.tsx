// Panels of which one is shown, with their names in a row above.
"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { classes } from "#app/_ui/classes.ts";

export interface TabItem {
  value: string;
  label: ReactNode;
  /** A count or a sign beside the name. */
  badge?: ReactNode;
  panel: ReactNode;
  /** Keeps the panel in the page while another is shown, so that what was typed there stays. */
  keep?: boolean;
}

export interface TabsProps {
  /** What the row is, for those who listen. */
  label: string;
  items: readonly TabItem[];
  defaultValue?: string;
  value?: string;
  onChange?: (value: string) => void;
  className?: string;
  panelClassName?: string;
}

export function Tabs({ label, items, defaultValue, value, onChange, className, panelClassName }: TabsProps) {
  return (
    <Base.Root
      {...(value === undefined ? { defaultValue: defaultValue ?? items[0]?.value ?? "" } : { value })}
      onValueChange={(next) => onChange?.(String(next))}
      className={classes("flex min-h-0 flex-col", className)}
    >
      <Base.List
        aria-label={label}
        activateOnFocus
        className="relative flex shrink-0 gap-6 overflow-x-auto border-b border-line px-1"
      >
        {items.map((item) => (
          <Base.Tab
            key={item.value}
            value={item.value}
            className="flex min-h-11 items-center gap-2 text-base whitespace-nowrap text-ink-soft transition-colors hover:text-ink focus-visible:-outline-offset-2 data-active:text-ink"
          >
            {item.label}
            {item.badge}
          </Base.Tab>
        ))}
        <Base.Indicator className="absolute bottom-0 left-(--active-tab-left) h-0.5 w-(--active-tab-width) bg-rubric transition-[left,width] duration-150 forced-colors:bg-[Highlight]" />
      </Base.List>
      {items.map((item) => (
        <Base.Panel
          key={item.value}
          value={item.value}
          keepMounted={item.keep ?? false}
          className={classes("min-h-0 grow pt-5", panelClassName)}
        >
          {item.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}

// The names of what stands beside the text, in a row, and the one that is shown. As the tabs of the ARIA practices: arrows move and show, one is a stop of the keyboard.
"use client";

import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import { classes } from "#app/_ui/classes.ts";

export interface DeskTab<V extends string> {
  value: V;
  label: string;
  /** A count beside the name. */
  badge?: ReactNode;
  panel: ReactNode;
  /** Keeps the panel in the page while another is shown, so that what was typed there stays. */
  keep?: boolean;
}

export interface DeskTabsProps<V extends string> {
  label: string;
  tabs: readonly DeskTab<V>[];
  value: V;
  onChange: (value: V) => void;
}

export function DeskTabs<V extends string>({ label, tabs, value, onChange }: DeskTabsProps<V>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);

  function keyDown(event: KeyboardEvent) {
    const forward = getComputedStyle(event.currentTarget).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const at = tabs.findIndex((tab) => tab.value === value);
    const steps: Record<string, number | undefined> = { ArrowLeft: at - 1, ArrowRight: at - 1, Home: 0, End: tabs.length - 1 };
    const wanted = event.key === forward ? at + 1 : steps[event.key];
    const next = wanted === undefined ? undefined : tabs.at(wanted % tabs.length);
    if (!next) return;
    event.preventDefault();
    onChange(next.value);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.value}"]`)?.focus();
  }

  return (
    <div className="flex min-h-0 flex-col">
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        onKeyDown={keyDown}
        className="flex shrink-0 gap-6 overflow-x-auto border-b border-line px-1"
      >
        {tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            id={`${id}-${tab.value}`}
            data-tab={tab.value}
            aria-selected={tab.value === value}
            aria-controls={`${id}-${tab.value}-panel`}
            tabIndex={tab.value === value ? 0 : -1}
            onClick={() => onChange(tab.value)}
            className={classes(
              "flex min-h-11 items-center gap-2 border-b-2 text-base whitespace-nowrap transition-colors focus-visible:-outline-offset-2",
              tab.value === value
                ? "border-rubric text-ink forced-colors:border-[Highlight]"
                : "border-transparent text-ink-soft hover:text-ink forced-colors:border-[Canvas]",
            )}
          >
            {tab.label}
            {tab.badge}
          </button>
        ))}
      </div>
      {tabs.map(
        (tab) =>
          (tab.keep || tab.value === value) && (
            <div
              key={tab.value}
              role="tabpanel"
              id={`${id}-${tab.value}-panel`}
              aria-labelledby={`${id}-${tab.value}`}
              hidden={tab.value !== value}
              className="min-h-0 grow pt-5"
            >
              {tab.panel}
            </div>
          ),
      )}
    </div>
  );
}

// Which chapters to read before a meeting: the contents of the book by section, each to be ticked, a whole section with one tick.
"use client";

import { useEffect, useId, useRef, useState } from "react";
import { Checkbox } from "#app/_ui/checkbox.tsx";
import { useWords } from "#app/_words/words.tsx";
import { minutesOf } from "#app/groups/[group]/_meetings/part.ts";
import type { ContentsEntry } from "#domain/shapes/book.ts";

export interface ChaptersFieldProps {
  name: string;
  contents: readonly ContentsEntry[];
  language: string;
  defaultValue: readonly string[];
}

/** Chapters that follow each other in the same section. */
function bySection(contents: readonly ContentsEntry[]): { section: string[]; entries: ContentsEntry[] }[] {
  const sections: { section: string[]; entries: ContentsEntry[] }[] = [];
  for (const entry of contents) {
    const last = sections.at(-1);
    if (last && last.section.join("\n") === entry.section.join("\n")) last.entries.push(entry);
    else sections.push({ section: entry.section, entries: [entry] });
  }
  return sections;
}

export function ChaptersField({ name, contents, language, defaultValue }: ChaptersFieldProps) {
  const t = useWords("meetings");
  const summary = useId();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => new Set(defaultValue));
  const list = useRef<HTMLDivElement>(null);
  const chosen = contents.filter((entry) => ticked.has(entry.id));

  // In a long book what is suggested lies far down.
  useEffect(() => {
    const first = list.current?.querySelector<HTMLElement>("input[name]:checked");
    if (list.current && first) list.current.scrollTop = first.offsetTop - list.current.clientHeight / 3;
  }, []);

  function tick(entries: readonly ContentsEntry[], on: boolean) {
    const next = new Set(ticked);
    for (const { id } of entries) {
      if (on) next.add(id);
      else next.delete(id);
    }
    setTicked(next);
  }

  return (
    <fieldset aria-describedby={summary} className="flex min-w-0 flex-col gap-2">
      <legend className="text-sm font-medium">{t("form.chapters")}</legend>
      <p id={summary} aria-live="polite" className="text-sm text-ink-soft">
        {chosen.length === 0 ? t("part.none") : t("part.summary", { chapters: chosen.length, minutes: minutesOf(chosen) })}
      </p>
      <div ref={list} className="relative max-h-112 overflow-y-auto rounded-md border border-line-strong bg-sheet px-4 py-2">
        {bySection(contents).map(({ section, entries }) => {
          const on = entries.filter((entry) => ticked.has(entry.id)).length;
          const title = section.join(" · ");
          return (
            <fieldset key={entries[0]?.id} className="min-w-0">
              {title && <legend className="sr-only">{title}</legend>}
              {title && (
                <Checkbox
                  className="mt-2 font-text italic"
                  label={<span lang={language}>{title}</span>}
                  checked={on === entries.length}
                  ref={(box) => {
                    if (box) box.indeterminate = on > 0 && on < entries.length;
                  }}
                  onChange={(event) => tick(entries, event.currentTarget.checked)}
                />
              )}
              {entries.map((entry) => (
                <Checkbox
                  key={entry.id}
                  name={name}
                  value={entry.id}
                  className={title ? "ms-6" : ""}
                  checked={ticked.has(entry.id)}
                  onChange={(event) => tick([entry], event.currentTarget.checked)}
                  label={
                    <>
                      <bdi lang={language} className={entry.role === "body" ? "" : "text-ink-soft"}>
                        {entry.title}
                      </bdi>{" "}
                      <span className="text-sm text-ink-soft">{t("part.minutes", { minutes: minutesOf([entry]) })}</span>
                    </>
                  }
                />
              ))}
            </fieldset>
          );
        })}
      </div>
    </fieldset>
  );
}

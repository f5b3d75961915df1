// The contents of the book by sections. A long book shows only the section that is being read; the others open at a touch.
"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { Badge } from "#app/_ui/badge.tsx";
import { classes } from "#app/_ui/classes.ts";
import { useWords } from "#app/_words/words.tsx";
import { minutesOf } from "#app/groups/[group]/_meetings/part.ts";
import { chapterPath } from "#app/groups/[group]/_nav/places.ts";
import type { ContentsEntry } from "#domain/shapes/book.ts";

/** More chapters than this are too many to show at once. */
const MANY = 30;

export interface ContentsProps {
  groupId: string;
  contents: readonly ContentsEntry[];
  language: string;
  /** Authors of the whole book; a chapter's own author is said only where it is another. */
  authors: readonly string[];
  /** Ids of the chapters that lead to the next meeting. */
  part: ReadonlySet<string>;
}

/** Chapters that stand together: under the same outermost section, or before, in and after the text of a book without sections. */
interface Stretch {
  kind: "section" | "front" | "text" | "back";
  title: string;
  entries: ContentsEntry[];
}

function stretchesOf(contents: readonly ContentsEntry[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const entry of contents) {
    const title = entry.section[0] ?? "";
    const around = entry.role === "front" ? "front" : entry.role === "body" ? "text" : "back";
    const kind = title ? "section" : around;
    const last = stretches.at(-1);
    if (last && last.kind === kind && last.title === title) last.entries.push(entry);
    else stretches.push({ kind, title, entries: [entry] });
  }
  return stretches;
}

export function Contents({ groupId, contents, language, authors, part }: ContentsProps) {
  const t = useWords("group");
  const stretches = stretchesOf(contents);
  const long = contents.length > MANY;
  const here = Math.max(
    stretches.findIndex(({ kind }) => kind === "section"),
    stretches.findIndex(({ entries }) => entries.some((entry) => part.has(entry.id))),
  );
  return (
    <div className="flex flex-col gap-3">
      <h3 className="eyebrow">{t("book.contents")}</h3>
      {stretches.map(({ kind, title, entries }, index) => {
        const list = <Chapters {...{ groupId, entries, language, authors, part }} />;
        const [first] = entries;
        if (kind === "text" || (!long && kind !== "section")) return <div key={first?.id}>{list}</div>;
        return (
          <details key={first?.id} open={!long || index === here} className="group/section">
            <summary className="flex min-h-9 items-baseline gap-2 py-1 font-text text-lg font-medium marker:content-none hover:text-rubric [&::-webkit-details-marker]:hidden">
              <ChevronRight
                aria-hidden
                className="size-4 shrink-0 self-center text-ink-soft transition-transform group-open/section:rotate-90 rtl:-scale-x-100"
              />
              <bdi lang={kind === "section" ? language : undefined} className="min-w-0 [overflow-wrap:anywhere]">
                {kind === "section" ? title : t(`book.${kind}`)}
              </bdi>
              <span className="font-ui text-sm font-normal text-ink-soft">{t("book.number", { count: entries.length })}</span>
            </summary>
            {list}
          </details>
        );
      })}
    </div>
  );
}

type ChaptersProps = Omit<ContentsProps, "contents"> & { entries: readonly ContentsEntry[] };

function Chapters({ groupId, entries, language, authors, part }: ChaptersProps) {
  const t = useWords("group");
  return (
    <ol className="flex flex-col divide-y divide-line border-y border-line">
      {entries.map((entry) => {
        const inner = entry.section.slice(1).join(" · ");
        const own = entry.author && !authors.includes(entry.author) ? entry.author : undefined;
        return (
          <li key={entry.id}>
            <Link
              href={chapterPath(groupId, entry.id)}
              prefetch={false}
              className={classes(
                "flex items-baseline gap-3 py-2 hover:text-rubric coarse:py-3",
                part.has(entry.id) && "border-s-2 border-rubric ps-3",
                entry.role !== "body" && "text-ink-soft",
              )}
            >
              <span className="min-w-0 grow">
                {inner && (
                  <span lang={language} className="block text-sm text-ink-soft italic">
                    {inner}
                  </span>
                )}
                <bdi lang={language} className="font-text leading-snug [overflow-wrap:anywhere]">
                  {entry.title}
                </bdi>
                {own && (
                  <bdi lang={language} className="block text-sm text-ink-soft">
                    {own}
                  </bdi>
                )}
              </span>
              {part.has(entry.id) && (
                <Badge tone="rubric" className="max-sm:sr-only">
                  {t("book.toRead")}
                </Badge>
              )}
              <span className="shrink-0 text-sm text-ink-soft tabular-nums">
                {t("book.minutes", { minutes: minutesOf([entry]) })}
              </span>
            </Link>
          </li>
        );
      })}
    </ol>
  );
}

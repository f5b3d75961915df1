// The links over the bar of a spine, one for each piece. Only one is a stop of the keyboard, so that a book of eighty chapters is not eighty stops.
"use client";

import Link from "next/link";
import { type KeyboardEvent, useRef, useState } from "react";
import type { SpineChapter } from "#app/_ui/spine.tsx";
import type { Segment } from "#app/_ui/spine-layout.ts";
import { useWords } from "#app/_words/words.tsx";

export interface SpineLinksProps {
  chapters: readonly SpineChapter[];
  segments: readonly Segment[];
  hereIndex: number;
  /** Ids of the chapters that the reader says they have read. */
  read: ReadonlySet<string>;
  label: string;
  describedBy: string;
}

export function SpineLinks({ chapters, segments, hereIndex, read, label, describedBy }: SpineLinksProps) {
  const t = useWords("ui");
  const list = useRef<HTMLOListElement>(null);
  const open = segments.flatMap(({ from }, index) => (chapters[from]?.href ? [index] : []));
  const isHere = ({ from, to }: Segment) => from <= hereIndex && hereIndex <= to;
  const [moved, setMoved] = useState<number>();
  const stop = moved ?? open.find((index) => segments[index] && isHere(segments[index])) ?? open[0] ?? 0;
  const [shown, setShown] = useState<number | null>(null);

  function key(event: KeyboardEvent) {
    const forward = getComputedStyle(event.currentTarget).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const at = open.indexOf(stop);
    const steps: Record<string, number | undefined> = { ArrowLeft: at - 1, ArrowRight: at - 1, Home: 0, End: open.length - 1 };
    const wanted = event.key === forward ? at + 1 : steps[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    const next = open[Math.min(open.length - 1, Math.max(0, wanted))] ?? stop;
    setMoved(next);
    list.current?.querySelector<HTMLElement>(`[data-segment="${next}"]`)?.focus();
  }

  /** A piece in words: its chapter, or the first and the last of several, the notes there, and whether I read it and am in it. */
  function say(segment: Segment): string {
    const { from, to } = segment;
    const within = chapters.slice(from, to + 1);
    const about = {
      notes: within.reduce((sum, chapter) => sum + (chapter.notes ?? 0), 0),
      read: String(within.every((chapter) => read.has(chapter.id))),
      here: String(isHere(segment)),
    };
    const [first, last] = [within[0]?.title ?? "", within.at(-1)?.title ?? ""];
    return from === to
      ? t("spine.chapter", { number: from + 1, title: first, ...about })
      : t("spine.chapters", { from: from + 1, to: to + 1, first, last, ...about });
  }

  const named = shown === null ? undefined : segments[shown];
  const [first, last] = named ? [chapters[named.from], chapters[named.to]] : [];
  const middle = named ? named.start + named.width / 2 : 0;
  return (
    <nav aria-label={label} aria-describedby={describedBy}>
      <ol ref={list} onKeyDown={key} className="absolute inset-0">
        {segments.map((segment, index) => {
          const chapter = chapters[segment.from];
          return chapter?.href ? (
            <li
              key={chapter.id}
              className="absolute inset-y-0"
              style={{ insetInlineStart: `${segment.start}%`, width: `${segment.width}%` }}
            >
              <Link
                href={chapter.href}
                prefetch={false}
                data-segment={index}
                tabIndex={index === stop ? 0 : -1}
                aria-current={isHere(segment) ? "location" : undefined}
                className="block size-full hover:bg-ink/10"
                onFocus={() => {
                  setMoved(index);
                  setShown(index);
                }}
                onBlur={() => setShown(null)}
                onPointerEnter={() => setShown(index)}
                onPointerLeave={() => setShown(null)}
              >
                <span className="sr-only">{say(segment)}</span>
              </Link>
            </li>
          ) : null;
        })}
      </ol>
      {named && first && last && (
        <div
          aria-hidden
          className="z-popup pointer-events-none absolute top-full mt-1 flex w-64 max-w-full justify-center text-center"
          style={{ insetInlineStart: `clamp(0px, calc(${middle}% - 8rem), max(0px, calc(100% - 16rem)))` }}
        >
          <span className="min-w-0 rounded-md bg-ink px-2.5 py-1 text-xs text-sheet shadow-raised [overflow-wrap:anywhere]">
            <bdi>{first.title}</bdi>
            {first !== last && (
              <>
                {" … "}
                <bdi>{last.title}</bdi>
              </>
            )}
            <span className="block opacity-80">
              {t("spine.words", {
                words: chapters.slice(named.from, named.to + 1).reduce((sum, chapter) => sum + chapter.words, 0),
                notes: chapters.slice(named.from, named.to + 1).reduce((sum, chapter) => sum + (chapter.notes ?? 0), 0),
              })}
            </span>
          </span>
        </div>
      )}
    </nav>
  );
}

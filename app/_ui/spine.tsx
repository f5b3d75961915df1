// The spine: a book drawn as one bar, its chapters in proportion, tinted by how much the group stopped there, its meetings marked, and you on it.
// With addresses it is also the way into the chapters: one stop for the keyboard, arrow keys along it.
"use client";

import Link from "next/link";
import { type CSSProperties, type KeyboardEvent, useId, useRef, useState } from "react";
import { classes } from "#app/_ui/classes.ts";
import { placeOn, spineLayout } from "#app/_ui/spine-layout.ts";
import { useWords } from "#app/_words/words.tsx";

export interface SpineChapter {
  id: string;
  title: string;
  words: number;
  /** How much the group stopped there, from 0 (not at all) to 1 (most). */
  tint: number;
  href?: string;
  /** Only `body` is drawn at full height. */
  role: "body" | "front" | "back" | "notes";
}

export interface SpineProps {
  chapters: readonly SpineChapter[];
  /** Meetings, each after the chapter with index `after`. */
  meetings: readonly { after: number; label: string }[];
  /** Where the reader is: chapter index, with the part of it read after the point (2.4 is 40 % into the third). */
  here?: number;
  /** Names the bar for those who listen, usually the book's title. */
  label: string;
  className?: string;
}

export function Spine({ chapters, meetings, here, label, className }: SpineProps) {
  const t = useWords("ui");
  const id = useId();
  const layout = spineLayout(chapters.map((chapter) => chapter.words));
  const place = here === undefined ? null : placeOn(layout, here);
  const hereIndex = place === null ? -1 : Math.floor(here ?? -1);
  const linked = chapters.some((chapter) => chapter.href);
  const summary = t("spine.summary", {
    chapters: chapters.length,
    meetings: meetings.length,
    here: chapters[hereIndex]?.title ?? "none",
  });
  const look = "block h-5 w-full overflow-visible rtl:-scale-x-100";
  const bar = (
    <>
      {chapters.map((chapter, index) => (
        <rect
          key={chapter.id}
          x={`${layout[index]?.start}%`}
          width={`${layout[index]?.width}%`}
          y={chapter.role === "body" ? 0 : 6}
          height={chapter.role === "body" ? 16 : 10}
          className="fill-[color-mix(in_oklab,var(--heat)_var(--tint),var(--wash))] forced-colors:fill-[Canvas] forced-colors:stroke-[CanvasText]"
          style={{ "--tint": `${Math.round(Math.min(1, Math.max(0, chapter.tint)) * 90)}%` } as CSSProperties}
        />
      ))}
      {layout.map(({ start }) => (
        <line key={start} x1={`${start}%`} x2={`${start}%`} y1={layout.length > 60 ? 13 : 0} y2="16" className="stroke-sheet" />
      ))}
      <line x1="0" x2="100%" y1="16" y2="16" className="stroke-line-strong" />
      {meetings.map((meeting) => {
        const end = layout[meeting.after];
        if (!end) return null;
        return (
          <svg
            key={`${meeting.after}-${meeting.label}`}
            x={`${end.start + end.width}%`}
            className="overflow-visible"
            aria-hidden="true"
          >
            <path d="M0 0 V20" className="stroke-ink" />
            <path d="M0 18 l3.5 3.5 l-3.5 3.5 l-3.5 -3.5 z" className="fill-ink" />
          </svg>
        );
      })}
      {place !== null && (
        <svg x={`${place}%`} data-spine-here={hereIndex} className="overflow-visible" aria-hidden="true">
          <path d="M0 -4 V16" className="stroke-rubric" strokeWidth="2" />
          <path d="M0 -2 l-4.5 -6.5 h9 z" className="fill-rubric" />
        </svg>
      )}
    </>
  );
  const meetingWords = meetings.map((meeting) =>
    t("spine.meeting", { title: chapters[meeting.after]?.title ?? "", label: meeting.label }),
  );
  if (!linked) {
    return (
      <div className={classes("pt-2.5 pb-3", className)}>
        <svg role="img" aria-label={[`${label}. ${summary}`, ...meetingWords].join(" ")} className={look}>
          {bar}
        </svg>
      </div>
    );
  }
  return (
    <div className={classes("relative pt-2.5 pb-3", className)}>
      <svg aria-hidden="true" className={look}>
        {bar}
      </svg>
      <p id={id} className="sr-only">
        {[summary, ...meetingWords, t("spine.keys")].join(" ")}
      </p>
      <ChapterLinks {...{ chapters, layout, hereIndex, label, describedBy: id }} />
    </div>
  );
}

interface ChapterLinksProps {
  chapters: readonly SpineChapter[];
  layout: ReturnType<typeof spineLayout>;
  hereIndex: number;
  label: string;
  describedBy: string;
}

/** The links over the bar. Only one is a stop of the keyboard, so that a book of eighty chapters is not eighty stops. */
function ChapterLinks({ chapters, layout, hereIndex, label, describedBy }: ChapterLinksProps) {
  const t = useWords("ui");
  const list = useRef<HTMLOListElement>(null);
  const open = chapters.flatMap((chapter, index) => (chapter.href ? [index] : []));
  const [stop, setStop] = useState(open.includes(hereIndex) ? hereIndex : (open[0] ?? 0));
  const [shown, setShown] = useState<number | null>(null);

  function key(event: KeyboardEvent) {
    const forward = getComputedStyle(event.currentTarget).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const at = open.indexOf(stop);
    const steps: Record<string, number | undefined> = { ArrowLeft: at - 1, ArrowRight: at - 1, Home: 0, End: open.length - 1 };
    const wanted = event.key === forward ? at + 1 : steps[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    const next = open[Math.min(open.length - 1, Math.max(0, wanted))] ?? stop;
    setStop(next);
    list.current?.querySelector<HTMLElement>(`[data-chapter="${next}"]`)?.focus();
  }

  const named = shown === null ? undefined : chapters[shown];
  const middle = shown === null ? 0 : (layout[shown]?.start ?? 0) + (layout[shown]?.width ?? 0) / 2;
  return (
    <nav aria-label={label} aria-describedby={describedBy}>
      <ol ref={list} onKeyDown={key} className="absolute inset-0">
        {chapters.map((chapter, index) =>
          chapter.href ? (
            <li
              key={chapter.id}
              className="absolute inset-y-0"
              style={{ insetInlineStart: `${layout[index]?.start}%`, width: `${layout[index]?.width}%` }}
            >
              <Link
                href={chapter.href}
                prefetch={false}
                data-chapter={index}
                tabIndex={index === stop ? 0 : -1}
                aria-current={index === hereIndex ? "location" : undefined}
                className="block size-full hover:bg-ink/10"
                onFocus={() => {
                  setStop(index);
                  setShown(index);
                }}
                onBlur={() => setShown(null)}
                onPointerEnter={() => setShown(index)}
                onPointerLeave={() => setShown(null)}
              >
                <span className="sr-only">
                  {t("spine.chapter", { number: index + 1, title: chapter.title })}
                  {index === hereIndex && ` (${t("spine.here")})`}
                </span>
              </Link>
            </li>
          ) : null,
        )}
      </ol>
      {named && (
        <div
          aria-hidden
          className="z-popup pointer-events-none absolute top-full mt-1 flex w-64 justify-center text-center"
          style={{ insetInlineStart: `clamp(0px, calc(${middle}% - 8rem), calc(100% - 16rem))` }}
        >
          <span className="rounded-md bg-ink px-2.5 py-1 text-xs text-sheet shadow-raised">
            {named.title}
            <span className="block opacity-80">{t("spine.words", { words: named.words })}</span>
          </span>
        </div>
      )}
    </nav>
  );
}

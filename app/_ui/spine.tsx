// The spine: a book drawn as one bar, its chapters in proportion, tinted by how much the group stopped there, its meetings marked, and you on it.
// With addresses it is also the way into the chapters: one stop for the keyboard, arrow keys along it.
"use client";

import { type CSSProperties, useId } from "react";
import { classes } from "#app/_ui/classes.ts";
import { joinStretches, placeOn, spineBar } from "#app/_ui/spine-layout.ts";
import { SpineLinks } from "#app/_ui/spine-links.tsx";
import { useWords } from "#app/_words/words.tsx";

export interface SpineChapter {
  id: string;
  title: string;
  words: number;
  /** How much the group stopped there, from 0 (not at all) to 1 (most). */
  tint: number;
  /** Notes and replies there, for those who listen. */
  notes?: number;
  href?: string;
  /** Only `body` is drawn at full height. */
  role: "body" | "front" | "back" | "notes";
  /** Chapters too thin to be seen are drawn together within their section. */
  section?: string;
}

export interface SpineProps {
  chapters: readonly SpineChapter[];
  /** Meetings, each after the chapter with index `after`. */
  meetings: readonly { after: number; label: string }[];
  /** Where the reader is: chapter index, with the part of it read after the point (2.4 is 40 % into the third). */
  here?: number;
  /** Ids of the chapters that the reader says they have read. */
  read?: readonly string[];
  /** Names the bar for those who listen, usually the book's title. */
  label: string;
  className?: string;
}

export function Spine({ chapters, meetings, here, read = [], label, className }: SpineProps) {
  const t = useWords("ui");
  const id = useId();
  const bar = spineBar(chapters);
  const place = here === undefined ? null : placeOn(bar.chapters, here);
  const hereIndex = place === null ? -1 : Math.floor(here ?? -1);
  const known = new Set(read);
  const done = bar.chapters.filter((_, index) => known.has(chapters[index]?.id ?? ""));
  const drawing = (
    <>
      {bar.segments.map(({ from, to, start, width }) => {
        const tint = Math.max(0, ...chapters.slice(from, to + 1).map((chapter) => Math.min(1, chapter.tint)));
        const isBody = chapters.slice(from, to + 1).some((chapter) => chapter.role === "body");
        return (
          <g key={chapters[from]?.id}>
            <rect
              x={`${start}%`}
              width={`${width}%`}
              y={isBody ? 0 : 6}
              height={isBody ? 16 : 10}
              className="fill-[color-mix(in_oklab,var(--heat)_var(--tint),var(--spine))] forced-colors:fill-[Canvas] forced-colors:stroke-[CanvasText]"
              style={{ "--tint": `${Math.round(tint * 90)}%` } as CSSProperties}
            />
            {/* Where the system chooses the colours, the height of a column says what the tint says. */}
            <rect
              x={`${start}%`}
              width={`${width}%`}
              y={16 - tint * 10}
              height={tint * 10}
              className="hidden fill-[CanvasText] forced-colors:block"
            />
          </g>
        );
      })}
      {bar.segments.map(({ start }) => (
        <line
          key={start}
          x1={`${start}%`}
          x2={`${start}%`}
          y1={bar.segments.length > 60 ? 13 : 0}
          y2="16"
          className="stroke-sheet forced-colors:hidden"
        />
      ))}
      <line x1="0" x2="100%" y1="16" y2="16" className="stroke-line-strong" />
      {joinStretches(done).map(({ start, width }) => (
        <line
          key={start}
          x1={`${start}%`}
          x2={`${start + width}%`}
          y1="18.5"
          y2="18.5"
          className="stroke-ink"
          strokeWidth="1.5"
        />
      ))}
      {meetings.map((meeting) => {
        const end = bar.chapters[meeting.after];
        if (!end) return null;
        return (
          <svg
            key={`${meeting.after}-${meeting.label}`}
            x={`${end.start + end.width}%`}
            className="overflow-visible"
            aria-hidden="true"
          >
            <path d="M0 0 V20" className="stroke-ink forced-colors:stroke-[CanvasText]" />
            <path d="M0 18 l3.5 3.5 l-3.5 3.5 l-3.5 -3.5 z" className="fill-ink forced-colors:fill-[CanvasText]" />
          </svg>
        );
      })}
      {place !== null && (
        <svg x={`${place}%`} data-spine-here={hereIndex} className="overflow-visible" aria-hidden="true">
          <path d="M0 -4 V16" className="stroke-rubric forced-colors:stroke-[Highlight]" strokeWidth="2" />
          <path d="M0 -2 l-4.5 -6.5 h9 z" className="fill-rubric forced-colors:fill-[Highlight]" />
        </svg>
      )}
    </>
  );
  const summary = t("spine.summary", {
    chapters: chapters.length,
    meetings: meetings.length,
    read: done.length,
    here: chapters[hereIndex]?.title ?? "none",
    heat: String(chapters.some(({ tint }) => tint > 0)),
  });
  const meetingWords = meetings.map((meeting) =>
    t("spine.meeting", { title: chapters[meeting.after]?.title ?? "", label: meeting.label }),
  );
  const look =
    "[--spine:color-mix(in_oklab,var(--ink)_12%,var(--wash))] block h-5 w-full overflow-visible rtl:-scale-x-100 [print-color-adjust:exact]";
  if (!chapters.some((chapter) => chapter.href)) {
    return (
      <div className={classes("pt-2.5 pb-3", className)}>
        <svg role="img" aria-label={[`${label}. ${summary}`, ...meetingWords].join(" ")} className={look}>
          {drawing}
        </svg>
      </div>
    );
  }
  return (
    <div className={classes("relative pt-2.5 pb-3", className)}>
      <svg aria-hidden="true" className={look}>
        {drawing}
      </svg>
      <p id={id} className="sr-only">
        {[summary, ...meetingWords, t("spine.keys")].join(" ")}
      </p>
      <SpineLinks {...{ chapters, segments: bar.segments, hereIndex, read: known, label, describedBy: id }} />
    </div>
  );
}

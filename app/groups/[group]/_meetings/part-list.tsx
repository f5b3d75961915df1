// The chapters to read before a meeting, as links to the desk, with the time they take.
"use client";

import Link from "next/link";
import { useGroup } from "#app/_client/group.tsx";
import { classes } from "#app/_ui/classes.ts";
import { useWords } from "#app/_words/words.tsx";
import { minutesOf, partOf } from "#app/groups/[group]/_meetings/part.ts";
import { chapterPath } from "#app/groups/[group]/_nav/places.ts";
import type { Meeting } from "#domain/shapes/meeting.ts";

export function PartList({ meeting, className }: { meeting: Pick<Meeting, "chapterIds">; className?: string }) {
  const t = useWords("meetings");
  const { group } = useGroup();
  const part = partOf(meeting, group.book?.contents ?? []);
  if (part.length === 0) return <p className={classes("text-ink-soft", className)}>{t("part.none")}</p>;
  return (
    <div className={classes("flex flex-col gap-1.5", className)}>
      <p className="text-ink-soft">{t("part.summary", { chapters: part.length, minutes: minutesOf(part) })}</p>
      <ul className="flex flex-col">
        {part.map((entry) => (
          <li key={entry.id}>
            <Link
              href={chapterPath(group.id, entry.id)}
              prefetch={false}
              className="group/part flex min-h-8 items-baseline gap-3 py-1 coarse:min-h-11 coarse:py-2.5"
            >
              <span
                dir="auto"
                lang={group.book?.language}
                className="link min-w-0 grow font-text text-lg leading-snug group-hover/part:text-rubric"
              >
                {entry.title}
              </span>
              {part.length > 1 && (
                <span className="shrink-0 text-sm text-ink-soft tabular-nums">
                  {t("part.minutes", { minutes: minutesOf([entry]) })}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

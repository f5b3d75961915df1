// A meeting in a list: its day as a leaf of a calendar, what it is, when, what to read, and my answer where it can still be given.
"use client";

import Link from "next/link";
import { useGroup } from "#app/_client/group.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { classes } from "#app/_ui/classes.ts";
import { useLocale, useWords } from "#app/_words/words.tsx";
import { AnswerChoice } from "#app/groups/[group]/_meetings/answer-choice.tsx";
import { AnswerCounts } from "#app/groups/[group]/_meetings/answer-counts.tsx";
import { MeetingWhen } from "#app/groups/[group]/_meetings/meeting-when.tsx";
import { MeetingWhere } from "#app/groups/[group]/_meetings/meeting-where.tsx";
import { minutesOf, partOf } from "#app/groups/[group]/_meetings/part.ts";
import { useMyAnswer } from "#app/groups/[group]/_meetings/use-my-answer.ts";
import { meetingPath } from "#app/groups/[group]/_nav/places.ts";
import { locales } from "#domain/catalogue/locales.ts";
import type { Meeting } from "#domain/shapes/meeting.ts";

export interface MeetingCardProps {
  meeting: Meeting;
  when: "underWay" | "coming" | "past" | "calledOff";
}

export function MeetingCard({ meeting, when }: MeetingCardProps) {
  const t = useWords("meetings");
  const { group } = useGroup();
  const open = when === "coming" || when === "underWay";
  return (
    <article className={classes("flex gap-4 py-5 sm:gap-6", !open && "text-ink-soft")}>
      <DayLeaf meeting={meeting} quiet={!open} />
      <div className="flex min-w-0 grow flex-col gap-2">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h3 className="min-w-0 font-text text-xl leading-tight font-medium">
            <Link href={meetingPath(group.id, meeting.id)} className="hover:text-rubric">
              <bdi className={classes("[overflow-wrap:anywhere]", when === "calledOff" && "line-through")}>{meeting.title}</bdi>
            </Link>
          </h3>
          {when === "underWay" && <Badge tone="rubric">{t("underWay")}</Badge>}
          {when === "calledOff" && <Badge>{t("calledOff")}</Badge>}
        </div>
        <p>
          <MeetingWhen meeting={meeting} year={!open} />
        </p>
        {open && <MeetingWhere meeting={meeting} />}
        <PartLine meeting={meeting} />
        {open && <Answering meeting={meeting} />}
      </div>
    </article>
  );
}

function PartLine({ meeting }: { meeting: Meeting }) {
  const t = useWords("meetings");
  const { group } = useGroup();
  const { format } = locales[useLocale()];
  const part = partOf(meeting, group.book?.contents ?? []);
  if (part.length === 0) return null;
  const shown = part.slice(0, 3).map((entry) => entry.title);
  const more = part.length - shown.length;
  return (
    <p className="[overflow-wrap:anywhere]">
      {t.rich("part.line", {
        titles: () => (
          <bdi key="titles" lang={group.book?.language} className="font-text italic">
            {more === 0 ? new Intl.ListFormat(format).format(shown) : shown.join(", ")}
          </bdi>
        ),
        more,
        minutes: minutesOf(part),
      })}
    </p>
  );
}

function Answering({ meeting }: { meeting: Meeting }) {
  const mine = useMyAnswer(meeting);
  return (
    <div className="mt-2 flex flex-col gap-2">
      <AnswerChoice mine={mine} compact />
      <AnswerCounts answers={mine.answers} />
    </div>
  );
}

/** Month and day by the meeting's own clock. Silent: the whole date stands beside it. */
function DayLeaf({ meeting, quiet }: { meeting: Meeting; quiet: boolean }) {
  const { format } = locales[useLocale()];
  const say = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(format, { timeZone: meeting.zone, ...options }).format(new Date(meeting.startsAt));
  return (
    <div
      aria-hidden
      suppressHydrationWarning
      className={classes(
        "flex w-13 shrink-0 flex-col items-center self-start rounded-md border bg-sheet pt-1 pb-1.5 text-center sm:w-16",
        quiet ? "border-line text-ink-faint" : "border-line-strong",
      )}
    >
      <span className={classes("text-xs", !quiet && "text-rubric")}>{say({ month: "short" })}</span>
      <span className="font-text text-2xl leading-none tabular-nums">{say({ day: "numeric" })}</span>
    </div>
  );
}

// What is next: the meeting, when and where it is, what to read until then, and my answer, which can be given right here.
"use client";

import { CalendarDays } from "lucide-react";
import Link from "next/link";
import { useGroup } from "#app/_client/group.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { useWords } from "#app/_words/words.tsx";
import { AnswerChoice } from "#app/groups/[group]/_meetings/answer-choice.tsx";
import { AnswerCounts } from "#app/groups/[group]/_meetings/answer-counts.tsx";
import { MeetingWhen } from "#app/groups/[group]/_meetings/meeting-when.tsx";
import { MeetingWhere } from "#app/groups/[group]/_meetings/meeting-where.tsx";
import { PartList } from "#app/groups/[group]/_meetings/part-list.tsx";
import { useMyAnswer } from "#app/groups/[group]/_meetings/use-my-answer.ts";
import { meetingPath } from "#app/groups/[group]/_nav/places.ts";
import type { Meeting } from "#domain/shapes/meeting.ts";

export function NextUp({ meeting, now }: { meeting: Meeting; now: number }) {
  const t = useWords("meetings");
  const { group } = useGroup();
  const mine = useMyAnswer(meeting);
  return (
    <section aria-labelledby="next" className="overflow-hidden rounded-lg border border-line bg-sheet shadow-sheet">
      <div className="grid gap-x-10 gap-y-7 px-5 py-6 sm:px-8 sm:py-8 md:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <div className="flex flex-col gap-1">
            <p className="eyebrow flex items-center gap-2.5">
              {t("next")}
              {Date.parse(meeting.startsAt) <= now && <Badge tone="rubric">{t("underWay")}</Badge>}
            </p>
            <h2 id="next" className="font-text text-2xl font-medium">
              <Link href={meetingPath(group.id, meeting.id)} className="hover:text-rubric">
                <bdi className="[overflow-wrap:anywhere]">{meeting.title}</bdi>
              </Link>
            </h2>
          </div>
          <div className="flex flex-col gap-1.5">
            <p className="flex items-start gap-2">
              <CalendarDays aria-hidden className="mt-[0.2em] size-4 shrink-0 text-ink-soft" />
              <MeetingWhen meeting={meeting} className="min-w-0" />
            </p>
            <MeetingWhere meeting={meeting} />
          </div>
        </div>
        <div className="flex min-w-0 flex-col gap-1">
          <h3 className="eyebrow">{t("part.title")}</h3>
          <PartList meeting={meeting} />
        </div>
      </div>
      <div className="flex flex-wrap items-end justify-between gap-x-10 gap-y-3 border-t border-line px-5 py-5 sm:px-8">
        <AnswerChoice mine={mine} />
        <AnswerCounts answers={mine.answers} />
      </div>
    </section>
  );
}

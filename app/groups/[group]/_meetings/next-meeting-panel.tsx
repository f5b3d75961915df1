// The next meeting, small enough to stand beside the text: when, where, what to read, and my answer. It moves on by itself when a meeting is over.
"use client";

import { CalendarDays } from "lucide-react";
import Link from "next/link";
import { useGroup } from "#app/_client/group.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { LinkButton } from "#app/_ui/link-button.tsx";
import { useWords } from "#app/_words/words.tsx";
import { AnswerChoice } from "#app/groups/[group]/_meetings/answer-choice.tsx";
import { AnswerCounts } from "#app/groups/[group]/_meetings/answer-counts.tsx";
import { MeetingWhen } from "#app/groups/[group]/_meetings/meeting-when.tsx";
import { MeetingWhere } from "#app/groups/[group]/_meetings/meeting-where.tsx";
import { PartList } from "#app/groups/[group]/_meetings/part-list.tsx";
import { nextMeeting } from "#app/groups/[group]/_meetings/schedule.ts";
import { useMyAnswer } from "#app/groups/[group]/_meetings/use-my-answer.ts";
import { meetingPath, newMeetingPath } from "#app/groups/[group]/_nav/places.ts";
import { useNow } from "#app/groups/[group]/_nav/use-now.ts";
import type { Meeting } from "#domain/shapes/meeting.ts";

export interface NextMeetingPanelProps {
  groupId: string;
  /** The moment at which the page was made (ISO), where the server draws the panel. */
  now?: string;
}

/** Needs the namespace `meetings`. */
export function NextMeetingPanel({ groupId, now: start }: NextMeetingPanelProps) {
  const t = useWords("meetings");
  const { group, me } = useGroup();
  const now = useNow(start);
  const next = nextMeeting(group, now);
  if (next) return <Next groupId={groupId} meeting={next} now={now} />;
  return (
    <EmptyState
      icon={<CalendarDays aria-hidden />}
      title={t("none.title")}
      className="px-4 py-8"
      action={me.role === "host" && <LinkButton href={newMeetingPath(groupId)}>{t("schedule")}</LinkButton>}
    >
      {t(me.role === "host" ? "none.host" : "none.member")}
    </EmptyState>
  );
}

function Next({ groupId, meeting, now }: { groupId: string; meeting: Meeting; now: number }) {
  const t = useWords("meetings");
  const mine = useMyAnswer(meeting);
  return (
    <section aria-label={t("next")} className="flex flex-col gap-5">
      <div className="flex flex-col gap-2">
        <p className="eyebrow flex items-center gap-2">
          {t("next")}
          {Date.parse(meeting.startsAt) <= now && <Badge tone="rubric">{t("underWay")}</Badge>}
        </p>
        <h2 className="font-text text-xl leading-tight font-medium">
          <Link href={meetingPath(groupId, meeting.id)} className="hover:text-rubric">
            <bdi className="[overflow-wrap:anywhere]">{meeting.title}</bdi>
          </Link>
        </h2>
        <p>
          <MeetingWhen meeting={meeting} />
        </p>
        <MeetingWhere meeting={meeting} />
      </div>
      <AnswerChoice mine={mine} compact />
      <AnswerCounts answers={mine.answers} className="-mt-3" />
      <div className="flex flex-col gap-1.5 border-t border-line pt-4">
        <h3 className="eyebrow">{t("part.title")}</h3>
        <PartList meeting={meeting} />
      </div>
    </section>
  );
}

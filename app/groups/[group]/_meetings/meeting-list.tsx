// All meetings of the group: those that are coming, those that were, those that were called off.
"use client";

import { CalendarDays, Plus } from "lucide-react";
import { useGroup } from "#app/_client/group.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { LinkButton } from "#app/_ui/link-button.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { useWords } from "#app/_words/words.tsx";
import { MeetingCard, type MeetingCardProps } from "#app/groups/[group]/_meetings/meeting-card.tsx";
import { sortMeetings } from "#app/groups/[group]/_meetings/schedule.ts";
import { newMeetingPath } from "#app/groups/[group]/_nav/places.ts";
import { useNow } from "#app/groups/[group]/_nav/use-now.ts";
import type { Meeting } from "#domain/shapes/meeting.ts";

const groups = ["coming", "past", "calledOff"] as const;

export function MeetingList({ now: start }: { now: string }) {
  const t = useWords("meetings");
  const { group, me } = useGroup();
  const now = useNow(start);
  const sorted = sortMeetings(group.meetings, now);
  const schedule = me.role === "host" && (
    <LinkButton href={newMeetingPath(group.id)} variant="primary">
      <Plus aria-hidden />
      {t("schedule")}
    </LinkButton>
  );
  const stateOf = (meeting: Meeting): MeetingCardProps["when"] => (Date.parse(meeting.startsAt) <= now ? "underWay" : "coming");
  return (
    <>
      <PageHeader title={t("title")} actions={group.meetings.length > 0 && schedule} />
      {sorted.coming.length === 0 && (
        <EmptyState
          icon={<CalendarDays aria-hidden />}
          title={t("none.title")}
          action={group.meetings.length === 0 && schedule}
          className="mt-8"
        >
          {t(me.role === "host" ? "none.host" : "none.member")}
        </EmptyState>
      )}
      {groups.map((which) =>
        sorted[which].length > 0 ? (
          <section key={which} aria-labelledby={`meetings-${which}`} className="max-w-3xl pt-8">
            <h2 id={`meetings-${which}`} className="eyebrow">
              {t(`lists.${which}`)}
            </h2>
            <ul className="mt-2 flex flex-col divide-y divide-line border-y border-line">
              {sorted[which].map((meeting) => (
                <li key={meeting.id}>
                  <MeetingCard meeting={meeting} when={which === "coming" ? stateOf(meeting) : which} />
                </li>
              ))}
            </ul>
          </section>
        ) : null,
      )}
    </>
  );
}

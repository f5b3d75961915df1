// The page of a meeting: when, where, what to read, who comes; for hosts, revising and calling off.
"use client";

import { CalendarPlus, CalendarX, Pencil } from "lucide-react";
import { type ReactNode, useId } from "react";
import { useGroup } from "#app/_client/group.tsx";
import { buttonLook } from "#app/_ui/button-look.ts";
import { classes } from "#app/_ui/classes.ts";
import { LinkButton } from "#app/_ui/link-button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Breadcrumbs, PageHeader } from "#app/_ui/page-header.tsx";
import { useWords } from "#app/_words/words.tsx";
import { AnswerChoice } from "#app/groups/[group]/_meetings/answer-choice.tsx";
import { AnswerNames } from "#app/groups/[group]/_meetings/answer-counts.tsx";
import { CallOff } from "#app/groups/[group]/_meetings/call-off.tsx";
import { isRepeated } from "#app/groups/[group]/_meetings/clock-change.ts";
import { FromMargin } from "#app/groups/[group]/_meetings/from-margin.tsx";
import { MeetingWhen } from "#app/groups/[group]/_meetings/meeting-when.tsx";
import { MeetingWhere } from "#app/groups/[group]/_meetings/meeting-where.tsx";
import { PartList } from "#app/groups/[group]/_meetings/part-list.tsx";
import { endOf } from "#app/groups/[group]/_meetings/schedule.ts";
import { useMyAnswer } from "#app/groups/[group]/_meetings/use-my-answer.ts";
import { calendarFile, meetingsPath, revisePath } from "#app/groups/[group]/_nav/places.ts";
import { useNow } from "#app/groups/[group]/_nav/use-now.ts";
import type { Proposal } from "#domain/shapes/margin.ts";
import type { Meeting } from "#domain/shapes/meeting.ts";

export interface MeetingViewProps {
  /** The meeting as the server drew the page; the group's stream takes over from there. */
  initial: Meeting;
  /** What was proposed for it then. */
  proposals: Proposal[];
  now: string;
}

export function MeetingView({ initial, proposals, now: start }: MeetingViewProps) {
  const t = useWords("meetings");
  const n = useWords("foundNotes");
  const { group, me } = useGroup();
  const now = useNow(start);
  const meeting = group.meetings.find((other) => other.id === initial.id) ?? initial;
  const mine = useMyAnswer(meeting);
  const over = endOf(meeting) <= now;
  const open = !over && meeting.calledOffAt === undefined;
  return (
    <>
      <PageHeader
        title={<bdi className="[overflow-wrap:anywhere]">{meeting.title}</bdi>}
        breadcrumbs={<Breadcrumbs label={t("where")} crumbs={[{ label: t("title"), href: meetingsPath(group.id) }]} />}
        actions={open && me.role === "host" && <HostActions groupId={group.id} meeting={meeting} />}
      />
      <div className="grid gap-x-14 gap-y-10 pt-8 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr]">
        <div className="flex min-w-0 flex-col gap-10">
          {meeting.calledOffAt !== undefined && (
            <Notice tone="warn" title={t("calledOffNotice.title")}>
              {t("calledOffNotice.body")}
            </Notice>
          )}
          <Section title={t("when")}>
            <p className="text-lg">
              <MeetingWhen meeting={meeting} year />
            </p>
            {isRepeated(meeting) && <p className="text-ink-soft">{t("repeated", { time: meeting.local.slice(11) })}</p>}
            <MeetingWhere meeting={meeting} />
            {meeting.calledOffAt === undefined && (
              <p className="pt-1">
                {/* A file, not a page: Link would try to show it. */}
                <a href={calendarFile(group.id, meeting.id)} download className={buttonLook("plain", "small")}>
                  <CalendarPlus aria-hidden />
                  {t("download")}
                </a>
              </p>
            )}
          </Section>
          <Section title={t("part.title")}>
            <PartList meeting={meeting} />
          </Section>
        </div>
        <Section title={t(over ? "whoCame" : "whoComes")} className="lg:row-span-2">
          {open && <AnswerChoice mine={mine} />}
          <AnswerNames answers={mine.answers} />
        </Section>
        {group.book && (
          <Section title={n("meeting.title")}>
            <FromMargin meeting={meeting} initial={proposals} />
          </Section>
        )}
      </div>
    </>
  );
}

function HostActions({ groupId, meeting }: { groupId: string; meeting: Meeting }) {
  const t = useWords("meetings");
  return (
    <>
      <LinkButton href={revisePath(groupId, meeting.id)}>
        <Pencil aria-hidden />
        {t("revise")}
      </LinkButton>
      <CallOff groupId={groupId} meeting={meeting}>
        <CalendarX aria-hidden />
        {t("callOff.open")}
      </CallOff>
    </>
  );
}

function Section({ title, className, children }: { title: string; className?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes("flex min-w-0 flex-col gap-3", className)}>
      <h2 id={id} className="font-text text-xl font-medium">
        {title}
      </h2>
      {children}
    </section>
  );
}

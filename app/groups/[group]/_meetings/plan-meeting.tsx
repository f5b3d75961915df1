// What a host sees before the form: a new meeting that goes on from the last one, or the one that is revised. Others see that only hosts may.
"use client";

import { useState } from "react";
import { useGroup } from "#app/_client/group.tsx";
import { LinkButton } from "#app/_ui/link-button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Breadcrumbs, PageHeader } from "#app/_ui/page-header.tsx";
import { useWords } from "#app/_words/words.tsx";
import { MeetingForm, type MeetingFormProps } from "#app/groups/[group]/_meetings/meeting-form.tsx";
import { suggestPart } from "#app/groups/[group]/_meetings/part.ts";
import { lastMeeting, suggestLocal } from "#app/groups/[group]/_meetings/schedule.ts";
import { meetingPath, meetingsPath } from "#app/groups/[group]/_nav/places.ts";
import type { GroupHome } from "#domain/shapes/group.ts";
import type { Meeting } from "#domain/shapes/meeting.ts";

const USUAL_MINUTES = 90;

export function NewMeetingPlan() {
  const t = useWords("meetings");
  const { group, me } = useGroup();
  // What is suggested must not change under the hand of whoever is filling it in.
  const [start] = useState(() => {
    const standing = group.meetings.filter((meeting) => meeting.calledOffAt === undefined);
    return { title: t("form.titled", { number: standing.length + 1 }), ...goOn(group) };
  });
  return (
    <>
      <PageHeader title={t("form.titleNew")} breadcrumbs={<Crumbs groupId={group.id} />} />
      {me.role === "host" ? (
        <MeetingForm group={group} start={start} back={meetingsPath(group.id)} />
      ) : (
        <HostsOnly href={meetingsPath(group.id)} />
      )}
    </>
  );
}

/** `initial` is the meeting as the server drew the page: the form begins from it, whatever others change meanwhile. */
export function MeetingRevisionPlan({ initial }: { initial: Meeting }) {
  const t = useWords("meetings");
  const { group, me } = useGroup();
  const now = group.meetings.find((meeting) => meeting.id === initial.id) ?? initial;
  const back = meetingPath(group.id, initial.id);
  return (
    <>
      <PageHeader title={t("form.titleRevise", { title: now.title })} breadcrumbs={<Crumbs groupId={group.id} meeting={now} />} />
      {me.role !== "host" ? (
        <HostsOnly href={back} />
      ) : now.calledOffAt === undefined ? (
        <MeetingForm group={group} meetingId={initial.id} start={initial} back={back} />
      ) : (
        <Refusal title={t("calledOffNotice.title")} body={t("calledOffNotice.body")} href={back} />
      )}
    </>
  );
}

/** A new meeting takes everything from the last one but what has to change: the day, and the chapters. */
function goOn(group: GroupHome): Omit<MeetingFormProps["start"], "title"> {
  const last = lastMeeting(group.meetings);
  const local = suggestLocal(group.meetings);
  return {
    minutes: last?.minutes ?? USUAL_MINUTES,
    place: last?.place ?? "",
    link: last?.link ?? "",
    chapterIds: suggestPart(group.meetings, group.book?.contents ?? []),
    // The hour is meant by the clock it was said by.
    ...(last && local && { local, zone: last.zone }),
  };
}

function Crumbs({ groupId, meeting }: { groupId: string; meeting?: { id: string; title: string } }) {
  const t = useWords("meetings");
  const crumbs = [{ label: t("title"), href: meetingsPath(groupId) }];
  if (meeting) crumbs.push({ label: meeting.title, href: meetingPath(groupId, meeting.id) });
  return <Breadcrumbs label={t("where")} crumbs={crumbs} />;
}

function HostsOnly({ href }: { href: string }) {
  const t = useWords("meetings");
  return <Refusal title={t("hostsOnly.title")} body={t("hostsOnly.body")} href={href} />;
}

function Refusal({ title, body, href }: { title: string; body: string; href: string }) {
  const t = useWords("meetings");
  return (
    <Notice className="mt-8 max-w-2xl" title={title} actions={<LinkButton href={href}>{t("back")}</LinkButton>}>
      {body}
    </Notice>
  );
}

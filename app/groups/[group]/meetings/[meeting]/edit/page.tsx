// Revising a meeting.
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { wordsFor } from "#app/_words/words-for.tsx";
import { MeetingRevisionPlan } from "#app/groups/[group]/_meetings/plan-meeting.tsx";
import { GroupPage } from "#app/groups/[group]/_nav/group-page.tsx";
import { revisePath } from "#app/groups/[group]/_nav/places.ts";
import { readGroup } from "#app/groups/[group]/_nav/read-group.ts";

type Props = { params: Promise<{ group: string; meeting: string }> };

async function readMeeting({ params }: Props) {
  const { group: groupId, meeting: meetingId } = await params;
  const { state } = await readGroup(groupId, revisePath(groupId, meetingId));
  return state.meetings.find((meeting) => meeting.id === meetingId) ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const t = await wordsFor("meetings");
  const { title } = await readMeeting(props);
  return { title: t("form.titleRevise", { title }) };
}

export default async function RevisePage(props: Props) {
  const meeting = await readMeeting(props);
  return (
    <GroupPage here="meetings" now={new Date().toISOString()} words={["meetings"]}>
      <MeetingRevisionPlan initial={meeting} />
    </GroupPage>
  );
}

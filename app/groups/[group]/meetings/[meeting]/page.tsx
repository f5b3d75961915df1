// One meeting of a reading group.
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ask } from "#app/_client/caller.ts";
import { MeetingView } from "#app/groups/[group]/_meetings/meeting-view.tsx";
import { GroupPage } from "#app/groups/[group]/_nav/group-page.tsx";
import { meetingPath } from "#app/groups/[group]/_nav/places.ts";
import { readGroup } from "#app/groups/[group]/_nav/read-group.ts";

type Props = { params: Promise<{ group: string; meeting: string }> };

async function readMeeting({ params }: Props) {
  const { group: groupId, meeting: meetingId } = await params;
  const { state } = await readGroup(groupId, meetingPath(groupId, meetingId));
  return state.meetings.find((meeting) => meeting.id === meetingId) ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await readMeeting(props)).title };
}

export default async function MeetingPage(props: Props) {
  const meeting = await readMeeting(props);
  const { group: groupId } = await props.params;
  const proposals = await ask(meetingPath(groupId, meeting.id), (caller) =>
    caller.note.forMeeting({ groupId, meetingId: meeting.id }),
  );
  const now = new Date().toISOString();
  return (
    <GroupPage here="meetings" now={now} words={["meetings", "foundNotes"]}>
      <MeetingView initial={meeting} proposals={proposals} now={now} />
    </GroupPage>
  );
}

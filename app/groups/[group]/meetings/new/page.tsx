// Scheduling a meeting.
import type { Metadata } from "next";
import { wordsFor } from "#app/_words/words-for.tsx";
import { NewMeetingPlan } from "#app/groups/[group]/_meetings/plan-meeting.tsx";
import { GroupPage } from "#app/groups/[group]/_nav/group-page.tsx";
import { newMeetingPath } from "#app/groups/[group]/_nav/places.ts";
import { readGroup } from "#app/groups/[group]/_nav/read-group.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await wordsFor("meetings"))("form.titleNew") };
}

export default async function NewMeetingPage({ params }: { params: Promise<{ group: string }> }) {
  const { group: groupId } = await params;
  await readGroup(groupId, newMeetingPath(groupId));
  return (
    <GroupPage here="meetings" now={new Date().toISOString()} words={["meetings"]}>
      <NewMeetingPlan />
    </GroupPage>
  );
}

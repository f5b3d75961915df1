// The meetings of a reading group.
import type { Metadata } from "next";
import { wordsFor } from "#app/_words/words-for.tsx";
import { MeetingList } from "#app/groups/[group]/_meetings/meeting-list.tsx";
import { GroupPage } from "#app/groups/[group]/_nav/group-page.tsx";
import { meetingsPath } from "#app/groups/[group]/_nav/places.ts";
import { readGroup } from "#app/groups/[group]/_nav/read-group.ts";

type Props = { params: Promise<{ group: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { group: groupId } = await params;
  const t = await wordsFor("meetings");
  const { state } = await readGroup(groupId, meetingsPath(groupId));
  return { title: t("pageTitle", { group: state.name }) };
}

export default async function MeetingsPage({ params }: Props) {
  const { group: groupId } = await params;
  await readGroup(groupId, meetingsPath(groupId));
  const now = new Date().toISOString();
  return (
    <GroupPage here="meetings" now={now} words={["meetings"]}>
      <MeetingList now={now} />
    </GroupPage>
  );
}

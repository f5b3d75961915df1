// The repair desk of a reading group: notes that came over from another edition and of which it is not certain where they belong.
import type { Metadata } from "next";
import { ask } from "#app/_client/caller.ts";
import { wordsFor } from "#app/_words/words-for.tsx";
import { GroupPage } from "#app/groups/[group]/_nav/group-page.tsx";
import { repairPath } from "#app/groups/[group]/_nav/places.ts";
import { readGroup } from "#app/groups/[group]/_nav/read-group.ts";
import { RepairDesk } from "#app/groups/[group]/repair/_desk/repair-desk.tsx";

type Props = { params: Promise<{ group: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { group: groupId } = await params;
  const t = await wordsFor("repair");
  return { title: t("pageTitle", { group: (await readGroup(groupId, repairPath(groupId))).state.name }) };
}

export default async function RepairPage({ params }: Props) {
  const { group: groupId } = await params;
  const here = repairPath(groupId);
  await readGroup(groupId, here);
  const first = await ask(here, (caller) => caller.carrying.list({ groupId }));
  return (
    <GroupPage here="notes" now={new Date().toISOString()} words={["repair"]}>
      <RepairDesk first={first} />
    </GroupPage>
  );
}

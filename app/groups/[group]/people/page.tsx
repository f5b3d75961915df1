// The people of a reading group: who is in it, by which name, and who is invited.
import type { Metadata } from "next";
import { askIfAllowed } from "#app/_client/caller.ts";
import { wordsFor } from "#app/_words/words-for.tsx";
import { GroupPage } from "#app/groups/[group]/_nav/group-page.tsx";
import { peoplePath } from "#app/groups/[group]/_nav/places.ts";
import { readGroup } from "#app/groups/[group]/_nav/read-group.ts";
import { PeopleHome } from "#app/groups/[group]/people/people-home.tsx";

type Props = { params: Promise<{ group: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsFor("people");
  const { group: groupId } = await params;
  const { state } = await readGroup(groupId, peoplePath(groupId));
  return { title: t("pageTitle", { group: state.name }) };
}

export default async function PeoplePage({ params }: Props) {
  const { group: groupId } = await params;
  const { me, state } = await readGroup(groupId, peoplePath(groupId));
  const host = me.role === "host";
  const invitations = host ? await askIfAllowed((caller) => caller.invitation.list({ groupId })) : undefined;
  // Who runs the branch may appoint and remove without being a host.
  const branch = host ? undefined : await askIfAllowed((caller) => caller.branch.read({ branchId: state.branchId }));
  const now = new Date().toISOString();
  return (
    <GroupPage here="people" now={now} words={["people"]}>
      <PeopleHome role={me.role} steward={branch?.steward ?? false} now={now} {...(invitations && { invitations })} />
    </GroupPage>
  );
}

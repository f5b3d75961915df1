// The page of a group's people, following the group's stream: members and what is settled for the margin on one side, my own membership and the invitations on the other.
"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useGroup } from "#app/_client/group.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { useWords } from "#app/_words/words.tsx";
import { Invitations } from "#app/groups/[group]/people/_invitations/invitations.tsx";
import { Leaving } from "#app/groups/[group]/people/leaving.tsx";
import { MarginRules } from "#app/groups/[group]/people/margin-rules.tsx";
import { Members } from "#app/groups/[group]/people/members.tsx";
import { MyName } from "#app/groups/[group]/people/my-name.tsx";
import type { At } from "#domain/live/events.ts";
import type { Invitation, MemberRole } from "#domain/shapes/group.ts";

export interface PeopleHomeProps {
  /** My role as the server drew the page; when it changes, the page is asked for again. */
  role: MemberRole;
  /** Whether I run the group's branch. */
  steward: boolean;
  /** The moment at which the page was made. */
  now: string;
  /** Only for hosts. */
  invitations?: At<Invitation[]>;
}

export function PeopleHome({ role, steward, now, invitations }: PeopleHomeProps) {
  const t = useWords("people");
  const router = useRouter();
  const { group, me } = useGroup();

  useEffect(() => {
    if (me.role !== role) router.refresh();
  }, [me.role, role, router]);

  const lead = group.margin.widest === "group" ? "lead" : "leadWider";
  return (
    <>
      <PageHeader title={t("title")}>{t(lead, { count: group.members.length, group: group.name })}</PageHeader>
      <div className="grid gap-x-12 gap-y-14 pt-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-14">
          <Members group={group} me={me} mayManage={me.role === "host" || steward} />
          {me.role === "host" && invitations && <Invitations groupId={group.id} initial={invitations} now={now} />}
          <MarginRules group={group} mayManage={me.role === "host"} />
        </div>
        <div className="flex flex-col gap-12">
          <MyName groupId={group.id} name={me.name} />
          <Leaving groupId={group.id} groupName={group.name} />
        </div>
      </div>
    </>
  );
}

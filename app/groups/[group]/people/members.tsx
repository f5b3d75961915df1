// The members of a group: hosts first, then by when they joined.
"use client";

import type { GroupRead } from "#app/_client/group.tsx";
import { ViewerClock } from "#app/_frame/clocks.tsx";
import { Avatar } from "#app/_ui/avatar.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { useWords } from "#app/_words/words.tsx";
import { MemberMenu } from "#app/groups/[group]/people/member-menu.tsx";
import type { GroupHome } from "#domain/shapes/group.ts";

export interface MembersProps {
  group: GroupHome;
  me: GroupRead["me"];
  /** Whether I may appoint and remove. */
  mayManage: boolean;
}

export function Members({ group, me, mayManage }: MembersProps) {
  const t = useWords("people");
  const sorted = group.members.toSorted((a, b) => Number(b.role === "host") - Number(a.role === "host"));
  return (
    <section aria-labelledby="members" className="flex flex-col gap-4">
      <h2 id="members" className="font-text text-xl font-medium">
        {t("members")}
      </h2>
      <ul className="flex flex-col divide-y divide-line border-y border-line">
        {sorted.map((member) => (
          <li key={member.id} className="flex items-center gap-3 py-3">
            <Avatar name={member.name} id={member.id} named />
            <div className="min-w-0 grow">
              <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
                <bdi className="font-medium [overflow-wrap:anywhere]">{member.name}</bdi>
                {member.id === me.memberId && <Badge>{t("me")}</Badge>}
                {member.role === "host" && <Badge tone="rubric">{t("host")}</Badge>}
              </p>
              <p className="text-sm text-ink-soft">
                {t.rich("joined", { time: () => <ViewerClock key="time" instant={member.joinedAt} form="date" year /> })}
              </p>
            </div>
            {mayManage && <MemberMenu groupId={group.id} member={member} isMe={member.id === me.memberId} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

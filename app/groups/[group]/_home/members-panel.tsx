// Who reads along: hosts first, so many as fit, and the way to all of them.
"use client";

import Link from "next/link";
import { useGroup } from "#app/_client/group.tsx";
import { Avatar } from "#app/_ui/avatar.tsx";
import { useWords } from "#app/_words/words.tsx";
import { peoplePath } from "#app/groups/[group]/_nav/places.ts";

const SHOWN = 12;

export function MembersPanel() {
  const t = useWords("group");
  const { group, me } = useGroup();
  const sorted = group.members.toSorted((a, b) => Number(b.role === "host") - Number(a.role === "host"));
  return (
    <section aria-labelledby="members" className="flex flex-col gap-3">
      <h2 id="members" className="eyebrow">
        {t("members.title")}
      </h2>
      <ul className="flex flex-wrap gap-x-5 gap-y-2 lg:flex-col">
        {sorted.slice(0, SHOWN).map((member) => (
          <li key={member.id} className="flex items-center gap-2.5">
            <Avatar name={member.name} id={member.id} size="small" named />
            <bdi className="min-w-0 [overflow-wrap:anywhere]">{member.name}</bdi>
            {member.role === "host" && <span className="text-sm text-rubric">{t("members.host")}</span>}
            {member.id === me.memberId && <span className="text-sm text-ink-soft">({t("members.you")})</span>}
          </li>
        ))}
      </ul>
      <p>
        <Link href={peoplePath(group.id)} className="link inline-flex min-h-6 items-center coarse:min-h-11">
          {t("members.all", { count: group.members.length })}
        </Link>
      </p>
    </section>
  );
}

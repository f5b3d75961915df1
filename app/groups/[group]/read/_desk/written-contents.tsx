// The contents as the server writes them, with the group's meetings on the spine. Nothing of this is carried to the browser.
"use client";

import { useGroup } from "#app/_client/group.tsx";
import { takeAside } from "#app/_once/aside.ts";
import { ContentsList } from "#app/groups/[group]/read/_desk/contents.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";

export function WrittenContents() {
  const { group } = useGroup();
  const { pageId } = useDesk();
  const contents = takeAside(pageId, "contents");
  const meetings = group.meetings.flatMap(({ calledOffAt, chapterIds, title }) => {
    const after = Math.max(...chapterIds.map((id) => contents.entries.findIndex((entry) => entry.id === id)));
    return calledOffAt === undefined && after >= 0 ? [{ after, label: title }] : [];
  });
  return <ContentsList {...contents} meetings={meetings} />;
}

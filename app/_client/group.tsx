// The reading group that a page is about, kept up to date by its stream, and who the reader is in it.
"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { useStream } from "#app/_client/use-stream.ts";
import { applyToGroup } from "#domain/live/apply.ts";
import type { At } from "#domain/live/events.ts";
import { groupStream } from "#domain/live/streams.ts";
import type { GroupHome, MemberRole } from "#domain/shapes/group.ts";

/** What group.read gives: the group, and the reader's own membership. */
export interface GroupRead extends At<GroupHome> {
  me: { memberId: string; name: string; role: MemberRole };
}

interface OpenGroup {
  group: GroupHome;
  /** The reader in this group: name and role follow the stream. */
  me: GroupRead["me"];
  /** True once the reader has been removed. */
  closed: boolean;
}
const GroupContext = createContext<OpenGroup | undefined>(undefined);

/** The group round this page. Only for what stands below app/groups/[group]/layout.tsx. */
export function useGroup(): OpenGroup {
  const open = useContext(GroupContext);
  if (!open) throw new Error("useGroup: there is no group round this component");
  return open;
}

/** The group round this part of a page; nothing where it may stand outside of groups too. */
export function useGroupAround(): OpenGroup | undefined {
  return useContext(GroupContext);
}

/** The group with all its book's contents, for what shows titles of chapters: a page that is to be light is sent only those of its meetings. */
export function WholeGroup({ children }: { children: ReactNode }) {
  const api = useApiClient();
  const open = useGroup();
  const { id: groupId, book, meetings } = open.group;
  const [whole, setWhole] = useState<GroupHome["book"]>();
  const titled = new Set(book?.contents.map((entry) => entry.id));
  const lacks = meetings.some((meeting) => meeting.chapterIds.some((id) => !titled.has(id)));
  useEffect(() => {
    // Without an answer the titles that are there are shown.
    if (lacks)
      api.group.read.query({ groupId }).then(
        ({ state }) => setWhole(state.book),
        () => {},
      );
  }, [lacks, api, groupId]);
  const group = whole && whole.editionId === book?.editionId ? { ...open.group, book: whole } : open.group;
  return <GroupContext value={{ ...open, group }}>{children}</GroupContext>;
}

export function GroupProvider({ initial, children }: { initial: GroupRead; children: ReactNode }) {
  const api = useApiClient();
  const groupId = initial.state.id;
  const stream = useStream(groupStream(groupId), initial, applyToGroup, () => api.group.read.query({ groupId }));
  const mine = stream.state.members.find((member) => member.id === initial.me.memberId);
  const me = mine ? { memberId: mine.id, name: mine.name, role: mine.role } : initial.me;
  return <GroupContext value={{ group: stream.state, me, closed: stream.closed || !mine }}>{children}</GroupContext>;
}

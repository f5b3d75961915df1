// Chat and meeting beside the text, with what only they need round them. Fetched when one is opened.
"use client";

import { ApiQueries } from "#app/_client/api-queries.tsx";
import { WholeGroup } from "#app/_client/group.tsx";
import { NextMeetingPanel } from "#app/groups/[group]/_meetings/next-meeting-panel.tsx";
import { TalkPanel } from "#app/groups/[group]/_talk/talk-panel.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";

export function Panel({ of }: { of: "chat" | "meeting" }) {
  const { groupId, topicId } = useDesk();
  return (
    <ApiQueries>
      {of === "chat" ? (
        <TalkPanel groupId={groupId} topicId={topicId} compact />
      ) : (
        <WholeGroup>
          <NextMeetingPanel groupId={groupId} />
        </WholeGroup>
      )}
    </ApiQueries>
  );
}

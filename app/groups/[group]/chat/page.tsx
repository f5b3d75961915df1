// The chat of a reading group.
import type { Metadata } from "next";
import { ask } from "#app/_client/caller.ts";
import { wordsFor } from "#app/_words/words-for.tsx";
import { NextMeetingPanel } from "#app/groups/[group]/_meetings/next-meeting-panel.tsx";
import { GroupPage } from "#app/groups/[group]/_nav/group-page.tsx";
import { chatPath } from "#app/groups/[group]/_nav/places.ts";
import { readGroup } from "#app/groups/[group]/_nav/read-group.ts";
import { TalkPanel } from "#app/groups/[group]/_talk/talk-panel.tsx";

type Props = { params: Promise<{ group: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { group: groupId } = await params;
  const t = await wordsFor("talk");
  const { state } = await readGroup(groupId, chatPath(groupId));
  return { title: t("pageTitle", { group: state.name }) };
}

export default async function ChatPage({ params }: Props) {
  const { group: groupId } = await params;
  const here = chatPath(groupId);
  const { state } = await readGroup(groupId, here);
  const { topicId } = state;
  const t = await wordsFor("talk");
  const initial = await ask(here, (caller) => caller.message.list({ groupId, topicId, limit: 50 }));
  const now = new Date().toISOString();
  return (
    <GroupPage here="chat" now={now} words={["talk", "meetings"]} fill>
      <h1 className="sr-only">{t("pageTitle", { group: state.name })}</h1>
      <div className="flex min-h-0 w-full grow">
        <TalkPanel groupId={groupId} topicId={topicId} initial={initial} now={now} />
        <aside className="w-84 shrink-0 overflow-y-auto border-s border-line py-6 ps-8 pe-8 max-lg:hidden">
          <NextMeetingPanel groupId={groupId} now={now} />
        </aside>
      </div>
    </GroupPage>
  );
}

// The home of a reading group.
import type { Metadata } from "next";
import { ask } from "#app/_client/caller.ts";
import { GroupHome } from "#app/groups/[group]/_home/group-home.tsx";
import { GroupPage } from "#app/groups/[group]/_nav/group-page.tsx";
import { groupPath } from "#app/groups/[group]/_nav/places.ts";
import { readGroup } from "#app/groups/[group]/_nav/read-group.ts";

type Props = { params: Promise<{ group: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { group: groupId } = await params;
  return { title: (await readGroup(groupId, groupPath(groupId))).state.name };
}

export default async function GroupHomePage({ params }: Props) {
  const { group: groupId } = await params;
  const here = groupPath(groupId);
  const { state } = await readGroup(groupId, here);
  const [latest, stops, place, read, unread, questions, news] = await ask(here, (caller) =>
    Promise.all([
      caller.message.list({ groupId, topicId: state.topicId, limit: 3 }),
      caller.annotation.stops({ groupId }),
      caller.place.look({ groupId }),
      caller.chapter.listRead({ groupId }),
      caller.note.unread({ groupId }),
      caller.note.list({ groupId, states: ["open"] }),
      caller.carrying.look({ groupId }),
    ]),
  );
  const now = new Date().toISOString();
  return (
    <GroupPage here="home" now={now} words={["meetings", "notes", "repair", "shelf"]}>
      <GroupHome
        latest={latest}
        stops={stops}
        mine={{ place, read }}
        notes={{ unread, open: questions.total }}
        news={news}
        now={now}
      />
    </GroupPage>
  );
}

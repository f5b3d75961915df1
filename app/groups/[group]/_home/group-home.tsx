// The home of a reading group, kept up to date by its streams: what is next and the book on one side, the talk and the people on the other.
"use client";

import { CalendarDays } from "lucide-react";
import { useGroup } from "#app/_client/group.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { useWords } from "#app/_words/words.tsx";
import { BookPanel, type Mine } from "#app/groups/[group]/_home/book-panel.tsx";
import { LatestTalk } from "#app/groups/[group]/_home/latest-talk.tsx";
import { MembersPanel } from "#app/groups/[group]/_home/members-panel.tsx";
import { NextStep } from "#app/groups/[group]/_home/next-step.tsx";
import { NextUp } from "#app/groups/[group]/_home/next-up.tsx";
import { NotesPanel, type NotesPanelProps } from "#app/groups/[group]/_home/notes-panel.tsx";
import { nextMeeting } from "#app/groups/[group]/_meetings/schedule.ts";
import { useNow } from "#app/groups/[group]/_nav/use-now.ts";
import type { FirstMessages } from "#app/groups/[group]/_talk/use-talk.ts";
import type { Stop } from "#domain/shapes/annotation.ts";
import type { EditionNews } from "#domain/shapes/carrying.ts";

export interface GroupHomeProps {
  /** The newest messages. */
  latest: FirstMessages;
  /** How much the group stopped at the chapters of its book. */
  stops: readonly Stop[];
  mine: Mine;
  /** What waits in the margins. */
  notes: NotesPanelProps;
  news: EditionNews | null;
  /** The moment at which the page was made. */
  now: string;
}

export function GroupHome({ latest, stops, mine, notes, news, now: start }: GroupHomeProps) {
  const { group, me } = useGroup();
  const now = useNow(start);
  const next = nextMeeting(group, now);
  return (
    <>
      <header className="flex flex-col gap-2 pt-8 pb-8 sm:pt-10">
        <h1 className="font-text text-2xl font-medium [overflow-wrap:anywhere] sm:text-3xl">
          <bdi>{group.name}</bdi>
        </h1>
        {group.about && (
          <p dir="auto" className="max-w-3xl text-lg whitespace-pre-line text-ink-soft [overflow-wrap:anywhere]">
            {group.about}
          </p>
        )}
      </header>
      {/* In the order in which one asks: what is next, what is being said, and then the book. On a desk the second stands beside. */}
      <div className="grid gap-x-12 gap-y-12 lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[auto_1fr]">
        <div className="flex min-w-0 flex-col gap-12 empty:hidden">
          {me.role === "host" && <NextStep next={next} />}
          {next && <NextUp meeting={next} now={now} />}
          {!next && me.role !== "host" && <NothingNext />}
        </div>
        <div className="flex min-w-0 flex-col gap-10 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <LatestTalk groupId={group.id} topicId={group.topicId} initial={latest} />
          {group.book && <NotesPanel {...notes} />}
          <MembersPanel />
        </div>
        {group.book && <BookPanel book={group.book} stops={stops} mine={mine} news={news} {...(next && { next })} />}
      </div>
    </>
  );
}

/** What members see who cannot plan anything themselves. */
function NothingNext() {
  const t = useWords("group");
  const meetings = useWords("meetings");
  const { group } = useGroup();
  return (
    <EmptyState icon={<CalendarDays aria-hidden />} title={meetings("none.title")}>
      {group.book ? meetings("none.member") : t("book.none.body")}
    </EmptyState>
  );
}

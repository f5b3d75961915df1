// The group's talk: what was said, and where one says something. Fills the height it is given.
"use client";

import { useQuery } from "@tanstack/react-query";
import { useApi } from "#app/_client/api-queries.tsx";
import { useGroup } from "#app/_client/group.tsx";
import { Button } from "#app/_ui/button.tsx";
import { classes } from "#app/_ui/classes.ts";
import { Notice } from "#app/_ui/notice.tsx";
import { Skeleton, SkeletonText } from "#app/_ui/skeleton.tsx";
import { useWords } from "#app/_words/words.tsx";
import { Composer } from "#app/groups/[group]/_talk/composer.tsx";
import { MessageList } from "#app/groups/[group]/_talk/message-list.tsx";
import { useAnnouncements } from "#app/groups/[group]/_talk/use-announcements.ts";
import { type FirstMessages, useTalk } from "#app/groups/[group]/_talk/use-talk.ts";

export interface TalkPanelProps {
  groupId: string;
  topicId: string;
  /** Beside a page rather than a page of its own. */
  compact?: boolean;
  /** The newest messages, where the server has drawn the page with them; else they are asked for. */
  initial?: FirstMessages;
  /** The moment at which the page was made (ISO). */
  now?: string;
}

/** Needs the namespace `talk`. */
export function TalkPanel({ initial, ...props }: TalkPanelProps) {
  return initial ? <Talk key={props.topicId} first={initial} {...props} /> : <FetchedTalk {...props} />;
}

function FetchedTalk(props: Omit<TalkPanelProps, "initial">) {
  const { groupId, topicId } = props;
  const t = useWords("talk");
  const asked = { groupId, topicId, limit: 50 };
  // Asked once: from there the stream keeps it, and asking again on coming back is the stream's business too.
  const fixed = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 };
  const { data, isError, refetch } = useQuery(useApi().message.list.queryOptions(asked, fixed));
  if (data) return <Talk key={topicId} first={data} {...props} />;
  if (isError)
    return (
      <Notice tone="danger" role="alert" title={t("fault")} actions={<Button onClick={() => refetch()}>{t("again")}</Button>} />
    );
  return (
    <div role="status" aria-label={t("loading")} className="flex flex-col gap-6 p-4">
      {[3, 2, 4].map((lines) => (
        <div key={lines} className="grid grid-cols-[2rem_minmax(0,1fr)] gap-x-3">
          <Skeleton className="size-8 rounded-full" />
          <SkeletonText lines={lines} />
        </div>
      ))}
    </div>
  );
}

function Talk({ groupId, topicId, compact = false, first, now }: Omit<TalkPanelProps, "initial"> & { first: FirstMessages }) {
  const talk = useTalk(groupId, topicId, first);
  const { me, closed } = useGroup();
  const said = useAnnouncements(talk.messages, me.memberId);
  return (
    <div
      className={classes(
        "flex min-h-0 flex-col",
        // In a sheet on a narrow screen nothing gives a height; beside the text the panel fills its place.
        compact ? "h-full max-lg:h-[68dvh]" : "min-w-0 grow",
      )}
    >
      <MessageList talk={talk} compact={compact} {...(now && { now })} />
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
      {!closed && <Composer topicId={topicId} compact={compact} onSend={talk.send} />}
    </div>
  );
}

// The latest of what was said, as it comes in, with the way to the chat.
"use client";

import Link from "next/link";
import { useMemo, useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { useGroup } from "#app/_client/group.tsx";
import { useStream } from "#app/_client/use-stream.ts";
import { ViewerClock } from "#app/_frame/clocks.tsx";
import { Avatar } from "#app/_ui/avatar.tsx";
import { useWords } from "#app/_words/words.tsx";
import { chatPath } from "#app/groups/[group]/_nav/places.ts";
import type { FirstMessages } from "#app/groups/[group]/_talk/use-talk.ts";
import { applyToTopic } from "#domain/live/apply.ts";
import type { TopicEvent } from "#domain/live/events.ts";
import { topicStream } from "#domain/live/streams.ts";
import type { Message } from "#domain/shapes/chat.ts";
import { parseRich, richToText } from "#domain/text/rich.ts";

const SHOWN = 3;

/** Keeps no more than is shown. */
const applyToLatest = (event: TopicEvent, state: Message[]) => applyToTopic(event, state).slice(-SHOWN);

export interface LatestTalkProps {
  groupId: string;
  topicId: string;
  initial: FirstMessages;
}

export function LatestTalk({ groupId, topicId, initial }: LatestTalkProps) {
  const t = useWords("group");
  const api = useApiClient();
  const [start] = useState(() => ({ at: initial.at, state: initial.state.messages }));
  const { state: messages } = useStream(topicStream(groupId, topicId), start, applyToLatest, async () => {
    const { at, state } = await api.message.list.query({ groupId, topicId, limit: SHOWN });
    return { at, state: state.messages };
  });
  return (
    <section aria-labelledby="talk" className="flex flex-col gap-3">
      <h2 id="talk" className="eyebrow">
        {t("talk.title")}
      </h2>
      {messages.length === 0 ? (
        <p className="text-ink-soft">{t("talk.none")}</p>
      ) : (
        <ul className="flex flex-col divide-y divide-line border-y border-line">
          {messages.map((message) => (
            <Excerpt key={message.id} message={message} />
          ))}
        </ul>
      )}
      <p>
        <Link href={chatPath(groupId)} className="link inline-flex min-h-6 items-center coarse:min-h-11">
          {t(messages.length === 0 ? "talk.first" : "talk.all")}
        </Link>
      </p>
    </section>
  );
}

function Excerpt({ message }: { message: Message }) {
  const t = useWords("group");
  const { group } = useGroup();
  const words = useMemo(() => richToText(parseRich(message.body)), [message.body]);
  const name = group.members.find((member) => member.id === message.author.id)?.name ?? message.author.name;
  return (
    <li className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-2.5 py-3">
      <Avatar name={name} id={message.author.id} size="small" named />
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <bdi className="min-w-0 font-medium [overflow-wrap:anywhere]">{name}</bdi>
          <ViewerClock instant={message.createdAt} className="text-xs text-ink-soft" />
        </p>
        {message.quotation && (
          <p dir="auto" className="truncate text-sm text-ink-soft italic">
            {t("talk.quoted", { quote: message.quotation.anchor.quote })}
          </p>
        )}
        <p dir="auto" className="line-clamp-3 [overflow-wrap:anywhere]">
          {words}
        </p>
      </div>
    </li>
  );
}

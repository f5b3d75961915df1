// My answer to a meeting: given at once on this page, kept on the device until the server has it.
"use client";

import { useEffect } from "react";
import { v7 } from "uuid";
import { useGroup } from "#app/_client/group.tsx";
import type { OutboxItem } from "#app/_client/outbox.ts";
import { useOutbox } from "#app/_client/use-outbox.ts";
import { groupStream } from "#domain/live/streams.ts";
import type { Answer, Meeting } from "#domain/shapes/meeting.ts";

export interface MyAnswer {
  /** What I have said last. */
  answer: Answer | undefined;
  /** What of it the server has not confirmed. */
  pending: OutboxItem | undefined;
  give: (answer: Answer) => void;
  retry: () => void;
  discard: () => void;
  /** The meeting's answers with mine as I have given it. */
  answers: Meeting["answers"];
}

export function useMyAnswer(meeting: Meeting): MyAnswer {
  const { group, me } = useGroup();
  const outbox = useOutbox(groupStream(group.id));
  const mine = outbox.items.filter((item) => item.verb === "meeting.answer" && item.input.meetingId === meeting.id);
  const standing = meeting.answers.find((given) => given.memberId === me.memberId)?.answer;
  const last = mine.at(-1);
  const asked = last?.verb === "meeting.answer" && last.state !== "refused" ? last.input.answer : undefined;
  const answer = asked ?? standing;

  const seen = mine.filter((item) => item.state === "sent" && item.verb === "meeting.answer" && item.input.answer === standing);
  const seenIds = seen.map((item) => item.id).join();
  useEffect(() => {
    for (const id of seenIds.split(",")) if (id) outbox.forget(id);
  }, [seenIds, outbox]);

  return {
    answer,
    pending: last && !seen.includes(last) ? last : undefined,
    give(next) {
      // What is not on its way yet is overtaken.
      for (const item of mine) outbox.discard(item.id);
      outbox.send("meeting.answer", { id: v7(), groupId: group.id, meetingId: meeting.id, answer: next });
    },
    retry: () => last && outbox.retry(last.id),
    discard: () => last && outbox.discard(last.id),
    answers: asked
      ? [...meeting.answers.filter((given) => given.memberId !== me.memberId), { memberId: me.memberId, answer: asked }]
      : meeting.answers,
  };
}

// One message: who, when, what was quoted, what was said; of the reader's own, how far it has come.
"use client";

import { memo } from "react";
import { RichText } from "#app/_client/rich.tsx";
import { Avatar } from "#app/_ui/avatar.tsx";
import { classes } from "#app/_ui/classes.ts";
import { useWords } from "#app/_words/words.tsx";
import type { PlacedLine } from "#app/groups/[group]/_talk/conversation.ts";
import { MessageState } from "#app/groups/[group]/_talk/message-state.tsx";
import { QuotationCard } from "#app/groups/[group]/_talk/quotation-card.tsx";

export interface MessageRowProps {
  line: PlacedLine;
  mine: boolean;
  /** Its hour, in the zone that the day's heading says. */
  time: string;
  onRetry: (id: string) => void;
  onDiscard: (id: string) => void;
}

/** A new line elsewhere draws no other row anew. What retries and discards never changes what it does. */
function isSame(a: MessageRowProps, b: MessageRowProps): boolean {
  const [one, other] = [a.line, b.line];
  return (
    a.mine === b.mine &&
    a.time === b.time &&
    one.id === other.id &&
    one.body === other.body &&
    one.author.name === other.author.name &&
    one.opensTurn === other.opensTurn &&
    one.pending === other.pending &&
    one.quotation === other.quotation
  );
}

export const MessageRow = memo(function MessageRow({ line, mine, time, onRetry, onDiscard }: MessageRowProps) {
  const t = useWords("talk");
  const { author, opensTurn, pending } = line;
  const clock = (
    <time dateTime={line.createdAt} suppressHydrationWarning className="text-xs whitespace-nowrap text-ink-soft tabular-nums">
      {time}
    </time>
  );
  return (
    <li
      data-line={line.id}
      className={classes(
        "group/row -ms-3 grid grid-cols-[2rem_minmax(0,44rem)] gap-x-3 border-s-2 py-0.5 ps-2.5",
        mine ? "border-line-strong" : "border-transparent",
        opensTurn ? "mt-3" : "",
      )}
    >
      {opensTurn ? (
        <Avatar name={author.name} id={author.id} named className="mt-0.5" />
      ) : (
        <span className="h-0 pt-0.5 text-end leading-none opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100">
          {clock}
        </span>
      )}
      <div className={classes("flex min-w-0 flex-col gap-1", pending && pending.state !== "sent" && "text-ink-soft")}>
        {opensTurn && (
          <p className="flex flex-wrap items-baseline gap-x-2">
            <bdi className="min-w-0 font-medium text-ink [overflow-wrap:anywhere]">{author.name}</bdi>
            {mine && <span className="text-sm text-ink-soft">({t("you")})</span>}
            {clock}
          </p>
        )}
        {line.quotation && <QuotationCard quotation={line.quotation} className="my-1" />}
        <RichText text={line.body} />
        {pending && <MessageState item={pending} onRetry={onRetry} onDiscard={onDiscard} />}
      </div>
    </li>
  );
}, isSame);

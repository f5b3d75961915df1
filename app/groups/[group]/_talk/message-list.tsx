// The messages, from the beginning that is loaded to the newest, with a line for each day. It stays at the newest, or where one is reading.
"use client";

import { ArrowDown } from "lucide-react";
import { Fragment, useMemo } from "react";
import { useGroup } from "#app/_client/group.tsx";
import { Button } from "#app/_ui/button.tsx";
import { classes } from "#app/_ui/classes.ts";
import { useWords } from "#app/_words/words.tsx";
import { placeLines } from "#app/groups/[group]/_talk/conversation.ts";
import { MessageRow } from "#app/groups/[group]/_talk/message-row.tsx";
import { useDayWords } from "#app/groups/[group]/_talk/use-day-words.ts";
import { useNewest } from "#app/groups/[group]/_talk/use-newest.ts";
import type { Talk } from "#app/groups/[group]/_talk/use-talk.ts";

/** Earlier messages are fetched when so many pixels are left above. */
const AHEAD_PX = 300;

export interface MessageListProps {
  talk: Talk;
  compact: boolean;
  now?: string;
}

export function MessageList({ talk, compact, now }: MessageListProps) {
  const t = useWords("talk");
  const { group, me } = useGroup();
  const { dayOf, sayDay, sayTime } = useDayWords(now);
  const lines = useMemo(() => placeLines(talk.lines, dayOf), [talk.lines, dayOf]);
  const newest = useNewest(
    useMemo(() => lines.map(({ id, author }) => ({ id, mine: author.id === me.memberId })), [lines, me.memberId]),
  );

  function scrolled() {
    newest.onScroll();
    const box = newest.scroller.current;
    if (!box || !talk.more || talk.loading || talk.failed) return;
    if (box.scrollHeight - box.clientHeight + box.scrollTop < AHEAD_PX) talk.showEarlier();
  }

  return (
    <div className="relative flex min-h-0 grow flex-col">
      {/* Laid out from the end: the newest is there before any script, and what comes in above moves nothing. */}
      <div
        ref={newest.scroller}
        onScroll={scrolled}
        role="log"
        aria-live="off"
        aria-label={t("log", { group: group.name })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard.
        tabIndex={0}
        className="flex min-h-0 grow flex-col-reverse overflow-y-auto overscroll-contain focus-visible:-outline-offset-2 [overflow-anchor:none]"
      >
        <div className={classes("mt-auto pt-4 pb-4", compact ? "ps-3 pe-1" : "px-5 sm:px-8")}>
          <Beginning talk={talk} />
          <ol>
            {lines.map((line) => (
              <Fragment key={line.id}>
                {line.opensDay && <DayLine words={sayDay(line.createdAt)} />}
                <MessageRow
                  line={line}
                  mine={line.author.id === me.memberId}
                  time={sayTime(line.createdAt)}
                  onRetry={talk.retry}
                  onDiscard={talk.discard}
                />
              </Fragment>
            ))}
          </ol>
        </div>
      </div>
      {!newest.there && (
        <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center">
          <Button size="small" className="pointer-events-auto shadow-raised" onClick={newest.jump}>
            <ArrowDown aria-hidden />
            {newest.missed > 0 ? t("jumpNew", { count: newest.missed }) : t("jump")}
          </Button>
        </div>
      )}
    </div>
  );
}

/** What stands above the first message: the way to earlier ones, or that there are none. */
function Beginning({ talk }: { talk: Talk }) {
  const t = useWords("talk");
  const { group } = useGroup();
  if (talk.more)
    return (
      <div className="flex flex-col items-center gap-2 pb-2">
        {talk.failed && (
          <p role="alert" className="text-sm text-danger">
            {t("earlierFault")}
          </p>
        )}
        <Button variant="quiet" size="small" busy={talk.loading} onClick={talk.showEarlier}>
          {t("earlier")}
        </Button>
      </div>
    );
  return (
    <p className="pb-2 text-center text-ink-soft">
      {talk.lines.length === 0 ? t("empty") : t("beginning", { group: group.name })}
    </p>
  );
}

function DayLine({ words }: { words: string }) {
  return (
    <li className="flex items-center gap-3 pt-5 pb-1 text-sm text-ink-soft before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
      <span suppressHydrationWarning>{words}</span>
    </li>
  );
}

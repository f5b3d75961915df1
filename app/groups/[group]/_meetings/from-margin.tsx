// Notes that members want to talk about at a meeting, with the way to each; hosts put them on the agenda and take them off.
"use client";

import { useState } from "react";
import { useGroup } from "#app/_client/group.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { useWords } from "#app/_words/words.tsx";
import { useProposals } from "#app/groups/[group]/_meetings/use-proposals.ts";
import { NoteLine } from "#app/groups/[group]/_notes/note-line.tsx";
import type { Proposal } from "#domain/shapes/margin.ts";
import type { Meeting } from "#domain/shapes/meeting.ts";

export interface FromMarginProps {
  meeting: Meeting;
  /** As the server drew the page. */
  initial: Proposal[];
}

/** So many are shown before somebody asks for the rest. */
const SHOWN = 12;

export function FromMargin({ meeting, initial }: FromMarginProps) {
  const t = useWords("foundNotes");
  const { group, me } = useGroup();
  const { proposals, put } = useProposals(meeting, initial);
  const [all, setAll] = useState(false);
  const shown = all ? proposals : proposals.slice(0, Math.max(SHOWN, proposals.filter((one) => one.onAgenda).length));
  if (proposals.length === 0) return <p className="max-w-prose text-ink-soft">{t("meeting.none")}</p>;
  return (
    <>
      <p className="max-w-prose text-ink-soft">{t("meeting.lead")}</p>
      <ol className="-mx-2 flex flex-col">
        {shown.map((one) => (
          <li key={one.annotation.id} className="flex flex-col gap-1 border-b border-line pb-2 last:border-b-0">
            <NoteLine groupId={group.id} mine={me.memberId} found={one} lang={group.book?.language} t={t}>
              {one.onAgenda && <Badge tone="ok">{t("meeting.agenda")}</Badge>}
              {one.wanted > 0 && <span>{t("meeting.wanted", { count: one.wanted })}</span>}
            </NoteLine>
            {me.role === "host" && (
              <Button
                variant="quiet"
                size="small"
                className="self-start"
                aria-label={t(one.onAgenda ? "meeting.takeOffNamed" : "meeting.putNamed", { note: nameOf(one) })}
                onClick={() => void put(one.annotation.id, !one.onAgenda)}
              >
                {t(one.onAgenda ? "meeting.takeOff" : "meeting.put")}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {shown.length < proposals.length && (
        <Button variant="plain" size="small" className="self-start" onClick={() => setAll(true)}>
          {t("meeting.more", { count: proposals.length - shown.length })}
        </Button>
      )}
    </>
  );

  function nameOf({ annotation: { kind, author, anchor } }: Proposal): string {
    return t("open", { kind: t(`kinds.${kind}`), name: author.name, quote: anchor.quote.slice(0, 60) });
  }
}

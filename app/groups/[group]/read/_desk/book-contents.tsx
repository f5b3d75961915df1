// The contents as the desk shows them: in a column where there is room, in a sheet where there is none, with the group's meetings on the spine.
"use client";

import { useEffect, useRef } from "react";
import { useGroup } from "#app/_client/group.tsx";
import { useWords } from "#app/_words/words.tsx";
import { ContentsList, type ContentsProps } from "#app/groups/[group]/read/_desk/contents.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { useRead } from "#app/groups/[group]/read/_desk/place.tsx";

export function BookContents({ page }: { page: ContentsProps["page"] }) {
  const { group } = useGroup();
  const { setSheet } = useDesk();
  const read = useRead();
  const meetings = group.meetings.flatMap(({ calledOffAt, chapterIds, title }) => {
    const after = Math.max(...chapterIds.map((id) => page.contents.findIndex((entry) => entry.id === id)));
    return calledOffAt === undefined && after >= 0 ? [{ after, label: title }] : [];
  });
  return <ContentsList page={page} read={read} meetings={meetings} onLeave={() => setSheet(undefined)} />;
}

/** The column at the beginning of a wide desk. */
export function ContentsColumn({ page }: { page: ContentsProps["page"] }) {
  const t = useWords("desk");
  const column = useRef<HTMLElement>(null);
  useEffect(() => {
    // Only the column moves: scrollIntoView would move the page too.
    const current = column.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (column.current && current) column.current.scrollTop = current.offsetTop - column.current.clientHeight / 2;
  }, []);
  return (
    <section
      ref={column}
      id="desk-contents"
      tabIndex={-1}
      className="desk-contents no-print outline-none"
      aria-label={t("contents")}
    >
      <BookContents page={page} />
    </section>
  );
}

// The contents of the book on the desk: in a column where there is room, in a sheet where there is none. The server writes them; here they are only brought to life.
"use client";

import { useEffect, useLayoutEffect, useRef } from "react";
import { useGroup } from "#app/_client/group.tsx";
import { takeAside } from "#app/_once/aside.ts";
import { Kept } from "#app/_once/kept.tsx";
import { useWords } from "#app/_words/words.tsx";
import { ContentsList } from "#app/groups/[group]/read/_desk/contents.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { enlivenSpine, moveHere } from "#app/groups/[group]/read/_desk/enliven-spine.ts";
import { useRead } from "#app/groups/[group]/read/_desk/place.tsx";

/** Where the contents lie when they are in no sheet. */
const HOME = "desk-contents";

function WrittenContents() {
  const { group } = useGroup();
  const contents = takeAside(useDesk().pageId, "contents");
  const meetings = group.meetings.flatMap(({ calledOffAt, chapterIds, title }) => {
    const after = Math.max(...chapterIds.map((id) => contents.entries.findIndex((entry) => entry.id === id)));
    return calledOffAt === undefined && after >= 0 ? [{ after, label: title }] : [];
  });
  return <ContentsList {...contents} meetings={meetings} />;
}
/** On the server only: to the browser nothing of it is carried. */
const written = typeof window === "undefined" ? () => ({ react: <WrittenContents /> }) : () => ({ react: null });

/** The column at the beginning of a wide desk. */
export function ContentsColumn() {
  const t = useWords("desk");
  const read = useRead();
  const column = useRef<HTMLElement>(null);
  useEffect(() => {
    // Only the column moves: scrollIntoView would move the page too.
    const current = column.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (column.current && current) column.current.scrollTop = current.offsetTop - column.current.clientHeight / 2;
    return column.current ? enlivenSpine(column.current) : undefined;
  }, []);
  useEffect(() => moveHere(document, read), [read]);
  return (
    <section ref={column} id={HOME} tabIndex={-1} className="desk-contents no-print outline-none" aria-label={t("contents")}>
      <Kept inside={written} />
    </section>
  );
}

/** The same contents in a sheet: they are moved there, and back when it closes. */
export function MovedContents() {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const home = document.getElementById(HOME);
    const contents = home?.firstElementChild;
    if (!home || !contents || !box.current) return;
    box.current.append(contents);
    box.current.querySelector('[aria-current="page"]')?.scrollIntoView({ block: "center" });
    const stop = enlivenSpine(box.current);
    return () => {
      stop();
      home.append(contents);
    };
  }, []);
  return <div ref={box} />;
}

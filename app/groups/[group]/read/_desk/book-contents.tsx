// The contents of the book on the desk: in a column where there is room, in a sheet where there is none. The server writes them; here they are only brought to life.
"use client";

import { useEffect, useLayoutEffect, useRef } from "react";
import { Kept } from "#app/_once/kept.tsx";
import { useWords } from "#app/_words/words.tsx";
import { enlivenSpine, moveHere } from "#app/groups/[group]/read/_desk/enliven-spine.ts";
import { useRead } from "#app/groups/[group]/read/_desk/place.tsx";
import { WrittenContents } from "#app/groups/[group]/read/_desk/written-contents.tsx";

/** Where the contents lie when they are in no sheet. */
const HOME = "desk-contents";

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
      <Kept name="contents" inside={written} />
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

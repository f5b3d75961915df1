// The painter of the desk: told of every change of the notes, of the open one, of the words being written on, and of how much is to be heard.
"use client";

import { useEffect, useMemo, useRef } from "react";
import { useWords } from "#app/_words/words.tsx";
import { type Desk, useComposer } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { Painter } from "#app/groups/[group]/read/_desk/painter.ts";
import { spokenAs } from "#app/groups/[group]/read/_desk/spoken.ts";

/** Gives the painter, once the page is alive. */
export function usePaint(desk: Desk): { current: Painter | undefined } {
  const t = useWords("desk");
  const { draft } = useComposer();
  const { placed, whole } = desk.notes;
  const { text, passageTexts, marksHidden } = desk;
  const painter = useRef<Painter>(undefined);
  const first = useRef(whole ? placed : []);
  const adopted = useRef(whole);
  const open = useMemo(() => placed.find(({ note }) => note.id === desk.open)?.note.anchor, [placed, desk.open]);

  useEffect(() => {
    if (!text.current) return;
    const its = new Painter(text.current, first.current, { texts: passageTexts, spoken: () => spokenAs(levelNow(), t) });
    painter.current = its;
    const look = new MutationObserver(() => its.renew());
    look.observe(document.documentElement, { attributeFilter: ["data-spoken"] });
    return () => {
      look.disconnect();
      its.stop();
      painter.current = undefined;
    };
  }, [text, passageTexts, t]);

  useEffect(() => {
    if (!whole) return;
    if (adopted.current) painter.current?.show(placed);
    else painter.current?.adopt(placed);
    adopted.current = true;
  }, [placed, whole]);
  useEffect(() => painter.current?.pointOut("note-open", marksHidden ? undefined : open), [open, marksHidden]);
  useEffect(() => painter.current?.pointOut("note-writing", draft?.anchor), [draft?.anchor]);
  return painter;
}

const levelNow = () => document.documentElement.getAttribute("data-spoken");

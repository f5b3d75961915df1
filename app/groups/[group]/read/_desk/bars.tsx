// The small bars over the page: for selected words, for a passage, for a note that is begun. Until somebody does something on the page, only this waits for it.
"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { usePart } from "#app/_ui/use-part.ts";
import { useComposer, useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { markHere } from "#app/groups/[group]/read/_desk/go-to.ts";
import { type Press, pressOf } from "#app/groups/[group]/read/_desk/press.ts";

const draftBar = () => import("#app/groups/[group]/read/_desk/draft-bar.tsx");
const passageBar = () => import("#app/groups/[group]/read/_desk/passage-bar.tsx");
const selectionBar = () => import("#app/groups/[group]/read/_desk/selection-bar.tsx");

export function Bars() {
  const { text, wide } = useDesk();
  const { draft } = useComposer();
  const [used, setUsed] = useState(false);
  const [first, setFirst] = useState<Press>();
  const finger = useRef<Press | undefined>(undefined);
  const [opened, setOpened] = useState<{ number: number; by: HTMLAnchorElement }>();
  const selection = usePart(used, selectionBar);
  const passage = usePart(used, passageBar);
  const waits = usePart(draft !== undefined && !wide, draftBar);
  const close = useCallback(() => setOpened(undefined), []);

  useEffect(() => {
    if (used && selection) return;
    const use = () => setUsed(true);
    const down = (event: PointerEvent) => {
      if (event.pointerType === "touch" && !finger.current) {
        finger.current = pressOf(event);
        setFirst(finger.current);
      }
      use();
    };
    const over = () => {
      if (finger.current) finger.current.over = true;
    };
    // Words may have been selected before the page was alive.
    const select = () => !getSelection()?.isCollapsed && use();
    select();
    const listening: [string, (event: never) => void][] = [
      ["pointerdown", down],
      ["pointerup", over],
      ["pointercancel", over],
      ["keydown", use],
      ["selectionchange", select],
    ];
    for (const [of, hear] of listening) document.addEventListener(of, hear as EventListener);
    return () => {
      for (const [of, hear] of listening) document.removeEventListener(of, hear as EventListener);
    };
  }, [used, selection]);

  useEffect(() => {
    const root = text.current;
    function click(event: MouseEvent) {
      const by = (event.target as Element).closest<HTMLAnchorElement>("a.passage-number");
      if (!by || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const block = by.closest<HTMLElement>("[data-number]");
      if (!block || block.dataset.kind === "rule") return;
      // The address is that of the passage, as the link says, without the page being moved.
      event.preventDefault();
      history.replaceState(history.state, "", by.hash);
      markHere(block);
      setUsed(true);
      setOpened({ number: Number(block.dataset.number), by });
    }
    root?.addEventListener("click", click);
    return () => root?.removeEventListener("click", click);
  }, [text]);

  return (
    <>
      {selection && <selection.SelectionBar first={first} />}
      {passage && opened && <passage.PassageBar key={opened.number} {...opened} onClose={close} />}
      {waits && <waits.DraftBar />}
    </>
  );
}

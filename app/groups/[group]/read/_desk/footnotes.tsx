// A footnote beside its marker: the note opens in a small leaf, for the pointer and the keyboard. Without script the marker is a plain link to it.
"use client";

import { useEffect, useState } from "react";
import { usePart } from "#app/_ui/use-part.ts";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import type { Footnote } from "#app/groups/[group]/read/_desk/footnote-leaf.tsx";
import { fetchPage, noteFrom, noteOf } from "#app/groups/[group]/read/_desk/note-text.ts";

const leafPart = () => import("#app/groups/[group]/read/_desk/footnote-leaf.tsx");

export function Footnotes() {
  const { text, chapter } = useDesk();
  const [footnote, setFootnote] = useState<Footnote>();
  const leaf = usePart(footnote !== undefined, leafPart);

  useEffect(() => {
    const root = text.current;
    if (!root) return;
    async function click(event: MouseEvent) {
      const marker = (event.target as Element).closest<HTMLAnchorElement>("a.noteref");
      if (!marker || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const { pathname, chapterId, id } = noteOf(marker);
      if (chapterId === chapter.id) {
        const html = noteFrom(document.getElementById(id));
        if (!html) return;
        event.preventDefault();
        return setFootnote({ marker, html });
      }
      if (chapterId === "") return;
      event.preventDefault();
      const page = await fetchPage(pathname);
      const html = noteFrom(page?.getElementById(id) ?? null);
      if (html) setFootnote({ marker, html });
      else location.assign(marker.href);
    }
    root.addEventListener("click", click);
    return () => root.removeEventListener("click", click);
  }, [text, chapter.id]);

  return leaf && <leaf.FootnoteLeaf footnote={footnote} onClose={() => setFootnote(undefined)} />;
}

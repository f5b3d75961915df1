// A footnote beside its marker: the note opens in a small leaf, for the pointer and the keyboard. Without script the marker is a plain link to it.
"use client";

import { useEffect, useState } from "react";
import { usePart } from "#app/_ui/use-part.ts";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import type { Footnote } from "#app/groups/[group]/read/_desk/footnote-leaf.tsx";

const leafPart = () => import("#app/groups/[group]/read/_desk/footnote-leaf.tsx");

/** What a note says that begins with this block: it and what follows, up to the next marker, as HTML block by block. Nothing when no note begins there. */
function noteFrom(block: Element | null): string[] | undefined {
  if (!block?.matches('[data-kind="note"]')) return undefined;
  const html: string[] = [];
  let one: Element | null = block;
  do {
    html.push(one.querySelector("[data-words]")?.innerHTML ?? "");
    one = one.nextElementSibling;
  } while (one?.matches('[data-kind="note"]') && !one.querySelector(".marker"));
  return html;
}

/** The page of another chapter, as a document that is not shown; undefined when it does not come. */
async function fetchPage(address: string): Promise<Document | undefined> {
  const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => undefined);
  return answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : undefined;
}

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
      const { pathname, hash } = new URL(marker.href);
      const [, chapterId = "", number = ""] = /\/read\/([0-9a-f-]{36})#p-(\d+)$/.exec(pathname + hash) ?? [];
      const id = `p-${number}`;
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

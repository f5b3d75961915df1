// A footnote beside its marker: the note opens in a small leaf, for the pointer and the keyboard. Without script the marker is a plain link to it.
"use client";

import { Popover } from "@base-ui/react/popover";
import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useApi } from "#app/_client/api.ts";
import { classes } from "#app/_ui/classes.ts";
import { popupLook } from "#app/_ui/popup-look.ts";
import { useWords } from "#app/_words/words.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { PassageHtml } from "#app/groups/[group]/read/_desk/passage-html.tsx";
import type { ChapterPage } from "#domain/shapes/book.ts";
import { renderPassage } from "#domain/text/render.ts";

interface Footnote {
  marker: HTMLAnchorElement;
  /** What stands in it, passage by passage. */
  html: string[];
}

/** The note that begins with this passage: it and what follows, up to the next marker. Nothing when no note begins there. */
function noteFrom(page: ChapterPage, number: number): string[] | undefined {
  const from = page.passages.findIndex((stored) => stored.number === number);
  if (page.passages[from]?.passage.kind !== "note") return undefined;
  const rest = page.passages.slice(from + 1);
  const next = rest.findIndex(({ passage }) => passage.kind !== "note" || passage.marker !== undefined);
  const note = page.passages.slice(from, from + 1 + (next === -1 ? rest.length : next));
  return note.map(({ passage }) =>
    renderPassage(passage, { imageBase: `/images/${page.book.editionId}/`, linkTo: () => undefined }),
  );
}

/** The same, out of the page itself. */
function noteInPage(block: Element): string[] {
  const html: string[] = [];
  let one: Element | null = block;
  do {
    html.push(one.querySelector("[data-words]")?.innerHTML ?? "");
    one = one.nextElementSibling;
  } while (one?.matches('[data-kind="note"]') && !one.querySelector(".marker"));
  return html;
}

export function Footnotes() {
  const t = useWords("desk");
  const api = useApi();
  const queries = useQueryClient();
  const router = useRouter();
  const { text, groupId, chapter } = useDesk();
  const [footnote, setFootnote] = useState<Footnote>();

  useEffect(() => {
    const root = text.current;
    if (!root) return;
    async function click(event: MouseEvent) {
      const marker = (event.target as Element).closest<HTMLAnchorElement>("a.noteref");
      if (!marker || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const { pathname, hash } = new URL(marker.href);
      const [, chapterId = "", number = ""] = /\/read\/([0-9a-f-]{36})#p-(\d+)$/.exec(pathname + hash) ?? [];
      if (chapterId === chapter.id) {
        const block = document.getElementById(`p-${number}`);
        if (!block?.matches('[data-kind="note"]')) return;
        event.preventDefault();
        return setFootnote({ marker, html: noteInPage(block) });
      }
      if (chapterId === "") return;
      event.preventDefault();
      const options = { ...api.chapter.read.queryOptions({ groupId, chapterId }), staleTime: Number.POSITIVE_INFINITY };
      const page = await queries.fetchQuery(options).catch(() => undefined);
      const html = page && noteFrom(page, Number(number));
      if (html) setFootnote({ marker, html });
      else router.push(pathname + hash);
    }
    root.addEventListener("click", click);
    return () => root.removeEventListener("click", click);
  }, [text, chapter.id, groupId, api, queries, router]);

  const { marker, html } = footnote ?? {};
  return (
    <Popover.Root open={footnote !== undefined} onOpenChange={(open) => !open && setFootnote(undefined)}>
      <Popover.Portal>
        <Popover.Positioner anchor={marker ?? null} side="bottom" sideOffset={6} collisionPadding={12} className="z-popup">
          <Popover.Popup
            finalFocus={{ current: marker ?? null }}
            className={classes(
              popupLook,
              "flex max-h-(--available-height) w-96 max-w-(--available-width) flex-col gap-2 overflow-y-auto p-5",
            )}
          >
            <Popover.Title className="eyebrow">{t("noteFrom", { marker: marker?.textContent ?? "" })}</Popover.Title>
            <div className="reading footnote" lang={root(text)?.lang} dir={root(text)?.dir}>
              {html?.map((one, at) => (
                <PassageHtml key={at} as="div" html={one} />
              ))}
            </div>
            {marker && (
              <Link href={marker.href} onClick={() => setFootnote(undefined)} className="link self-start text-sm">
                {t("toNote")}
              </Link>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

const root = (text: { current: HTMLElement | null }) => text.current?.querySelector<HTMLElement>(".reading");

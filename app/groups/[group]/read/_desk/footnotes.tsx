// A footnote beside its marker: the note opens in a small leaf, for the pointer and the keyboard. Without script the marker is a plain link to it.
"use client";

import { Popover } from "@base-ui/react/popover";
import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
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
  /** What stands in it, passage by passage; nothing while it comes, or when it could not be fetched. */
  html: string[] | undefined | "missing";
}

/** The note that begins with this passage: it and what follows, up to the next marker. */
function noteFrom(page: ChapterPage, number: number): string[] {
  const from = page.passages.findIndex((stored) => stored.number === number);
  const rest = page.passages.slice(from + 1);
  const next = rest.findIndex(({ passage }) => passage.kind !== "note" || passage.marker !== undefined);
  const note = from === -1 ? [] : page.passages.slice(from, from + 1 + (next === -1 ? rest.length : next));
  return note.map(({ passage }) =>
    renderPassage(passage, { imageBase: `/images/${page.book.editionId}/`, linkTo: () => undefined }),
  );
}

/** The same, out of the page itself. */
function noteInPage(block: Element): string[] {
  const html: string[] = [];
  for (
    let one: Element | null = block;
    one && (html.length === 0 || (one.matches('[data-kind="note"]') && !one.querySelector(".marker")));
    one = one.nextElementSibling
  ) {
    html.push(one.querySelector("[data-words]")?.innerHTML ?? "");
  }
  return html;
}

export function Footnotes() {
  const t = useWords("desk");
  const api = useApi();
  const queries = useQueryClient();
  const { text, groupId, chapter } = useDesk();
  const [footnote, setFootnote] = useState<Footnote>();

  useEffect(() => {
    const root = text.current;
    if (!root) return;
    async function click(event: MouseEvent) {
      const marker = (event.target as Element).closest<HTMLAnchorElement>("a.noteref");
      const found = marker && /\/read\/([0-9a-f-]{36})#p-(\d+)$/.exec(new URL(marker.href).pathname + new URL(marker.href).hash);
      if (!marker || !found || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const [, chapterId = "", number = ""] = found;
      event.preventDefault();
      const block = chapterId === chapter.id ? document.getElementById(`p-${number}`) : null;
      setFootnote({ marker, html: block ? noteInPage(block) : undefined });
      if (block) return;
      const page = await queries
        .fetchQuery({ ...api.chapter.read.queryOptions({ groupId, chapterId }), staleTime: Number.POSITIVE_INFINITY })
        .catch(() => undefined);
      const html = page ? noteFrom(page, Number(number)) : "missing";
      setFootnote((now) => (now?.marker === marker ? { marker, html } : now));
    }
    root.addEventListener("click", click);
    return () => root.removeEventListener("click", click);
  }, [text, chapter.id, groupId, api, queries]);

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
              {html === "missing" ? (
                <p>{t("noteMissing")}</p>
              ) : (
                html?.map((one, at) => <PassageHtml key={at} as="div" html={one} />)
              )}
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

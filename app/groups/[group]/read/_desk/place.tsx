// My place in the book: found by the passage at the top of the window, kept on the server a little later, and offered again on return.
"use client";

import { X } from "lucide-react";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { IconButton } from "#app/_ui/icon-button.tsx";
import { useWords } from "#app/_words/words.tsx";
import { passagePath } from "#app/groups/[group]/read/_desk/addresses.ts";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { blockOfNumber, markHere } from "#app/groups/[group]/read/_desk/go-to.ts";
import type { Place } from "#domain/shapes/book.ts";

const KEEP_AFTER_MS = 3_000;
/** How long the offer lies over the page; the contents lead to every place too. */
const SHOWN_MS = 20_000;
/** A place so near the beginning is not worth an offer. */
const NEAR_BEGINNING = 3;

/** How much of the chapter lies above the window, from 0 to 1. */
const ReadContext = createContext(0);
export const useRead = () => useContext(ReadContext);

/** Watches which passage is at the top of the window, and keeps it once the reader has moved. */
export function PlaceKeeper({ children }: { children: ReactNode }) {
  const { groupId, chapter, passages, text } = useDesk();
  const api = useApiClient();
  const [top, setTop] = useState<number>();
  const first = useRef<number>(undefined);

  useEffect(() => {
    const inSight = new Set<number>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const number = Number((target as HTMLElement).dataset.number);
          if (isIntersecting) inSight.add(number);
          else inSight.delete(number);
        }
        if (inSight.size > 0) setTop(Math.min(...inSight));
      },
      { rootMargin: "-64px 0px 0px 0px" },
    );
    for (const block of text.current?.querySelectorAll("[data-number]") ?? []) observer.observe(block);
    return () => observer.disconnect();
  }, [text]);

  useEffect(() => {
    if (top === undefined) return;
    first.current ??= top;
    if (first.current === top) return;
    first.current = -1;
    // A place that could not be kept is no loss: the next one will be.
    const timer = setTimeout(
      () => api.place.keep.mutate({ groupId, chapterId: chapter.id, number: top }).catch(() => {}),
      KEEP_AFTER_MS,
    );
    return () => clearTimeout(timer);
  }, [top, api, groupId, chapter.id]);

  const at = passages.findIndex((passage) => passage.number === top);
  return <ReadContext value={passages.length > 0 ? Math.max(0, at) / passages.length : 0}>{children}</ReadContext>;
}

/** Goes back to where the reader was, unless the address says where to go; and says so. A place in another chapter is only offered. */
export function PlaceOffer({ place, title }: { place: Place; title: string }) {
  const t = useWords("desk");
  const { groupId, chapter } = useDesk();
  const [shown, setShown] = useState(false);
  const here = place.chapterId === chapter.id;
  const arrived = useRef(false);

  useEffect(() => {
    if (arrived.current) return;
    arrived.current = true;
    const sent = location.hash !== "" || new URLSearchParams(location.search).has("note");
    if (sent || place.number <= NEAR_BEGINNING) return;
    setShown(true);
    if (!here) return;
    const block = blockOfNumber(place.number);
    requestAnimationFrame(() => block?.scrollIntoView({ block: "start" }));
    markHere(block);
  }, [here, place.number]);

  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => setShown(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);

  if (!shown) return null;
  return (
    <div className="place-offer no-print" role="status">
      <span className="min-w-0">
        {here ? t("place.restored", { number: place.number }) : t("place.elsewhere", { number: place.number, title })}
      </span>
      {here ? (
        <button
          type="button"
          className="link shrink-0"
          onClick={() => {
            setShown(false);
            window.scrollTo({ top: 0 });
            markHere(undefined);
          }}
        >
          {t("place.toBeginning")}
        </button>
      ) : (
        <a className="link shrink-0" href={passagePath(groupId, place)}>
          {t("place.goThere")}
        </a>
      )}
      <IconButton size="small" label={t("place.stay")} onClick={() => setShown(false)}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}

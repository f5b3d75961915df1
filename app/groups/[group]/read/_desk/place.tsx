// My place in the book: found by the passage at the top of the window, remembered by this device and by the server.
// On this device I come back to where I was. When another device was further, I am asked; the page never jumps by itself.
"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { passagePath } from "#app/groups/[group]/read/_desk/addresses.ts";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { blockOfNumber, goToPassage, markHere } from "#app/groups/[group]/read/_desk/go-to.ts";
import { readKept, writeKept } from "#app/groups/[group]/read/_desk/kept-place.ts";
import { PlaceBar } from "#app/groups/[group]/read/_desk/place-bar.tsx";
import { follow, isFurther, type Trail } from "#domain/reading/place.ts";
import type { PlaceInBook } from "#domain/shapes/reading.ts";

const KEEP_AFTER_MS = 3_000;
/**
 * Where the window's top is for a reader, in pixels: a little below where a passage stands that was scrolled to (scroll-margin of .passage).
 * Higher up, coming back would find the passage before it, and each return would lose one.
 */
const TOP = 100;
/** How long it is said where one is; a question stays until it is answered. */
const SAID_MS = 20_000;
/** A place so near the beginning of a chapter needs no scrolling to. */
const NEAR_BEGINNING = 3;

/** How much of the chapter lies above the window, from 0 to 1. */
const ReadContext = createContext(0);
export const useRead = () => useContext(ReadContext);

export interface PlaceKeeperProps {
  editionId: string;
  /** Of this chapter in the contents. */
  position: number;
  /** Where I was, as the server knows it. */
  place: PlaceInBook | undefined;
  children: ReactNode;
}

/** Watches where the reader is, keeps it once they are reading here, and says or asks where they were. */
export function PlaceKeeper({ editionId, position, place, children }: PlaceKeeperProps) {
  const { groupId, chapter, passages, text } = useDesk();
  const api = useApiClient();
  const [top, setTop] = useState<number>();
  const [said, setSaid] = useState<{ place: PlaceInBook; is: "restored" | "question" }>();
  const trail = useRef<Trail>(undefined);
  /** While it is open which place I go on at, the server keeps the further one. */
  const asking = said?.is === "question";

  useTopPassage(text, setTop);
  useEffect(() => {
    if (said?.is !== "restored") return;
    const timer = setTimeout(() => setSaid(undefined), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);

  const keep = useCallback(
    (number: number) => writeKept(groupId, editionId, { chapterId: chapter.id, position, number }),
    [groupId, editionId, chapter.id, position],
  );
  useEffect(() => {
    if (top === undefined) return;
    const kept = readKept(groupId, editionId);
    trail.current = follow(trail.current, top, kept?.chapterId === chapter.id ? kept.number : undefined);
    if (!trail.current.reading) return;
    if (kept?.chapterId !== chapter.id || kept.number !== top) keep(top);
    if (asking) return;
    // A place that could not be kept is no loss: the next one will be.
    const timer = setTimeout(
      () => api.place.keep.mutate({ groupId, chapterId: chapter.id, number: top }).catch(() => {}),
      KEEP_AFTER_MS,
    );
    return () => clearTimeout(timer);
  }, [top, api, groupId, editionId, chapter.id, keep, asking]);

  /** Asks when the place is further than where this device was, once for each place. */
  const consider = useCallback(
    (found: PlaceInBook) => {
      if (!isFurther(found, readKept(groupId, editionId)) || wasAsked(editionId, found)) return false;
      if (found.chapterId === chapter.id && found.number <= NEAR_BEGINNING) return false;
      setSaid({ place: found, is: "question" });
      return true;
    },
    [groupId, editionId, chapter.id],
  );

  const arrived = useRef(false);
  useEffect(() => {
    if (arrived.current) return;
    arrived.current = true;
    if (location.hash !== "" || new URLSearchParams(location.search).has("note") || isComingBack()) return;
    const kept = readKept(groupId, editionId);
    if (kept?.chapterId === chapter.id && kept.number > NEAR_BEGINNING) {
      const block = blockOfNumber(kept.number);
      requestAnimationFrame(() => block?.scrollIntoView({ block: "start" }));
      markHere(block);
      setSaid({ place: { ...kept, title: chapter.title }, is: "restored" });
    }
    if (place) consider(place);
  }, [place, consider, groupId, editionId, chapter]);

  // Another device may have gone on while this page lay behind others.
  const known = useRef(place);
  useEffect(() => {
    async function look() {
      if (document.visibilityState !== "visible") return;
      const found = await api.place.look.query({ groupId }).catch(() => null);
      const same = found?.chapterId === known.current?.chapterId && found?.number === known.current?.number;
      known.current = found ?? known.current;
      if (found && !same) consider(found);
    }
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [api, groupId, consider]);

  const at = passages.findIndex((passage) => passage.number === top);
  return (
    <ReadContext value={passages.length > 0 ? Math.max(0, at) / passages.length : 0}>
      {children}
      {said && (
        <PlaceBar
          is={said.is}
          place={said.place}
          href={passagePath(groupId, said.place)}
          here={said.place.chapterId === chapter.id}
          onGo={() => {
            const { title: _, ...to } = said.place;
            writeKept(groupId, editionId, to);
            if (to.chapterId === chapter.id) goToPassage(to.number, "focus");
            setSaid(undefined);
          }}
          onBeginning={() => {
            window.scrollTo({ top: 0 });
            markHere(undefined);
            document.getElementById("content")?.focus({ preventScroll: true });
            setSaid(undefined);
          }}
          onStay={() => {
            if (asking) setAsked(editionId, said.place);
            setSaid(undefined);
          }}
        />
      )}
    </ReadContext>
  );
}

/** Whether the browser puts the page back where it was by itself: going back or forth, or loading again. */
function isComingBack(): boolean {
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return entry !== undefined && entry.type !== "navigate";
}

/** Tells which passage is the first in the window, each time it is another. */
function useTopPassage(text: { current: HTMLElement | null }, onTop: (number: number) => void): void {
  useEffect(() => {
    const inSight = new Set<number>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const number = Number((target as HTMLElement).dataset.number);
          if (isIntersecting) inSight.add(number);
          else inSight.delete(number);
        }
        if (inSight.size > 0) onTop(Math.min(...inSight));
      },
      { rootMargin: `-${TOP}px 0px 0px 0px` },
    );
    for (const block of text.current?.querySelectorAll("[data-number]") ?? []) observer.observe(block);
    return () => observer.disconnect();
  }, [text, onTop]);
}

/** Whether I have said "stay here" to this place in this tab. */
const askedKey = (editionId: string) => `interleaf:asked:${editionId}`;
const nameOf = ({ chapterId, number }: PlaceInBook) => `${chapterId}#${number}`;
function wasAsked(editionId: string, place: PlaceInBook): boolean {
  return sessionStorage.getItem(askedKey(editionId)) === nameOf(place);
}
function setAsked(editionId: string, place: PlaceInBook): void {
  sessionStorage.setItem(askedKey(editionId), nameOf(place));
}

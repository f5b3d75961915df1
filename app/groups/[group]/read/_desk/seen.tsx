// Tells the server up to where everything of others has been before the reader: when all that is new was in sight in the margin, and when they leave the chapter.
// No time is measured. Fetched when there is something new.
"use client";

import { useCallback, useEffect, useRef } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { useGroup } from "#app/_client/group.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { isUnread, seenUpTo } from "#app/groups/[group]/read/_desk/held-back.ts";

export function Seen() {
  const api = useApiClient();
  const { memberId: me } = useGroup().me;
  const { groupId, chapter, notes } = useDesk();
  const { all, arrived, seenTo } = notes;
  const latest = useRef({ all, arrived });
  latest.current = { all, arrived };
  const told = useRef(seenTo);
  const inSight = useRef(new Set<string>());

  const tell = useCallback(() => {
    const to = seenUpTo(latest.current.all, latest.current.arrived, me);
    if (to === undefined || (told.current !== undefined && to <= told.current)) return;
    told.current = to;
    // What is not told is only shown as new once more.
    api.margin.see.mutate({ groupId, chapterId: chapter.id, to }).catch(() => {});
  }, [api, groupId, chapter.id, me]);

  // A page that is hidden may never come back, and is not asked again.
  useEffect(() => {
    const leave = () => document.visibilityState === "hidden" && tell();
    document.addEventListener("visibilitychange", leave);
    window.addEventListener("pagehide", tell);
    return () => {
      document.removeEventListener("visibilitychange", leave);
      window.removeEventListener("pagehide", tell);
    };
  }, [tell]);

  useEffect(() => {
    const unread = new Set(all.filter((note) => isUnread(note, { me, seenTo })).map((note) => note.id));
    const sight = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries)
        if (isIntersecting) inSight.current.add((target as HTMLElement).dataset.note ?? "");
      if (unread.size > 0 && [...unread].every((id) => inSight.current.has(id))) tell();
    });
    const watched = new WeakSet<Element>();
    let frame = 0;
    /** Cards come and go: the server's, then the living ones, and in the sheet others. */
    function watch() {
      frame = 0;
      for (const card of document.querySelectorAll("[data-note]")) {
        if (!watched.has(card)) sight.observe(card);
        watched.add(card);
      }
    }
    const changes = new MutationObserver(() => {
      if (frame === 0) frame = requestAnimationFrame(watch);
    });
    watch();
    changes.observe(document.body, { childList: true, subtree: true });
    return () => {
      changes.disconnect();
      sight.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [all, seenTo, me, tell]);
  return null;
}

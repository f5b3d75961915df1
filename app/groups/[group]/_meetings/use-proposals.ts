// What is proposed for a meeting from the margin, and a host's choice of it: shown at once, taken back when the server refuses.
"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { v7 } from "uuid";
import { useApiClient } from "#app/_client/api.ts";
import { useSentences } from "#app/_client/errors.ts";
import { useGroup } from "#app/_client/group.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { byProposal, rankOf } from "#domain/annotations/proposals.ts";
import type { Proposal } from "#domain/shapes/margin.ts";
import type { Meeting } from "#domain/shapes/meeting.ts";

const inOrder = (list: readonly Proposal[]) => list.toSorted((a, b) => byProposal(rankOf(a), rankOf(b)));

/** `first` are those the page came with; they are asked for again when somebody comes back to the page and when the meeting is about other chapters. */
export function useProposals(meeting: Meeting, first: Proposal[]) {
  const { group } = useGroup();
  const api = useApiClient();
  const toast = useToast();
  const sentences = useSentences();
  const [proposals, setProposals] = useState(first);
  const [groupId, meetingId] = [group.id, meeting.id];
  /** Choices under way: what was read before they are carried out says nothing of them. */
  const choosing = useRef(0);

  const read = useCallback(async () => {
    // Without an answer, what is there stays.
    const next = await api.note.forMeeting.query({ groupId, meetingId }).catch(() => undefined);
    if (next && choosing.current === 0) setProposals(next);
  }, [api, groupId, meetingId]);

  const about = meeting.chapterIds.join();
  const shown = useRef(about);
  useEffect(() => {
    if (shown.current === about) return;
    shown.current = about;
    void read();
  }, [about, read]);
  useEffect(() => {
    const back = () => void (document.visibilityState === "visible" && read());
    document.addEventListener("visibilitychange", back);
    return () => document.removeEventListener("visibilitychange", back);
  }, [read]);

  const show = (annotationId: string, onAgenda: boolean) =>
    setProposals((list) => inOrder(list.map((one) => (one.annotation.id === annotationId ? { ...one, onAgenda } : one))));

  async function put(annotationId: string, on: boolean): Promise<void> {
    choosing.current++;
    show(annotationId, on);
    try {
      await api.annotation.putOnAgenda.mutate({ id: v7(), groupId, annotationId, on });
    } catch (thrown) {
      show(annotationId, !on);
      toast.say({ text: sentences.of(thrown), tone: "danger" });
    } finally {
      choosing.current--;
    }
  }
  return { proposals, put };
}

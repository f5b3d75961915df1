// What waits at the repair desk, and the ways to settle it. After each step the list is asked for again, so that it is what the server has.
"use client";

import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { v7 } from "uuid";
import { useApiClient } from "#app/_client/api.ts";
import { useApi } from "#app/_client/api-queries.tsx";
import { useSentences } from "#app/_client/errors.ts";
import { useGroup } from "#app/_client/group.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import type { CarryingSettlement, Repair, RepairList } from "#domain/shapes/carrying.ts";

type How = CarryingSettlement extends infer One
  ? One extends CarryingSettlement
    ? Omit<One, "id" | "groupId" | "annotationId">
    : never
  : never;

export interface Repairs {
  list: RepairList;
  /** A step is under way. */
  busy: boolean;
  fault: string | undefined;
  /** What has just been done, for those who listen. */
  said: string;
  /** Each gives whether it was done. */
  settle: (repair: Repair, how: How) => Promise<boolean>;
  undo: (repair: Repair) => Promise<boolean>;
  acceptChapter: (chapter: { id: string; title: string }) => Promise<boolean>;
}

export function useRepairs(first: RepairList): Repairs {
  const t = useWords("repair");
  const { id: groupId } = useGroup().group;
  const api = useApiClient();
  const sentences = useSentences();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const [said, setSaid] = useState("");
  const running = useRef(false);
  const { data: list, refetch } = useQuery(
    useApi().carrying.list.queryOptions({ groupId }, { initialData: first, staleTime: 30_000, refetchOnWindowFocus: "always" }),
  );

  /** Carries out one step at a time, and says what came of it. */
  async function step<T>(act: () => Promise<T>, tell: (done: T, total: number) => string): Promise<boolean> {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setFault(undefined);
    try {
      const done = await act();
      const { data } = await refetch();
      setSaid(tell(done, data?.total ?? 0));
      return true;
    } catch (thrown) {
      setFault(sentences.of(thrown));
      // What another has settled meanwhile is not shown as waiting any longer.
      await refetch();
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }

  return {
    ...{ list, busy, fault, said },
    settle: ({ annotation }, how) =>
      step(
        () => api.carrying.settle.mutate({ id: v7(), groupId, annotationId: annotation.id, ...how } as CarryingSettlement),
        (_, total) => t("said", { how: how.how, total }),
      ),
    undo: ({ annotation }) =>
      step(
        () => api.carrying.undo.mutate({ id: v7(), groupId, annotationId: annotation.id }),
        (_, total) => t("undone", { total }),
      ),
    acceptChapter: (chapter) =>
      step(
        () => api.carrying.settleChapter.mutate({ id: v7(), groupId, chapterId: chapter.id }),
        ({ settled, at }) => {
          const text = t("chapter.done", { settled, chapter: chapter.title });
          const takeBack = () =>
            void step(
              () => api.carrying.undoChapter.mutate({ id: v7(), groupId, chapterId: chapter.id, at }),
              (_, total) => t("undone", { total }),
            );
          toast.say({ text, ...(settled > 0 && { undo: takeBack }) });
          return text;
        },
      ),
  };
}

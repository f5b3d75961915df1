// Notes in each chapter of the group's book: as the page was made, asked for again when the group takes another book and when somebody comes back to the page.
"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useApi } from "#app/_client/api-queries.tsx";
import { useGroup } from "#app/_client/group.tsx";
import type { Stop } from "#domain/shapes/annotation.ts";

/** Counts by chapter; those of a book before are of other chapters, and say nothing of this one. `first` are those the page came with. */
export function useNotes(first: readonly Stop[], editionId: string): ReadonlyMap<string, number> {
  const { group } = useGroup();
  const { data, refetch } = useQuery(
    useApi().annotation.stops.queryOptions(
      { groupId: group.id },
      { initialData: [...first], staleTime: 60_000, refetchOnWindowFocus: "always" },
    ),
  );
  const counted = useRef(editionId);
  useEffect(() => {
    if (counted.current === editionId) return;
    counted.current = editionId;
    void refetch();
  }, [editionId, refetch]);
  return new Map(data.map(({ chapterId, notes }) => [chapterId, notes]));
}

// In words, who will see what is written at the desk.
"use client";

import { useGroup } from "#app/_client/group.tsx";
import { useWords } from "#app/_words/words.tsx";

export function useVisibleTo(): string {
  const t = useWords("desk");
  const { group } = useGroup();
  return t("margin.visibleTo", { members: group.members.length, group: group.name });
}

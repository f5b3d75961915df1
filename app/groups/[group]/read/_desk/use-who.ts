// In words, who may read a note.
"use client";

import { useGroup } from "#app/_client/group.tsx";
import { useWords } from "#app/_words/words.tsx";
import type { Visibility } from "#domain/shapes/annotation.ts";

/** "The 14 members of Thursday Circle". */
export function useWho(): (visibility: Visibility, authorId: string) => string {
  const t = useWords("margin");
  const { group, me } = useGroup();
  return (visibility, authorId) => {
    const mine = authorId === me.memberId;
    switch (visibility) {
      case "me":
        return t(mine ? "who.me" : "who.author");
      case "hosts":
        return t(mine ? "who.hosts" : "who.authorAndHosts");
      case "group":
        return t("who.group", { members: group.members.length, group: group.name });
      case "branch":
        return t("who.branch", { branch: group.branchName });
      case "organisation":
        return t("who.organisation");
    }
  };
}

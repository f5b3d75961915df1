// What all pages of a reading group share: the group itself, kept up to date by its stream.
import type { ReactNode } from "react";
import { askIfAllowed } from "#app/_client/caller.ts";
import { GroupProvider } from "#app/_client/group.tsx";

export default async function GroupLayout({ params, children }: { params: Promise<{ group: string }>; children: ReactNode }) {
  const { group: groupId } = await params;
  const initial = await askIfAllowed((caller) => caller.group.read({ groupId }));
  // Refused: the page asks for itself, and answers with the right address to come back to.
  return initial ? <GroupProvider initial={initial}>{children}</GroupProvider> : children;
}

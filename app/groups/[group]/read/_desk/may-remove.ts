// Whether the reader may take a note or a reply away: asked of the same law that the server asks.
"use client";

import { useGroup } from "#app/_client/group.tsx";
import { can, stranger } from "#domain/permissions.ts";

export function useMayRemove(): (authorId: string, what: "annotation:remove" | "reply:remove") => boolean {
  const { me } = useGroup();
  return (authorId, what) => can({ ...stranger, signedIn: true, member: me.role, author: authorId === me.memberId }, what);
}

// Whether the reader may do something to what somebody wrote: asked of the same law that the server asks.
"use client";

import { useGroup } from "#app/_client/group.tsx";
import { type Action, can, stranger } from "#domain/permissions.ts";

export function useMay(): (authorId: string, action: Action) => boolean {
  const { me } = useGroup();
  return (authorId, action) => can({ ...stranger, signedIn: true, member: me.role, author: authorId === me.memberId }, action);
}

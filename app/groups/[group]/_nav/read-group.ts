// Asks for the group of a page, once per request; who may not see it is sent where they can go on.
import { notFound } from "next/navigation";
import { cache } from "react";
import { ask } from "#app/_client/caller.ts";
import { Id } from "#domain/shapes/id.ts";

/** The group and the reader's membership. `here` is the path to come back to after signing in. */
export const readGroup = cache((groupId: string, here: string) => {
  if (!Id.safeParse(groupId).success) notFound();
  return ask(here, (caller) => caller.group.read({ groupId }));
});

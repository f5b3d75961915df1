// What the head of every page says: whose place this is, and who is signed in. Asked once per request.
import { cache } from "react";
import { caller } from "#app/_client/caller.ts";

export const around = cache(async () => {
  const doors = await caller();
  const { setUp, organisation = "" } = await doors.instance.look();
  return { setUp, organisation, me: await doors.person.look() };
});

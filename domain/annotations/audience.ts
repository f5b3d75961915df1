// Who may read a note: one rule, asked by the server before anything is sent, and by buttons.

import type { MarginRules, Visibility } from "../shapes/annotation.ts";
import { visibilities } from "./choices.ts";

/** What of a note decides who may read it. */
export interface Openness {
  visibility: Visibility;
  /** Held back until the next meeting. */
  held: boolean;
  /** Hidden by a host. */
  hidden: boolean;
}

/** Its author alone; its author and the hosts; every member of its group. (What goes beyond the group is read there besides.) */
export type NoteAudience = "author" | "hosts" | "members";

/** A held note is its author's alone, whatever it will be; a hidden one goes back to its author and the hosts. */
export function audienceOf({ visibility, held, hidden }: Openness): NoteAudience {
  if (visibility === "me" || held) return "author";
  return visibility === "hosts" || hidden ? "hosts" : "members";
}

/** Whether a member of its group may read a note. */
export function mayRead(note: Openness & { memberId: string }, reader: { memberId: string; host: boolean }): boolean {
  if (note.memberId === reader.memberId) return true;
  const audience = audienceOf(note);
  return audience === "members" || (audience === "hosts" && reader.host);
}

/** Whether one visibility shows a note to more people than the other. */
export function isWider(visibility: Visibility, than: Visibility): boolean {
  return visibilities.indexOf(visibility) > visibilities.indexOf(than);
}

/** Whether a new note is held until the meeting: because its author asks for it, or because the group reads blind first. A note for its author alone has nobody to be held from. */
export function isHeldAtFirst(visibility: Visibility, asked: boolean, { blindFirst }: Pick<MarginRules, "blindFirst">): boolean {
  if (visibility === "me") return false;
  return asked || (blindFirst && visibility !== "hosts");
}

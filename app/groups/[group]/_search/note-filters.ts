// Which notes a search asks for, as it stands in the page's address. Pure: what an address says is read strictly, and written again.
import { AnnotationKind } from "#domain/shapes/annotation.ts";
import type { NoteQuery } from "#domain/shapes/margin.ts";

/** Short names, because people share addresses. */
export interface SearchAddress {
  q: string;
  by: string;
  kind: string;
  tag: string;
  mine: boolean;
  unopened: boolean;
  after: string;
}

type Params = Record<string, string | string[] | undefined>;

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? "";
const LONGEST = { words: 200, tag: 40 };

export function readAddress(params: Params): SearchAddress {
  return {
    q: first(params.q).slice(0, LONGEST.words).trim(),
    by: first(params.by),
    kind: AnnotationKind.safeParse(first(params.kind)).data ?? "",
    tag: first(params.tag).replace(/[#,]/g, "").trim().slice(0, LONGEST.tag),
    mine: first(params.mine) === "1",
    unopened: first(params.unopened) === "1",
    after: first(params.after).slice(0, LONGEST.words),
  };
}

/** Whether notes are asked for by more than words. */
export const narrows = ({ by, kind, tag, mine }: SearchAddress): boolean => by !== "" || kind !== "" || tag !== "" || mine;

/** The question for the server; `members` are the ids that may be asked for. */
export function queryOf(address: SearchAddress, groupId: string, members: readonly string[]): NoteQuery {
  const { q, by, tag, mine, unopened, after } = address;
  const kind = AnnotationKind.safeParse(address.kind).data;
  return {
    groupId,
    ...(q && { words: q }),
    ...(members.includes(by) && { authorId: by }),
    ...(kind && { kinds: [kind] }),
    ...(tag && { tag }),
    ...(mine && { only: "mine" as const }),
    ...(after && { after }),
    unopened,
  };
}

/** The address with something changed. A place in the list does not outlive a change of what is listed. */
export function addressOf(path: string, address: SearchAddress, change: Partial<SearchAddress>): string {
  const { mine, unopened, ...texts } = { ...address, after: "", ...change };
  const params = new URLSearchParams(Object.entries(texts).filter(([, value]) => value !== ""));
  if (mine) params.set("mine", "1");
  if (unopened) params.set("unopened", "1");
  return params.size === 0 ? path : `${path}?${params}`;
}

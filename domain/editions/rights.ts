// By what right a text is here, and whether more people can open it than that right allows.
import type { RightsKind } from "../shapes/book.ts";

/**
 * Whether more people can open the text than copies of it were bought. Every other right has no number: then never.
 * `readers` is how many different people can open it.
 */
export function isOverCopies(rights: { kind: RightsKind; copies?: number | undefined }, readers: number): boolean {
  return rights.kind === "copies" && readers > (rights.copies ?? 0);
}

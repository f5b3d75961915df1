// To whom a note can be shown that fewer read so far. Pure.
import { visibilities } from "#domain/annotations/choices.ts";
import type { MarginRules, Visibility } from "#domain/shapes/annotation.ts";

/** Visibilities wider than one, from the narrowest, as far as the group shows its notes. */
export function widerThan(visibility: Visibility, widest: MarginRules["widest"]): Visibility[] {
  const [from, to] = [visibilities.indexOf(visibility), visibilities.indexOf(widest)];
  return visibilities.slice(from + 1, to + 1);
}

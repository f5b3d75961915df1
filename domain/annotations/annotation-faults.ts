// What can be wrong with an annotation of the W3C model, and the small questions that its checks ask of every part.
import { entryOf, isObject } from "./json-value.ts";

/** A rule of the model that was broken. Its name is the word for it in the specification, where there is one. */
export type Rule =
  | "object"
  | "context"
  | "id"
  | "type"
  | "body"
  | "bodyValue"
  | "value"
  | "target"
  | "source"
  | "selector"
  | "items"
  | "format"
  | "language"
  | "textDirection"
  | "processingLanguage"
  | "motivation"
  | "agent"
  | "time"
  | "rights"
  | "canonical"
  | "via"
  | "total";

/** A fault and where it is: "target.selector[0].exact". */
export interface Fault {
  rule: Rule;
  at: string;
}

/** An absolute IRI, as far as a look at it tells: a scheme, and nothing that cannot stand in one (RFC 3987). */
export function isIri(value: unknown): value is string {
  return typeof value === "string" && /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`\p{Cc}]+$/iu.test(value);
}

/** Something named by its IRI, or described by an object whose `id`, if it has one, is an IRI. */
export function isNamed(value: unknown): boolean {
  return isIri(value) || (isObject(value) && (entryOf(value, "id") === undefined || isIri(value.id)));
}

/** The motivations of the vocabulary; others are named by an IRI, whole or by a prefix of the context. */
const motivations = new Set(
  "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating questioning replying tagging".split(
    " ",
  ),
);
export const isMotivation = (value: unknown) => typeof value === "string" && (motivations.has(value) || isIri(value));

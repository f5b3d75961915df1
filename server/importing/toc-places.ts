// Where in the text the entries of a table of contents lead, as far as they lead anywhere.
import { canonicalText } from "#domain/text/canonical.ts";
import { addressOf } from "./archive-path.ts";
import { titleKey } from "./chapter-title.ts";
import type { Place, TocEntry } from "./epub-navigation.ts";
import type { ImportReport } from "./import-report.ts";
import type { Flow, FlowDocument } from "./text-flow.ts";

/** Where each entry begins, and where it ends with all that is below it. */
export function locateEntries(
  flow: Flow,
  toc: readonly TocEntry[],
  report: ImportReport,
): Map<TocEntry, { start: number; end: number }> {
  const located = new Map<TocEntry, { start: number; end: number }>();
  const finder = entryFinder(flow, report);
  const find = (entries: readonly TocEntry[]) => {
    for (const entry of entries) {
      const start = entry.place === undefined ? undefined : finder(entry.place, entry.label);
      if (start !== undefined) located.set(entry, { start, end: flow.drafts.length });
      find(entry.children);
    }
  };
  find(toc);
  // Backwards, so that what follows is known: `next` is where the text after the entry begins.
  const close = (entries: readonly TocEntry[], after: number): number => {
    let next = after;
    for (const entry of entries.toReversed()) {
      const at = located.get(entry);
      if (at !== undefined && next > at.start) at.end = next;
      const below = close(entry.children, next);
      next = at?.start ?? below;
    }
    return next;
  };
  close(toc, flow.drafts.length);
  return located;
}

/** Gives a function that finds the draft an entry of the contents leads to. A fragment that is missing is looked for by the entry's words. */
function entryFinder(flow: Flow, report: ImportReport): (place: Place, label: string) => number | undefined {
  const places = draftsByAddress(flow);
  const documents = new Map(flow.documents.toReversed().map((document) => [document.name, document]));
  const headings = new Map<FlowDocument, Map<string, number>>();
  const headingsOf = (document: FlowDocument) => {
    const known = headings.get(document) ?? new Map<string, number>();
    if (headings.has(document)) return known;
    headings.set(document, known);
    for (let i = document.end - 1; i >= document.start; i--) {
      const draft = flow.drafts[i];
      if (draft?.kind === "heading" || (draft?.kind === "paragraph" && draft.words < 30))
        known.set(titleKey(canonicalText(draft)), i);
    }
    return known;
  };
  return (place, label) => {
    const exact = places.get(addressOf(place.name, place.fragment));
    const document = documents.get(place.name);
    if (exact !== undefined) return withHeadingBefore(flow, exact, label, document?.start ?? 0);
    const start = places.get(addressOf(place.name, ""));
    if (document !== undefined && document.start === document.end) return undefined;
    if (document === undefined || start === undefined) {
      report.repaired(`The table of contents names “${label}”, whose place in the book does not exist.`);
      return undefined;
    }
    const key = titleKey(label);
    const heading = key === "" ? undefined : headingsOf(document).get(key);
    report.repaired(
      heading === undefined
        ? `The table of contents leads to no place for “${label}”; the beginning of its file was taken.`
        : `The table of contents leads to no place for “${label}”; it was found by its heading.`,
    );
    return heading ?? start;
  };
}

/** If an entry leads to the text just behind its heading, the heading belongs to it. */
function withHeadingBefore(flow: Flow, at: number, label: string, least: number): number {
  const key = titleKey(label);
  let start = at;
  while (start > least && flow.drafts[at]?.kind !== "heading") {
    const before = flow.drafts[start - 1];
    const words = before?.kind === "heading" ? titleKey(canonicalText(before)) : "";
    if (words === "" || !key.includes(words)) break;
    start--;
  }
  return start;
}

/** For each address the number of the draft it leads to. */
function draftsByAddress(flow: Flow): Map<string, number> {
  const places = new Map<string, number>();
  for (const [i, draft] of flow.drafts.entries()) for (const id of draft.ids) if (!places.has(id)) places.set(id, i);
  return places;
}

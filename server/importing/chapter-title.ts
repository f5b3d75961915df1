// The title of a chapter: the table of contents has it, and where the text says it again at its head, it is taken out there.
import { canonicalText } from "#domain/text/canonical.ts";
import { foldInlines, foldLine } from "#domain/text/fold.ts";
import type { Inline } from "#domain/text/model.ts";
import type { Draft } from "./draft-writer.ts";
import { isPageMark } from "./page-marks.ts";

/** Words for "chapter" that a heading may have and the table of contents leave out. */
const CHAPTER_WORDS = new Set(
  "chapter chap kapitel chapitre capítulo capitulo capitolo hoofdstuk kapittel kapitola rozdział глава".split(" "),
);

/** The words of a text without signs and case, with a space at either end: what two spellings of one title share. */
export function titleKey(text: string): string {
  const words =
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length === 0 ? "" : ` ${words.join(" ")} `;
}

/** The text of a heading on one line; lines of a title are parted by a colon. */
export function titleText(draft: Draft): string {
  return foldLine(canonicalText(draft).replace(/([.:;!?,—–-]?)\n/g, (_, sign: string) => (sign === "" ? ": " : `${sign} `)));
}

/**
 * Takes the title out of the head of a chapter: the headings there that repeat it (or a title of its sections), and paragraphs that are
 * nothing but it. Gives the title, fuller if the heading says more, and the drafts that are left; what could be linked to or
 * leads somewhere in the removed ones (addresses, page marks, note markers, links) goes to the first passage left.
 */
export function takeTitle(
  drafts: readonly Draft[],
  label: string,
  sections: readonly string[],
): { title: string; drafts: Draft[]; orphans: Draft[] } {
  let title = label;
  const keys = [label, ...sections].map(titleKey).filter((key) => key !== "");
  const kept: Draft[] = [];
  const removed: Draft[] = [];
  let at = 0;
  for (; at < drafts.length; at++) {
    const draft = drafts[at];
    if (draft === undefined) break;
    const key = titleKey(canonicalText(draft));
    if (draft.words === 0 && (draft.kind === "figure" || draft.kind === "rule")) kept.push(draft);
    else if (isTitle(draft, key, keys, removed) && !(isSaid(title, removed) && titleKey(title) !== key)) removed.push(draft);
    else if (draft.kind === "heading" && removed.length === 0 && saysMore(draft, key, titleKey(label))) {
      title = titleText(draft);
      removed.push(draft);
    } else break;
  }
  const isAll = removed.some(({ kind }) => kind === "paragraph") && !drafts.slice(at).some(({ words }) => words > 0);
  // A chapter that is nothing but its first words, which it is called by, keeps them.
  if (removed.length === 0 || isAll) return { title, drafts: [...drafts], orphans: [] };
  const left = [...kept, ...drafts.slice(at)];
  return { title, drafts: left, orphans: handOver(removed, left) };
}

function isTitle(draft: Draft, key: string, keys: readonly string[], removed: readonly Draft[]): boolean {
  if (key === "") return false;
  if (draft.kind === "heading") {
    const words = key.trim().split(" ");
    const short = CHAPTER_WORDS.has(words[0] ?? "") && words.length > 1 ? ` ${words.slice(1).join(" ")} ` : key;
    return keys.some((title) => title.includes(key) || title.includes(short));
  }
  if (draft.kind !== "paragraph") return false;
  return keys.some((title) => title === key || (removed.length > 0 && title.endsWith(key)));
}

/** True if one removed heading says the whole title: a heading below it ("I" below "Chapter I: Riches") is one of the text. */
function isSaid(title: string, removed: readonly Draft[]): boolean {
  const key = titleKey(title);
  return removed.some((draft) => draft.kind === "heading" && titleKey(canonicalText(draft)).includes(key));
}

/** "Chapter 1" in the contents and "Chapter 1: Loomings" in the text. */
function saysMore(draft: Draft, key: string, label: string): boolean {
  return (label === "" || key.startsWith(label)) && canonicalText(draft).length <= 200;
}

/** Gives what removed drafts held to the first of those left that can take it; with none left the removed ones are orphans. */
function handOver(removed: Draft[], left: Draft[]): Draft[] {
  const heir = left[0];
  if (heir === undefined) return removed;
  left[0] = { ...heir, ids: [...removed.flatMap(({ ids }) => ids), ...heir.ids] };
  const carried = removed.flatMap(({ content }) => carriedOf(content));
  const reader = left.findIndex(({ kind }) => kind !== "rule" && kind !== "table" && kind !== "code");
  const first = left[reader];
  if (carried.length > 0 && first !== undefined)
    left[reader] = { ...first, content: foldInlines([...carried, ...first.content]) };
  return [];
}

/** What of a title leads somewhere: note markers, page marks, links into the book. */
function carriedOf(content: Inline[]): Inline[] {
  return content.flatMap((node): Inline[] => {
    if (typeof node === "string") return [];
    if (node.t === "noteref" || isPageMark(node)) return [node];
    return "c" in node ? carriedOf(node.c) : [];
  });
}

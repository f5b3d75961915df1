// A corrected text beside the one it corrects: which chapters and passages are the same, which changed, what came and went.
import { alignPassages, type ComparedPassage, sameness } from "./align-passages.ts";
import { type ChangedPassage, type EditionChanges, MOST_CHANGES } from "./edition-changes.ts";
import { type ComparedChapter, pairChapters } from "./pair-chapters.ts";

/** An edition as comparisons see it: ids of any kind, canonical texts. */
export interface EditionText {
  chapters: readonly ComparedChapter[];
}

/** Ids of the later edition to ids of the earlier one. */
export interface EditionComparison {
  chapters: Map<string, string>;
  /** Passages with the same kind and text: they keep their id. Each earlier passage is kept once at most. */
  kept: Map<string, string>;
  /** Passages that are the corrected text of an earlier one. */
  changed: Map<string, string>;
  changes: EditionChanges;
}

/**
 * Compares two editions of a book. Passages are compared within paired chapters; then those that are left are looked for in the
 * whole book, for a passage that moved to another chapter is the same one if its text occurs there once.
 */
export function compareEditions(before: EditionText, after: EditionText): EditionComparison {
  const pairs = pairChapters(before.chapters, after.chapters);
  const chapters = new Map<string, string>();
  const kept = new Map<string, string>();
  const changed = new Map<string, string>();
  for (const [b, a] of pairs) {
    const [older, newer] = [before.chapters[b], after.chapters[a]];
    if (older === undefined || newer === undefined) continue;
    chapters.set(newer.id, older.id);
    const aligned = alignPassages(older.passages, newer.passages);
    const idsOf = ([i, j]: readonly [number, number]) => [newer.passages[j]?.id ?? "", older.passages[i]?.id ?? ""] as const;
    for (const pair of aligned.kept) kept.set(...idsOf(pair));
    for (const pair of aligned.changed) changed.set(...idsOf(pair));
  }
  const earlier = before.chapters.flatMap(({ passages }) => passages);
  const later = after.chapters.flatMap(({ passages }) => passages);
  const gone = new Set([...kept.values(), ...changed.values()]);
  const moved = onlyOnes(earlier.filter(({ id }) => !gone.has(id)));
  for (const [key, { id }] of onlyOnes(later.filter(({ id }) => !kept.has(id) && !changed.has(id)))) {
    const from = moved.get(key);
    if (from !== undefined) kept.set(id, from.id);
  }
  return { chapters, kept, changed, changes: describe(before, after, { chapters, kept, changed }) };
}

/** The passages with words whose text stands there once, by what they say. */
function onlyOnes(passages: readonly ComparedPassage[]): Map<string, ComparedPassage> {
  const found = new Map<string, ComparedPassage>();
  const often = new Set<string>();
  for (const passage of passages) {
    const key = sameness(passage);
    if (passage.text === "" || found.has(key)) often.add(key);
    found.set(key, passage);
  }
  for (const key of often) found.delete(key);
  return found;
}

function describe(before: EditionText, after: EditionText, ids: Omit<EditionComparison, "changes">): EditionChanges {
  const texts = new Map(before.chapters.flatMap(({ passages }) => passages.map(({ id, text }) => [id, text] as const)));
  const stays = new Set([...ids.kept.values(), ...ids.changed.values()]);
  const rows = { changed: [] as ChangedPassage[], added: [] as ChangedPassage[], removed: [] as ChangedPassage[] };
  for (const { title: chapter, passages } of after.chapters) {
    for (const [i, { id, text }] of passages.entries()) {
      const from = ids.changed.get(id);
      if (from !== undefined) rows.changed.push({ chapter, number: i + 1, before: texts.get(from) ?? "", after: text });
      else if (!ids.kept.has(id)) rows.added.push({ chapter, number: i + 1, after: text });
    }
  }
  for (const { title: chapter, passages } of before.chapters) {
    for (const [i, { id, text }] of passages.entries())
      if (!stays.has(id)) rows.removed.push({ chapter, number: i + 1, before: text });
  }
  const older = new Map(before.chapters.map((chapter) => [chapter.id, chapter.title]));
  const partners = new Set(ids.chapters.values());
  const titles = (some: readonly ComparedChapter[]) => some.map(({ title }) => title).slice(0, MOST_CHANGES);
  return {
    same: ids.kept.size,
    changed: rows.changed.length,
    added: rows.added.length,
    removed: rows.removed.length,
    passages: [...rows.changed, ...rows.added, ...rows.removed].slice(0, MOST_CHANGES),
    chaptersAdded: titles(after.chapters.filter(({ id }) => !ids.chapters.has(id))),
    chaptersRemoved: titles(before.chapters.filter(({ id }) => !partners.has(id))),
    chaptersRenamed: after.chapters
      .flatMap(({ id, title }) => {
        const was = older.get(ids.chapters.get(id) ?? "");
        return was === undefined || was === title ? [] : [{ before: was, after: title }];
      })
      .slice(0, MOST_CHANGES),
  };
}

// Which chapter and passage of one edition is which of another, along the steps that were stored when each corrected text was compared with the one before.

/** A passage as editions hand it on: it keeps its id where its text is the same, and names the one it is the corrected text of. */
export interface LinkedPassage {
  id: string;
  followsId: string | null;
  number: number;
}

export interface LinkedChapter {
  id: string;
  followsId: string | null;
  passages: readonly LinkedPassage[];
}

export interface PassagePlace {
  chapterId: string;
  passageId: string;
  number: number;
}

/** Where things of one edition are in another. What has no partner there is absent. */
export interface Lineage {
  chapters: ReadonlyMap<string, string>;
  /** By the id of the passage; the chapter may be another than the one that follows its own. */
  passages: ReadonlyMap<string, PassagePlace>;
}

/**
 * Follows the steps through a row of editions, each the corrected text of the one before it in the row. `row` begins with the edition asked
 * about and ends with the other one, whichever of the two is the earlier; `forward` says that it is the first.
 */
export function lineageOf(row: readonly (readonly LinkedChapter[])[], forward: boolean): Lineage {
  const [first = []] = row;
  let chapters = new Map(first.map(({ id }) => [id, id]));
  let passages = new Map(placesOf(first).map((place) => [place.passageId, place]));
  for (const [index, next] of row.entries()) {
    const from = row[index - 1];
    if (from === undefined) continue;
    const step = forward ? stepOn(next) : stepBack(from, next);
    chapters = through(chapters, (id) => step.chapters.get(id));
    passages = through(passages, ({ passageId }) => step.passages.get(passageId));
  }
  return { chapters, passages };
}

/** From an edition to the one that corrects it. */
function stepOn(later: readonly LinkedChapter[]): Lineage {
  const chapters = new Map<string, string>();
  const passages = new Map<string, PassagePlace>();
  for (const chapter of later) {
    if (chapter.followsId !== null) chapters.set(chapter.followsId, chapter.id);
    for (const { id, followsId, number } of chapter.passages)
      passages.set(followsId ?? id, { chapterId: chapter.id, passageId: id, number });
  }
  return { chapters, passages };
}

/** From a corrected edition to the one before it. */
function stepBack(later: readonly LinkedChapter[], earlier: readonly LinkedChapter[]): Lineage {
  const there = new Map(placesOf(earlier).map((place) => [place.passageId, place]));
  const chapters = new Map(later.flatMap(({ id, followsId }) => (followsId === null ? [] : [[id, followsId] as const])));
  const passages = new Map(
    later.flatMap((chapter) =>
      chapter.passages.flatMap(({ id, followsId }) => {
        const place = there.get(followsId ?? id);
        return place === undefined ? [] : [[id, place] as const];
      }),
    ),
  );
  return { chapters, passages };
}

const placesOf = (chapters: readonly LinkedChapter[]): PassagePlace[] =>
  chapters.flatMap((chapter) => chapter.passages.map(({ id, number }) => ({ chapterId: chapter.id, passageId: id, number })));

function through<T>(known: ReadonlyMap<string, T>, step: (at: T) => T | undefined): Map<string, T> {
  return new Map(
    [...known].flatMap(([id, at]) => {
      const next = step(at);
      return next === undefined ? [] : [[id, next] as const];
    }),
  );
}

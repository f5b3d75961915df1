// Where the story is told: a group with its book and its people, and the words of the book found in it.
import type { ToldPlace, Who } from "#db/demonstration/story.ts";
import type { Anchor } from "#domain/anchoring/anchor.ts";
import { describeSelection } from "#domain/anchoring/describe-selection.ts";
import { listPassageTexts } from "../annotations/queries.ts";
import type { Ctx } from "../context.ts";

/** Gives the same id for the same name in a branch, every time. */
export type MakeId = (name: string) => string;

export interface Scene {
  groupId: string;
  topicId: string;
  /** Chapter ids by title. */
  chapters: Map<string, string>;
  /** What the group knows of each of the cast that is in it. */
  members: Map<string, { id: string; name: string }>;
  as: (who: Who) => Ctx;
}

/** The id of the chapter of this title. A story that names another chapter is at fault. */
export function chapterNamed(ids: Map<string, string>, title: string): string {
  const found = ids.get(title);
  if (!found) throw new Error(`The handbook has no chapter “${title}”`);
  return found;
}

/** Words of the story as an anchor in their chapter. A story that quotes what is not there is at fault. */
export async function anchorOf({ chapters, as }: Scene, { chapter, words }: ToldPlace): Promise<Anchor> {
  const texts = await listPassageTexts(as("me").house.db, chapterNamed(chapters, chapter));
  const passage = texts.find(({ text }) => text.includes(words));
  const start = passage?.text.indexOf(words) ?? 0;
  const described =
    passage &&
    describeSelection(texts, {
      start: { passage: passage.id, offset: start },
      end: { passage: passage.id, offset: start + words.length },
    });
  if (!described?.ok) throw new Error(`The handbook does not say “${words}” there`);
  return described.anchor;
}

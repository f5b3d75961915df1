// The chapter's text as HTML, for one group: blocks that are the same for everybody are written once and kept with the stored chapter; those with marks or notes are written anew.
import { wordsFor } from "#app/_words/words-for.tsx";
import { cardId, threadsId } from "#app/groups/[group]/read/_desk/addresses.ts";
import { marksOf, notesByPassage, type PlacedNote } from "#app/groups/[group]/read/_desk/notes.ts";
import { spokenAs } from "#app/groups/[group]/read/_desk/spoken.ts";
import type { ChapterPage } from "#domain/shapes/book.ts";
import { unsaidOrigin } from "#domain/text/byline.ts";
import { passageAnchor } from "#domain/text/links.ts";
import { headingLevels } from "#domain/text/outline.ts";
import { type ChapterOptions, joinBlocks, renderArticle, renderBlock } from "#domain/text/render-chapter.ts";

/** Blocks by the passages they were written from; they are given up together. Each language has its own. */
const written = new WeakMap<ChapterPage["passages"], Map<string, readonly string[]>>();

/** The article as one string of safe HTML, with the marks of these notes, in the order of the text. `spoken` is how much of them is heard, as the reader's look has it. */
export async function writeText(page: ChapterPage, placed: readonly PlacedNote[], spoken: string): Promise<string> {
  const t = await wordsFor("desk");
  const { chapter, passages } = page;
  const options: ChapterOptions = {
    imageBase: `/images/${page.book.editionId}/`,
    // Other chapters lie beside this page, so the text is the same in every group.
    linkTo(key) {
      const at = page.targets[key];
      return at && `${at.chapterId === chapter.id ? "" : at.chapterId}#${passageAnchor(at.number)}`;
    },
    pageName: (label) => t("printedPage", { label }),
    ...linksBack(page, t),
    words: { passage: (number) => t("passage", { number }), table: (number) => t("table", { number }) },
  };
  const bare = bareBlocks(page, t("passage", { number: 0 }), options);
  const marks = marksOf(
    placed.map(({ note }) => note),
    passages,
  );
  const byPassage = notesByPassage(placed);
  const heard = spokenAs(spoken, t);
  const blocks = passages.map((stored, index) => {
    const { id, number } = stored;
    const painted = marks.marks(id);
    const here = byPassage.get(number);
    if (painted.length === 0 && !here) return bare[index] ?? "";
    const first = here?.[0] && {
      href: `#${cardId(here[0].note.id)}`,
      details: threadsId(number),
      count: here.length,
      name: t("margin.notesOn", { count: here.length, number }),
    };
    return renderBlock(
      stored,
      { ...options, ...(heard && { spoken: heard }) },
      { marks: painted, ...(first && { notes: first }) },
    );
  });
  return renderArticle({ ...chapter, byline: bylineOf(unsaidOrigin(chapter, passages), t) }, joinBlocks(passages, blocks));
}

/** Where headings stand below each other, and how notes lead back to their markers. */
function linksBack({ passages, markers, contents, chapter }: ChapterPage, t: Translator): Pick<ChapterOptions, "level" | "back"> {
  const headings = passages.filter(({ passage }) => passage.kind === "heading");
  const shown = headingLevels(headings.map(({ passage }) => passage.level ?? 2));
  const levels = new Map(headings.map(({ number }, index) => [number, shown[index]]));
  return {
    level: (number) => levels.get(number),
    back: (key) =>
      (markers[key] ?? []).map(({ chapterId, number }) => {
        const there = contents.find((entry) => entry.id === chapterId && chapterId !== chapter.id);
        return {
          href: `${there?.id ?? ""}#${passageAnchor(number)}`,
          name: there ? t("backToChapter", { number, title: there.title }) : t("backToPassage", { number }),
        };
      }),
  };
}

function bareBlocks({ passages }: ChapterPage, language: string, options: ChapterOptions): readonly string[] {
  const byLanguage = written.get(passages) ?? new Map<string, readonly string[]>();
  written.set(passages, byLanguage);
  const blocks = byLanguage.get(language) ?? passages.map((stored) => renderBlock(stored, options));
  byLanguage.set(language, blocks);
  return blocks;
}

type Translator = Awaited<ReturnType<typeof wordsFor<"desk">>>;

function bylineOf({ author, date }: ReturnType<typeof unsaidOrigin>, t: Translator): string | undefined {
  if (author && date) return t("byFrom", { author, date });
  return author ? t("by", { author }) : date;
}

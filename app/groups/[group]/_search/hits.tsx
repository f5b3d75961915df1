// What a search found: the passages by chapter, each a link to its place with the words marked. Used by the page and by the panel of the desk.
import type { Words } from "#app/_words/words.tsx";
import { foundPath } from "#app/groups/[group]/_nav/places.ts";
import type { PassageHits } from "#domain/shapes/reading.ts";

export interface HitsProps {
  groupId: string;
  words: string;
  hits: PassageHits;
  t: Words<"search">;
  /** Under the heading of a page or panel, or of a section of it. */
  below?: "page" | "section";
}

export function Hits({ groupId, words, hits, t, below = "page" }: HitsProps) {
  const Heading = below === "page" ? "h2" : "h3";
  return (
    <div className="flex flex-col gap-6">
      {hits.chapters.map((chapter) => (
        <section key={chapter.id} aria-labelledby={`found-${chapter.id}`} className="flex flex-col gap-1">
          <Heading id={`found-${chapter.id}`} className="font-text text-lg font-medium">
            {chapter.title}
          </Heading>
          <ol className="flex flex-col">
            {chapter.hits.map(({ passageId, number, kind, excerpt }) => (
              <li key={passageId} className="border-b border-line last:border-b-0">
                <a
                  href={foundPath(groupId, { chapterId: chapter.id, number }, words)}
                  className="flex min-h-11 flex-col gap-0.5 rounded-md px-2 py-2 hover:bg-wash"
                >
                  <span className="text-sm text-ink-faint">{t(kind === "note" ? "note" : "passage", { number })}</span>
                  <span dir="auto" className="font-text">
                    {excerpt.before}
                    <mark className="bg-[color-mix(in_srgb,var(--highlight-tint)_55%,transparent)] font-medium text-ink forced-colors:bg-[Highlight] forced-colors:text-[HighlightText]">
                      {excerpt.words}
                    </mark>
                    {excerpt.after}
                  </span>
                </a>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

/** How many passages there are, and whether all of them are shown; or that there was too little to look for. */
export function sayFound(t: Words<"search">, words: string, { total, chapters }: PassageHits): string {
  if (total === 0 && [...words.trim()].length < 2) return t("tooShort");
  const shown = chapters.reduce((sum, chapter) => sum + chapter.hits.length, 0);
  return t("found", { total, shown: shown < total ? String(shown) : "all" });
}

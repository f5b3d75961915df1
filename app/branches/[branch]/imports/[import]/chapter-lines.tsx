// The lines of a chapter that few chapters have: its own author and date, where it was first published, the section it stands in.
"use client";

import { useWords } from "#app/_words/words.tsx";
import type { ChapterActs } from "#app/branches/[branch]/imports/[import]/chapter-row.tsx";
import { LineField } from "#app/branches/[branch]/imports/[import]/line-field.tsx";
import type { ReviewedChapter } from "#domain/shapes/book.ts";

/** Between the names of sections; what people write it with is taken too. */
const SLASH = " / ";
const SECTIONS_MOST = 6;

export interface ChapterLinesProps {
  at: number;
  id: string;
  chapter: ReviewedChapter;
  onChange: ChapterActs["change"];
}

export function ChapterLines({ at, id, chapter, onChange }: ChapterLinesProps) {
  const t = useWords("review");
  const { author = "", date = "", source = "", section } = chapter;
  return (
    <div className="grid gap-4 rounded-md bg-wash p-4 sm:ms-11 sm:grid-cols-2">
      <LineField
        label={t("contents.author")}
        maxLength={200}
        value={author}
        onLine={(line) => onChange(at, { author: line || undefined }, `author ${id}`)}
      />
      <LineField
        label={t("contents.date")}
        hint={t("contents.dateHint")}
        maxLength={60}
        value={date}
        onLine={(line) => onChange(at, { date: line || undefined }, `date ${id}`)}
      />
      <LineField
        label={t("contents.source")}
        maxLength={300}
        value={source}
        onLine={(line) => onChange(at, { source: line || undefined }, `source ${id}`)}
      />
      <LineField
        label={t("contents.section")}
        hint={t("contents.sectionHint")}
        maxLength={1000}
        value={section.join(SLASH)}
        onLine={(line) => onChange(at, { section: sectionsIn(line) }, `section ${id}`)}
      />
    </div>
  );
}

function sectionsIn(line: string): string[] {
  return line
    .split(/\s+\/(?:\s+|$)/u)
    .map((name) => name.trim().slice(0, 300))
    .filter((name) => name !== "")
    .slice(0, SECTIONS_MOST);
}

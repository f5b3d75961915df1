// The contents under review as a tree: chapters below the sections they stand in, each with its row.
"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { useWords } from "#app/_words/words.tsx";
import { type ChapterActs, ChapterRow } from "#app/branches/[branch]/imports/[import]/chapter-row.tsx";
import type { ReviewState } from "#app/branches/[branch]/imports/[import]/use-review.ts";
import type { ImportOutline, ReviewedChapter } from "#domain/shapes/book.ts";
import { changeChapter, mergeWithPrevious, splitAt } from "#domain/text/review.ts";

export interface ContentsEditorProps {
  chapters: readonly ReviewedChapter[];
  read: ImportOutline["read"];
  look: { branchId: string; importId: string };
  step: ReviewState["step"];
}

export function ContentsEditor({ chapters, read, look, step }: ContentsEditorProps) {
  const t = useWords("review");
  const [said, setSaid] = useState("");
  const next = useRef<string>(undefined);
  // A step that takes a row away, or makes one, leads the keyboard to the chapter it was about.
  useEffect(() => {
    if (!next.current || chapters.length === 0) return;
    document.getElementById(next.current)?.focus();
    next.current = undefined;
  }, [chapters]);

  const acts = useMemo<ChapterActs>(
    () => ({
      change: (at, change, kind) => step((review) => changeChapter(review, at, change), kind),
      merge: (at) =>
        step((review) => {
          const [before, chapter] = [review.chapters[at - 1], review.chapters[at]];
          setSaid(t("steps.merged", { title: chapter?.title ?? "", before: before?.title ?? "" }));
          next.current = idOf(before);
          return mergeWithPrevious(review, at);
        }),
      split: (at, place, title) =>
        step((review) => {
          const made = splitAt(review, at, place, title);
          setSaid(t("steps.split", { title: made.chapters[at + 1]?.title ?? title }));
          next.current = idAt(place.chapter, place.passage);
          return made;
        }),
      setOut: (at, out) =>
        step((review) => {
          setSaid(t(out ? "steps.left" : "steps.back", { title: review.chapters[at]?.title ?? "" }));
          return changeChapter(review, at, { out: out || undefined });
        }),
    }),
    [step, t],
  );

  const out = chapters.filter((chapter) => chapter.out).length;
  return (
    <section aria-labelledby="contents" className="flex min-w-0 flex-col gap-4">
      <div>
        <h2 id="contents" className="font-text text-xl font-medium">
          {t("contents.title")}
        </h2>
        <p className="text-ink-soft">
          {t("contents.lead", { chapters: chapters.length, out })} {t("contents.joined")}
        </p>
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
      {sectionsOf(chapters).map(({ section, from, to }) => (
        <section key={idOf(chapters[from])} aria-label={section.join(", ") || t("contents.noSection")}>
          {section.length > 0 && (
            <h3 dir="auto" className="pb-2 font-medium [overflow-wrap:anywhere]">
              {section.map((name, depth) => (
                <span key={`${depth} ${name}`} className="block" style={{ paddingInlineStart: `${depth}rem` }}>
                  {name}
                </span>
              ))}
            </h3>
          )}
          <ol className="border-b border-line">
            {chapters.slice(from, to).map((chapter, index) => (
              <ChapterRow
                key={idOf(chapter)}
                id={idOf(chapter)}
                at={from + index}
                chapter={chapter}
                look={look}
                acts={acts}
                words={wordsOf(chapter, read)}
                passages={chapter.parts.reduce((sum, part) => sum + part.to - part.from, 0)}
              />
            ))}
          </ol>
        </section>
      ))}
    </section>
  );
}

/** A chapter is known by where it begins in the text, which no other does. */
function idOf(chapter: ReviewedChapter | undefined): string {
  const first = chapter?.parts[0];
  return first ? idAt(first.chapter, first.from) : "";
}
const idAt = (chapter: number, passage: number) => `chapter-${chapter}-${passage}`;

/** Words are known of chapters as they were read; of a part of one they are counted when it is published. */
function wordsOf({ parts }: ReviewedChapter, read: ImportOutline["read"]): number | undefined {
  let words = 0;
  for (const { chapter, from, to } of parts) {
    const known = read[chapter];
    if (!known || from > 0 || to < known.passages) return undefined;
    words += known.words;
  }
  return words;
}

/** Stretches of chapters that stand in the same section. */
function sectionsOf(chapters: readonly ReviewedChapter[]): { section: string[]; from: number; to: number }[] {
  const out: { section: string[]; from: number; to: number }[] = [];
  for (const [at, { section }] of chapters.entries()) {
    const last = out.at(-1);
    if (last && last.section.join("\n") === section.join("\n")) last.to = at + 1;
    else out.push({ section, from: at, to: at + 1 });
  }
  return out;
}

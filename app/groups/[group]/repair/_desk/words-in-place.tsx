// Some words of an edition where they stand: which chapter and passage, and the words marked in what is round them.
"use client";

import Link from "next/link";
import { useGroup } from "#app/_client/group.tsx";
import { useWords } from "#app/_words/words.tsx";
import { chapterPath } from "#app/groups/[group]/_nav/places.ts";
import type { WordsInPlace as Place } from "#domain/shapes/carrying.ts";

export interface WordsInPlaceProps {
  title: string;
  edition: number;
  place: Place;
}

export function WordsInPlace({ title, edition, place }: WordsInPlaceProps) {
  const t = useWords("repair");
  const { group } = useGroup();
  const { chapter, number, before, quote, after } = place;
  return (
    <figure className="flex min-w-0 flex-col gap-1.5 rounded-md border border-line bg-sheet px-3.5 py-3">
      <figcaption className="flex flex-col text-sm">
        <span className="font-medium">{title}</span>
        <Link
          href={chapterPath(group.id, chapter.id, number)}
          prefetch={false}
          className="min-h-6 w-fit text-ink-soft underline decoration-line-strong underline-offset-3 hover:text-rubric"
        >
          <bdi>{t("where", { edition, chapter: chapter.title, number })}</bdi>
        </Link>
      </figcaption>
      <blockquote
        dir="auto"
        lang={group.book?.language}
        className="font-text leading-relaxed whitespace-pre-line [overflow-wrap:anywhere]"
      >
        <span className="text-ink-soft">{before}</span>
        <mark className="bg-[color-mix(in_srgb,var(--highlight-tint)_55%,transparent)] text-ink forced-colors:bg-[Highlight] forced-colors:text-[HighlightText]">
          {quote}
        </mark>
        <span className="text-ink-soft">{after}</span>
      </blockquote>
    </figure>
  );
}

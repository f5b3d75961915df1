// Where to split a chapter: its passages by their first words, fetched a stretch at a time, with a button at each.
"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useApi } from "#app/_client/api-queries.tsx";
import { useSentences } from "#app/_client/errors.ts";
import { Button } from "#app/_ui/button.tsx";
import { classes } from "#app/_ui/classes.ts";
import { useWords } from "#app/_words/words.tsx";
import type { ReadPassage, ReadStretch, ReviewedChapter } from "#domain/shapes/book.ts";
import { beginningOf, type SplitPlace } from "#domain/text/review.ts";

const SHOWN_AT_ONCE = 100;

export interface SplitListProps {
  look: { branchId: string; importId: string };
  chapter: ReviewedChapter;
  /** Given the place, and the words that stand there. */
  onSplit: (place: SplitPlace, words: string) => void;
  onClose: () => void;
}

export function SplitList({ look, chapter, onSplit, onClose }: SplitListProps) {
  const t = useWords("review");
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const stretches = clip(chapter.parts, shown);
  const all = chapter.parts.reduce((sum, { from, to }) => sum + to - from, 0);
  return (
    <div className="flex flex-col gap-3 rounded-md bg-wash p-4 sm:ms-11">
      <div className="flex items-start justify-between gap-3">
        <h4 ref={heading} tabIndex={-1} className="font-medium outline-none">
          {t("splitting.title")}
        </h4>
        <Button variant="quiet" size="small" onClick={onClose}>
          {t("splitting.close")}
        </Button>
      </div>
      <ol className="flex max-h-96 flex-col overflow-y-auto">
        {stretches.map((stretch, index) => (
          <Stretch
            key={`${stretch.chapter} ${stretch.from}`}
            look={look}
            stretch={stretch}
            isFirst={index === 0}
            onSplit={onSplit}
          />
        ))}
      </ol>
      {shown < all && (
        <Button size="small" className="self-start" onClick={() => setShown(shown + SHOWN_AT_ONCE)}>
          {t("splitting.more")}
        </Button>
      )}
    </div>
  );
}

/** The stretches as far as so many passages, in pieces that are fetched once. */
function clip(parts: readonly ReadStretch[], most: number): ReadStretch[] {
  const out: ReadStretch[] = [];
  let left = most;
  for (const part of parts) {
    for (let from = part.from; from < part.to && left > 0; from += SHOWN_AT_ONCE) {
      const { heading, ...bare } = part;
      const to = Math.min(part.to, from + SHOWN_AT_ONCE);
      out.push({ ...bare, from, to, ...(heading && from === part.from && { heading }) });
      left -= to - from;
    }
  }
  return out;
}

interface StretchProps extends Pick<SplitListProps, "look" | "onSplit"> {
  stretch: ReadStretch;
  isFirst: boolean;
}

function Stretch({ look, stretch, isFirst, onSplit }: StretchProps) {
  const t = useWords("review");
  const sentences = useSentences();
  const { heading, ...range } = stretch;
  const { data, error } = useQuery(
    useApi().import.passages.queryOptions({ ...look, ...range }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  if (error) return <li className="py-2 text-danger">{sentences.of(error)}</li>;
  if (!data) return <li className="py-2 text-ink-soft">{t("splitting.loading")}</li>;
  return data.map((passage, index) => {
    const title = index === 0 ? heading : undefined;
    return (
      <li key={passage.at} className="flex items-start justify-between gap-3 border-t border-line py-1.5 first:border-0">
        <div className="min-w-0 [overflow-wrap:anywhere]" dir="auto">
          {title && <p className="font-medium">{title}</p>}
          <p className={classes(passage.kind === "heading" && "font-medium", !passage.begins && "text-ink-faint")}>
            {passage.begins || t("splitting.empty")}
          </p>
          {isFirst && index === 0 && <p className="text-sm text-ink-soft">{t("splitting.first")}</p>}
        </div>
        {!(isFirst && index === 0) && passage.kind !== "note" && (
          <Button
            size="small"
            aria-label={t("splitting.hereOf", { words: title ?? (passage.begins || t("splitting.empty")) })}
            onClick={() => onSplit({ chapter: stretch.chapter, passage: passage.at }, titleOf(passage))}
          >
            {t("splitting.here")}
          </Button>
        )}
      </li>
    );
  });
}

/** What a chapter that begins with this passage is called: its heading as it stands, or its first words. */
function titleOf({ kind, begins }: ReadPassage): string {
  return (kind === "heading" ? begins : beginningOf(begins)) || "…";
}

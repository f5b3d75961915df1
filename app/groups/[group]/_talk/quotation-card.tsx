// A passage of the book in the talk, with the way back to its place.
"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useGroup } from "#app/_client/group.tsx";
import { classes } from "#app/_ui/classes.ts";
import { useWords } from "#app/_words/words.tsx";
import { chapterPath } from "#app/groups/[group]/_nav/places.ts";
import type { Quoted } from "#app/groups/[group]/_talk/conversation.ts";

export interface QuotationCardProps {
  quotation: Quoted;
  /** What can be done with it. */
  action?: ReactNode;
  className?: string;
}

export function QuotationCard({ quotation, action, className }: QuotationCardProps) {
  const t = useWords("talk");
  const { group } = useGroup();
  const { chapterId, chapterTitle, number, anchor } = quotation;
  const where =
    number === undefined
      ? t("quotation.fromChapter", { title: chapterTitle })
      : t("quotation.from", { title: chapterTitle, number });
  return (
    <figure
      className={classes(
        "flex max-w-2xl gap-2 rounded-md border border-s-3 border-s-line-strong bg-sheet py-2.5 ps-3.5 pe-3",
        className,
      )}
    >
      <div className="flex min-w-0 grow flex-col gap-1">
        <blockquote dir="auto" lang={group.book?.language} className="line-clamp-5 font-text leading-relaxed whitespace-pre-line">
          {anchor.quote}
        </blockquote>
        <figcaption className="text-sm text-ink-soft">
          <Link href={chapterPath(group.id, chapterId, number)} prefetch={false} className="link">
            <bdi>{where}</bdi>
          </Link>
        </figcaption>
      </div>
      {action}
    </figure>
  );
}

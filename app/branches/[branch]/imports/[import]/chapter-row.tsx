// One chapter under review: its title in place, what kind it is, and what can be done with it. Rows are many, so one is drawn again only when it changes.
"use client";

import { memo, useState } from "react";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { classes } from "#app/_ui/classes.ts";
import { Select } from "#app/_ui/select.tsx";
import { useWords } from "#app/_words/words.tsx";
import { ChapterLines } from "#app/branches/[branch]/imports/[import]/chapter-lines.tsx";
import { LineField } from "#app/branches/[branch]/imports/[import]/line-field.tsx";
import { SplitList } from "#app/branches/[branch]/imports/[import]/split-list.tsx";
import type { ReviewedChapter } from "#domain/shapes/book.ts";
import { type ChapterRole, chapterRoles } from "#domain/text/model.ts";
import type { ChapterChange, SplitPlace } from "#domain/text/review.ts";

/** What the rows ask for; the same object for all of them, always. */
export interface ChapterActs {
  change: (at: number, change: ChapterChange, kind?: string) => void;
  merge: (at: number) => void;
  split: (at: number, place: SplitPlace, title: string) => void;
  setOut: (at: number, out: boolean) => void;
}

export interface ChapterRowProps {
  /** Number in the review, from 0. */
  at: number;
  /** Names its title's field. */
  id: string;
  chapter: ReviewedChapter;
  /** Nothing where the chapter is not made of whole chapters. */
  words: number | undefined;
  passages: number;
  look: { branchId: string; importId: string };
  acts: ChapterActs;
}

export const ChapterRow = memo(function ChapterRow({ at, id, chapter, words, passages, look, acts }: ChapterRowProps) {
  const t = useWords("review");
  const [open, setOpen] = useState<"split" | "more">();
  const { title, role, out } = chapter;
  const toggle = (what: "split" | "more") => setOpen((now) => (now === what ? undefined : what));
  return (
    <li // Out of sight it is not laid out: a collection has hundreds.
      className="-mx-1 flex flex-col gap-2 border-t border-line px-1 py-3 [contain-intrinsic-size:auto_6.5rem] [content-visibility:auto]"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span aria-hidden className="w-8 shrink-0 text-end text-sm text-ink-faint tabular-nums">
          {at + 1}
        </span>
        <LineField
          id={id}
          label={t("contents.name", { number: at + 1 })}
          hideLabel
          required
          maxLength={300}
          value={title}
          onLine={(line) => acts.change(at, { title: line }, `title ${id}`)}
          className="min-w-0 grow basis-56"
          inputClassName={classes("font-text", out && "text-ink-faint line-through")}
        />
        <Select
          label={t("contents.role", { title })}
          hideLabel
          value={role}
          onChange={(event) => acts.change(at, { role: event.target.value as ChapterRole })}
          options={chapterRoles.map((value) => ({ value, label: t(`contents.roles.${value}`) }))}
          className="w-40 shrink-0 grow sm:grow-0"
        />
      </div>
      <div className="flex flex-wrap items-center gap-x-1 gap-y-1 text-sm text-ink-soft sm:ps-11">
        <span className="me-3 max-sm:basis-full">
          {words === undefined ? t("contents.passages", { passages }) : t("contents.size", { words, passages })}
        </span>
        {out && <Badge>{t("contents.out")}</Badge>}
        {at > 0 && (
          <Button
            variant="quiet"
            size="small"
            className="max-sm:px-2"
            aria-label={t("contents.mergeOf", { title })}
            onClick={() => acts.merge(at)}
          >
            {t("contents.merge")}
          </Button>
        )}
        <Button
          variant="quiet"
          size="small"
          className="max-sm:px-2"
          aria-label={t("contents.splitOf", { title })}
          aria-expanded={open === "split"}
          disabled={passages < 2}
          onClick={() => toggle("split")}
        >
          {t("contents.split")}
        </Button>
        <Button
          variant="quiet"
          size="small"
          className="max-sm:px-2"
          aria-label={t(out ? "contents.takeBackOf" : "contents.leaveOf", { title })}
          onClick={() => acts.setOut(at, !out)}
        >
          {t(out ? "contents.takeBack" : "contents.leave")}
        </Button>
        <Button
          variant="quiet"
          size="small"
          className="max-sm:px-2"
          aria-label={t("contents.moreOf", { title })}
          aria-expanded={open === "more"}
          onClick={() => toggle("more")}
        >
          {t("contents.more")}
        </Button>
      </div>
      {open === "more" && <ChapterLines at={at} id={id} chapter={chapter} onChange={acts.change} />}
      {open === "split" && (
        <SplitList
          look={look}
          chapter={chapter}
          onClose={() => setOpen(undefined)}
          onSplit={(place, words) => {
            setOpen(undefined);
            acts.split(at, place, words);
          }}
        />
      )}
    </li>
  );
});

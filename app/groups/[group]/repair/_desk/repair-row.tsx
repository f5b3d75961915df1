// One note at the repair desk: a line with what is doubtful about it; open, its words then and now side by side, and what can be done.
"use client";

import { ChevronRight } from "lucide-react";
import { RichText } from "#app/_client/rich.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { useWords } from "#app/_words/words.tsx";
import { ChoosePlace } from "#app/groups/[group]/repair/_desk/choose-place.tsx";
import { WordsInPlace } from "#app/groups/[group]/repair/_desk/words-in-place.tsx";
import type { Anchor } from "#domain/anchoring/anchor.ts";
import type { Repair, RepairList } from "#domain/shapes/carrying.ts";

export interface RepairRowProps {
  repair: Repair;
  edition: RepairList["edition"];
  open: boolean;
  busy: boolean;
  /** Which of the offered places is shown; none of them for words that are gone, at first. */
  shown: number | undefined;
  onOpen: () => void;
  onAccept: () => void;
  onNext: () => void;
  onLeave: () => void;
  choosing: boolean;
  onChoosing: (open: boolean) => void;
  onPlace: (chapterId: string, anchor: Anchor) => void;
}

export const rowId = (noteId: string) => `repair-${noteId}`;

export function RepairRow(props: RepairRowProps) {
  const { repair, edition, open, busy, shown, onOpen, onAccept, onNext, onLeave, choosing, onChoosing, onPlace } = props;
  const t = useWords("repair");
  const { annotation, state, score, was, places } = repair;
  const place = shown === undefined ? undefined : places[shown];
  const more = places.length > (shown === undefined ? 0 : 1);
  return (
    <li className="flex flex-col rounded-md border border-line bg-raised">
      <h3 className="flex">
        <button
          type="button"
          id={rowId(annotation.id)}
          aria-expanded={open}
          onClick={onOpen}
          className="flex min-h-11 min-w-0 grow items-center gap-3 rounded-md px-3.5 py-2 text-start"
        >
          <ChevronRight
            aria-hidden
            className={`size-4 shrink-0 transition-transform motion-reduce:transition-none rtl:-scale-x-100 ${open ? "rotate-90" : ""}`}
          />
          <Badge tone={state === "orphan" ? "danger" : "warn"}>{t(`state.${state}`)}</Badge>
          <q dir="auto" className="min-w-0 grow truncate font-text font-normal quotes-auto">
            {was.quote}
          </q>
          {state !== "orphan" && (
            <span className="shrink-0 text-sm font-normal text-ink-soft max-sm:hidden">{t("likeness", { score })}</span>
          )}
        </button>
      </h3>
      {open && (
        <div className="flex flex-col gap-4 px-3.5 pt-2 pb-4">
          <div className="flex flex-col gap-1">
            <p className="text-sm text-ink-soft">{t("by", { kind: annotation.kind, name: annotation.author.name })}</p>
            {annotation.body && <RichText text={annotation.body} />}
          </div>
          <div className="grid gap-3 md:grid-cols-2">
            <WordsInPlace title={t("was")} edition={edition.before} place={was} />
            {place ? (
              <WordsInPlace
                title={shown === 0 && state === "check" ? t("now") : t("offered", { at: (shown ?? 0) + 1, count: places.length })}
                edition={edition.now}
                place={place}
              />
            ) : (
              <p className="rounded-md border border-dashed border-line-strong px-3.5 py-3 text-ink-soft">
                {t("nowhere", { edition: edition.now })}
              </p>
            )}
          </div>
          <div className="flex flex-wrap gap-2">
            {place && (
              <Button variant="primary" size="small" busy={busy} aria-keyshortcuts="a" onClick={onAccept}>
                {t("accept")}
              </Button>
            )}
            {more && (
              <Button size="small" aria-keyshortcuts="m" onClick={onNext}>
                {t("next")}
              </Button>
            )}
            <Button size="small" aria-keyshortcuts="c" onClick={() => onChoosing(true)}>
              {t("choose")}
            </Button>
            <Button size="small" aria-keyshortcuts="l" onClick={onLeave}>
              {t("leave", { edition: edition.before })}
            </Button>
          </div>
          {choosing && <ChoosePlace near={place ?? was} quote={was.quote} onClose={() => onChoosing(false)} onPlace={onPlace} />}
        </div>
      )}
    </li>
  );
}

// Choosing where a note belongs: words selected in the text of the new edition, or one of its passages whole.
"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useApi } from "#app/_client/api-queries.tsx";
import { useSentences } from "#app/_client/errors.ts";
import { useGroup } from "#app/_client/group.tsx";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Dialog } from "#app/_ui/dialog.tsx";
import { Select } from "#app/_ui/select.tsx";
import { SkeletonText } from "#app/_ui/skeleton.tsx";
import { useWords } from "#app/_words/words.tsx";
import type { Anchor, Position } from "#domain/anchoring/anchor.ts";
import { type Described, describeSelection } from "#domain/anchoring/describe-selection.ts";
import type { WordsInPlace } from "#domain/shapes/carrying.ts";

export interface ChoosePlaceProps {
  /** Where to begin to look. */
  near: Pick<WordsInPlace, "chapter" | "number">;
  /** The words that the note was on. */
  quote: string;
  onClose: () => void;
  onPlace: (chapterId: string, anchor: Anchor) => void;
}

export function ChoosePlace({ near, quote, onClose, onPlace }: ChoosePlaceProps) {
  const t = useWords("repair");
  const { group } = useGroup();
  const sentences = useSentences();
  const contents = group.book?.contents ?? [];
  const [chapterId, setChapterId] = useState(
    () =>
      (
        contents.find(({ id }) => id === near.chapter.id) ??
        contents.find(({ title }) => title === near.chapter.title) ??
        contents[0]
      )?.id ?? "",
  );
  const [selected, setSelected] = useState<Described>();
  const text = useRef<HTMLOListElement>(null);
  const chapter = useQuery(useApi().chapter.read.queryOptions({ groupId: group.id, chapterId }));
  const passages = chapter.data?.passages;

  useEffect(() => {
    if (!passages) return;
    setSelected(undefined);
    const number = Math.min(near.number, passages.length);
    text.current?.querySelector(`[data-number="${number}"]`)?.scrollIntoView({ block: "center" });
    function changed() {
      const stretch = selectedIn(text.current);
      setSelected(stretch && passages && describeSelection(passages, stretch));
    }
    document.addEventListener("selectionchange", changed);
    return () => document.removeEventListener("selectionchange", changed);
  }, [passages, near.number]);

  function takePassage(id: string, length: number) {
    if (!passages) return;
    const whole = describeSelection(passages, { start: { passage: id, offset: 0 }, end: { passage: id, offset: length } });
    if (whole.ok) onPlace(chapterId, whole.anchor);
    else setSelected(whole);
  }

  return (
    <Dialog
      title={t("placing.title")}
      description={t("placing.lead")}
      size="wide"
      open
      onOpenChange={(open) => !open && onClose()}
      actions={
        <Button
          variant="primary"
          disabled={!selected?.ok}
          className="max-w-full truncate"
          onClick={() => selected?.ok && onPlace(chapterId, selected.anchor)}
        >
          {selected?.ok ? t("placing.words", { quote: shorten(selected.anchor.quote) }) : t("placing.none")}
        </Button>
      }
    >
      <blockquote dir="auto" className="line-clamp-3 border-s-2 border-line-strong ps-3 font-text">
        {quote}
      </blockquote>
      <Select
        label={t("placing.chapter")}
        value={chapterId}
        onChange={(event) => setChapterId(event.target.value)}
        options={contents.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <FormFault>
        {chapter.isError
          ? sentences.of(chapter.error)
          : selected && !selected.ok && selected.why === "too_long"
            ? t("placing.tooLong")
            : undefined}
      </FormFault>
      {passages ? (
        <ol
          ref={text}
          aria-label={t("placing.text")}
          lang={chapter.data?.chapter.lang}
          dir={chapter.data?.chapter.dir}
          className="flex max-h-[45dvh] flex-col gap-1 overflow-y-auto rounded-md border border-line p-2"
        >
          {passages.map(({ id, number, text: words }) =>
            words === "" ? null : (
              <li key={id} data-number={number} className="flex items-start gap-2">
                <Button
                  variant="quiet"
                  size="small"
                  aria-label={t("placing.passage", { number })}
                  className="shrink-0 tabular-nums"
                  onClick={() => takePassage(id, words.length)}
                >
                  {number}
                </Button>
                {/* One piece of text, so that a place in it is an offset in canonical text. */}
                <p data-passage={id} className="min-w-0 pt-1 font-text whitespace-pre-line [overflow-wrap:anywhere]">
                  {words}
                </p>
              </li>
            ),
          )}
        </ol>
      ) : (
        !chapter.isError && <SkeletonText lines={6} />
      )}
    </Dialog>
  );
}

/** The two ends of what is selected in the text; nothing when nothing is, or when it begins or ends elsewhere. */
function selectedIn(root: HTMLElement | null): { start: Position; end: Position } | undefined {
  const selection = getSelection();
  if (!root || !selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const [start, end] = [
    positionOf(root, range.startContainer, range.startOffset),
    positionOf(root, range.endContainer, range.endOffset),
  ];
  return start && end && { start, end };
}

function positionOf(root: HTMLElement, node: Node, offset: number): Position | undefined {
  const element = node instanceof Element ? node : node.parentElement;
  const passage = element?.closest<HTMLElement>("[data-passage]");
  if (!passage?.dataset.passage || !root.contains(passage)) return undefined;
  // In the passage itself an offset counts its one piece of text: before it, or after it.
  return {
    passage: passage.dataset.passage,
    offset: node instanceof Text ? offset : offset * (passage.textContent?.length ?? 0),
  };
}

const SHORT = 40;
const shorten = (quote: string) => (quote.length > SHORT ? `${quote.slice(0, SHORT).trimEnd()}…` : quote);

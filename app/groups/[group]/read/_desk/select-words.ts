// Selecting by words and sentences of the passage one is at: what keys do. Fetched with the first of them.
"use client";

import type { Desk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { blockOfNumber, goToPassage } from "#app/groups/[group]/read/_desk/go-to.ts";
import { selectStretch, stretchSelected } from "#app/groups/[group]/read/_desk/selected.ts";
import type { Stretch } from "#domain/anchoring/anchor.ts";
import { nextEdge, type Segment, segmentAt, sentencesOf, wordsOf } from "#domain/anchoring/segments.ts";

/** "grow": the word, then its sentence, then the passage. "move": the next word or the one before instead. The others move the end. */
export type Selecting = "grow" | "move" | "word" | "sentence";

/** Selects in a passage, beginning at what is selected there or at its first word. */
export function selectWords(desk: Desk, number: number, how: Selecting, step: 1 | -1): void {
  const block = blockOfNumber(number);
  const passage = desk.passageTexts().find(({ id }) => id === block?.dataset.passage);
  if (!block || !passage) return;
  const text: PassageInWords = {
    id: passage.id,
    words: wordsOf(passage.text, languageAt(block)),
    sentences: sentencesOf(passage.text, languageAt(block)),
    length: passage.text.length,
  };
  const selected = stretchSelected(desk);
  const here = selected?.start.passage === passage.id && selected.end.passage === passage.id ? selected : undefined;
  const now = here && { start: here.start.offset, end: here.end.offset };
  // In a script that runs the other way, so do the arrows.
  const way = how === "sentence" || getComputedStyle(block).direction === "ltr" ? step : step === 1 ? -1 : 1;
  const next = now === undefined || now.start === now.end ? begun(text, now?.start ?? 0, how) : changed(text, now, how, way);
  if (!next) return;
  if (!block.contains(document.activeElement)) goToPassage(number, "focus");
  selectStretch(desk, asStretch(passage.id, next));
  say(passage.text.slice(next.start, next.end));
}

interface PassageInWords {
  id: string;
  words: Segment[];
  sentences: Segment[];
  length: number;
}

function begun({ words, sentences }: PassageInWords, at: number, how: Selecting): Segment | undefined {
  return segmentAt(how === "sentence" ? sentences : words, at);
}

function changed({ words, sentences, length }: PassageInWords, now: Segment, how: Selecting, step: 1 | -1): Segment | undefined {
  switch (how) {
    case "grow": {
      const sentence = segmentAt(sentences, now.start);
      const whole = { start: sentences[0]?.start ?? 0, end: sentences.at(-1)?.end ?? length };
      if (!sentence || (now.start <= whole.start && now.end >= whole.end)) return segmentAt(words, now.start);
      return now.start > sentence.start || now.end < sentence.end ? sentence : whole;
    }
    case "move": {
      const start = nextEdge(words, now.start, step, "start");
      return start === undefined ? undefined : segmentAt(words, start);
    }
    default: {
      const end = nextEdge(how === "word" ? words : sentences, now.end, step, "end");
      if (end !== undefined && end > now.start) return { start: now.start, end };
      // Never less than one word.
      return step < 0 ? segmentAt(words, now.start) : undefined;
    }
  }
}

/** The language of the words of a passage. */
export function languageAt(block: Element): string {
  return (
    block.querySelector("[data-words] [lang], [data-words][lang]")?.getAttribute("lang") ??
    block.closest<HTMLElement>("[lang]")?.lang ??
    ""
  );
}

export const asStretch = (passage: string, { start, end }: Segment): Stretch => ({
  start: { passage, offset: start },
  end: { passage, offset: end },
});

let region: HTMLElement | undefined;
/** Those who listen hear what is selected. */
function say(words: string): void {
  if (!region?.isConnected) {
    region = document.createElement("div");
    region.className = "sr-only";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  region.textContent = words;
}

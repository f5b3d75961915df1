// The review on the page: its state, the steps that can be taken back, and its saving as it is edited.
"use client";

import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { draftKey } from "#app/_client/drafts.ts";
import { failureOf } from "#app/_client/failure.ts";
import { useTab } from "#app/_client/tab.tsx";
import { ReviewSaver, type SavingState } from "#app/branches/[branch]/imports/[import]/review-saver.ts";
import { type ImportOutline, Review } from "#domain/shapes/book.ts";
import { checkReview } from "#domain/text/review.ts";

const SAVE_AFTER_MS = 700;
const AGAIN_AFTER_MS = 5_000;
const STEPS_MOST = 200;

/** What is reviewed: the review, and the book it corrects. */
export interface Reviewed {
  review: Review;
  ofBookId?: string;
}

export interface ReviewState extends Reviewed {
  /** Takes a step. Steps of the same `kind` in a row, as letters typed into one field, are taken back together. */
  step: (change: (review: Review) => Review, kind?: string) => void;
  correct: (bookId: string | undefined) => void;
  undo: () => void;
  canUndo: boolean;
  saving: SavingState;
  /** Saves now; gives whether all is saved. */
  flush: () => Promise<boolean>;
  /** Nothing more is to be saved: it was published or thrown away. */
  end: () => void;
}

export function useReview(outline: ImportOutline): ReviewState {
  const { id: importId, branchId, ofBookId } = outline.import;
  const api = useApiClient();
  const key = draftKey(useTab()?.personId, `review:${importId}`);
  const [now, setNow] = useState<Reviewed>({ review: outline.review, ...(ofBookId && { ofBookId }) });
  const current = useRef(now);
  const past = useRef<{ was: Reviewed; kind: string | undefined }[]>([]);
  const [canUndo, setCanUndo] = useState(false);
  const [saver] = useState(
    () =>
      new ReviewSaver<Reviewed>({
        send: (reviewed) => api.import.revise.mutate({ branchId, importId, ...reviewed }),
        keep: (reviewed) => keepHere(key, reviewed),
        isFinal: (thrown) => failureOf(thrown).kind !== "later",
        waitMs: SAVE_AFTER_MS,
        againMs: AGAIN_AFTER_MS,
      }),
  );
  const saving = useSyncExternalStore(
    (listener) => saver.subscribe(listener),
    () => saver.state,
    () => saver.state,
  );

  const show = useCallback((next: Reviewed) => {
    current.current = next;
    setNow(next);
    setCanUndo(past.current.length > 0);
  }, []);
  const become = useCallback(
    (next: Reviewed) => {
      show(next);
      saver.change(next);
    },
    [show, saver],
  );
  const take = useCallback(
    (next: Reviewed, kind?: string) => {
      const was = current.current;
      if (kind === undefined || past.current.at(-1)?.kind !== kind) past.current.push({ was, kind });
      if (past.current.length > STEPS_MOST) past.current.shift();
      become(next);
    },
    [become],
  );

  useEffect(() => {
    const shape = outline.read.map(({ passages }) => passages);
    const readKept = (text: string | null) => {
      const kept = reviewedOf(text);
      const isOfThis = kept && !checkReview(kept.review, shape).some(({ reason }) => reason === "review_passages");
      return isOfThis ? kept : undefined;
    };
    // What this device had not saved when the page was left goes on from there.
    const left = readKept(keptHere(key));
    if (left) become(left);
    // What another tab saves is shown here too, or the next save from here would take it back unseen.
    const follow = (event: StorageEvent) => {
      const theirs = event.key === key && saver.state.is === "saved" ? readKept(event.newValue) : undefined;
      if (!theirs) return;
      past.current.push({ was: current.current, kind: undefined });
      show(theirs);
    };
    const send = () => void saver.flush();
    window.addEventListener("storage", follow);
    window.addEventListener("online", send);
    window.addEventListener("pagehide", send);
    return () => {
      window.removeEventListener("storage", follow);
      window.removeEventListener("online", send);
      window.removeEventListener("pagehide", send);
      send();
    };
  }, [become, show, key, outline.read, saver]);

  const step = useCallback<ReviewState["step"]>(
    (change, kind) => {
      const review = change(current.current.review);
      if (review !== current.current.review) take({ ...current.current, review }, kind);
    },
    [take],
  );

  return useMemo(
    () => ({
      ...now,
      canUndo,
      saving,
      step,
      correct: (bookId) => take({ review: current.current.review, ...(bookId && { ofBookId: bookId }) }),
      undo() {
        const last = past.current.pop();
        if (last) become(last.was);
      },
      flush: () => saver.flush(),
      end: () => saver.stop(),
    }),
    [now, canUndo, saving, step, take, become, saver],
  );
}

/** A device that keeps nothing still lets people edit. */
function keepHere(key: string, reviewed: Reviewed | undefined): void {
  try {
    if (reviewed) localStorage.setItem(key, JSON.stringify(reviewed));
    else localStorage.removeItem(key);
  } catch {}
}

function keptHere(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function reviewedOf(text: string | null): Reviewed | undefined {
  try {
    const kept: unknown = JSON.parse(text ?? "null");
    if (!kept || typeof kept !== "object" || !("review" in kept)) return undefined;
    const review = Review.safeParse(kept.review);
    const of = "ofBookId" in kept && typeof kept.ofBookId === "string" ? { ofBookId: kept.ofBookId } : {};
    return review.success ? { review: review.data, ...of } : undefined;
  } catch {
    return undefined;
  }
}

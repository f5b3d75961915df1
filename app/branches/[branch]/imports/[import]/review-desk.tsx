// The review of an import: its contents, what is said of the book, its rights; then to the shelf, or away.
"use client";

import { Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo, useRef, useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { useSentences } from "#app/_client/errors.ts";
import { useCommandIds } from "#app/_forms/command-ids.ts";
import { Button } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { ImportReport } from "#app/branches/[branch]/_import/import-report.tsx";
import { forgetImport } from "#app/branches/[branch]/_import/kept-imports.ts";
import { BookFields } from "#app/branches/[branch]/imports/[import]/book-fields.tsx";
import { ContentsEditor } from "#app/branches/[branch]/imports/[import]/contents-editor.tsx";
import { Correction } from "#app/branches/[branch]/imports/[import]/correction.tsx";
import { RightsFields } from "#app/branches/[branch]/imports/[import]/rights-fields.tsx";
import { ThrowAway } from "#app/branches/[branch]/imports/[import]/throw-away.tsx";
import { type ReviewState, useReview } from "#app/branches/[branch]/imports/[import]/use-review.ts";
import type { ImportOutline } from "#domain/shapes/book.ts";
import { checkReview, type ReviewFault } from "#domain/text/review.ts";

export function ReviewDesk({ outline }: { outline: ImportOutline }) {
  const t = useWords("review");
  const sentences = useSentences();
  const { id: importId, branchId, report, format } = outline.import;
  // The same object always, or every row would be drawn again at every letter.
  const look = useMemo(() => ({ branchId, importId }), [branchId, importId]);
  const state = useReview(outline);
  const { review, step, ofBookId } = state;
  const page = useRef<HTMLDivElement>(null);
  const { faults, fault, busy, publish } = usePublish(outline, state, page);
  const say = ({ reason }: ReviewFault) => sentences.ofRefusal({ reason, values: {} });
  const faultOf = (reason: ReviewFault["reason"]) => (faults.some((one) => one.reason === reason) ? say({ reason }) : undefined);
  return (
    // What has the keyboard is not to stand behind the bar at the foot.
    <div ref={page} className="flex flex-col gap-10 [&_:is(a,button,input,select,summary,textarea)]:scroll-mb-28">
      {(faults.length > 0 || fault) && (
        <Notice tone="danger" role="alert" title={t("missing")} className="scroll-mt-8">
          <ul>
            {[...new Set([...faults.map(say), ...(fault ? [fault] : [])])].map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Notice>
      )}
      <div className="grid items-start gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="flex min-w-0 flex-col gap-10 lg:order-2">
          <Correction look={look} books={outline.books} begunFor={outline.import.ofBookId} state={state} />
          <BookFields
            review={review}
            step={step}
            isCorrection={ofBookId !== undefined}
            languageError={faultOf("review_language")}
          />
          <RightsFields review={review} step={step} said={outline.said} faultOf={faultOf} />
          <section aria-labelledby="report" className="flex flex-col gap-2">
            <h2 id="report" className="font-text text-xl font-medium">
              {t("report")}
            </h2>
            {format && <p>{t(`readAs.${format}`)}</p>}
            <ImportReport report={report} />
          </section>
        </div>
        <ContentsEditor chapters={review.chapters} read={outline.read} look={look} step={step} />
      </div>
      <ReviewBar outline={outline} state={state} busy={busy} onPublish={publish} />
    </div>
  );
}

/** Publishing: first what is missing is said where it is missing; then it is sent once, as it stands on the page. */
function usePublish(outline: ImportOutline, state: ReviewState, page: { current: HTMLDivElement | null }) {
  const t = useWords("review");
  const { id: importId, branchId } = outline.import;
  const api = useApiClient();
  const router = useRouter();
  const ids = useCommandIds();
  const sentences = useSentences();
  const { say } = useToast();
  const [asked, setAsked] = useState(false);
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const { review, ofBookId } = state;
  const shape = outline.read.map(({ passages }) => passages);
  const faults = asked ? checkReview(review, shape) : [];

  async function publish() {
    setAsked(true);
    setFault(undefined);
    if (checkReview(review, shape).length > 0) {
      requestAnimationFrame(() => leadToFault(page.current));
      return;
    }
    setBusy(true);
    try {
      const content = { branchId, importId, review, ...(ofBookId && { ofBookId }) };
      const { number } = await api.import.publish.mutate({ id: ids.take(content).id, ...content });
      state.end();
      forgetImport(branchId, importId);
      const title = (ofBookId && outline.books.find(({ id }) => id === ofBookId)?.title) || review.title;
      say({ text: number > 1 ? t("publishedEdition", { number, title }) : t("published", { title }) });
      // What a corrected text changed stands on the page of its book.
      router.push(ofBookId ? `/branches/${branchId}/books/${ofBookId}` : `/branches/${branchId}`);
      router.refresh();
    } catch (thrown) {
      setBusy(false);
      setFault(sentences.of(thrown));
    }
  }
  return { faults, fault, busy, publish };
}

/** To the first field that is wrong, or to the notice where it is about none. */
function leadToFault(page: HTMLElement | null): void {
  const field = page?.querySelector<HTMLElement>('[aria-invalid="true"]');
  if (field) field.focus();
  else page?.querySelector('[role="alert"]')?.scrollIntoView();
}

interface ReviewBarProps {
  outline: ImportOutline;
  state: ReviewState;
  busy: boolean;
  onPublish: () => void;
}

/** What is always at hand: whether it is saved, the last step back, away, to the shelf. */
function ReviewBar({ outline, state, busy, onPublish }: ReviewBarProps) {
  const t = useWords("review");
  const sentences = useSentences();
  const [undone, setUndone] = useState(0);
  const { saving } = state;
  const said = saving.is === "refused" ? t("saving.refused", { why: sentences.of(saving.thrown) }) : t(`saving.${saving.is}`);
  return (
    <div className="z-bar sticky bottom-0 -mx-5 flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line bg-page px-5 py-3 sm:-mx-8 sm:px-8">
      <p className="me-auto text-sm text-ink-soft max-sm:basis-full">{said}</p>
      {/* That all is well is not read out at every letter. */}
      <p role="status" className="sr-only">
        {saving.is === "kept" || saving.is === "refused" ? said : undone > 0 && <span key={undone}>{t("steps.undone")}</span>}
      </p>
      <Button
        variant="quiet"
        className="max-sm:px-2.5"
        aria-disabled={!state.canUndo || undefined}
        onClick={() => {
          if (!state.canUndo) return;
          state.undo();
          setUndone((times) => times + 1);
        }}
      >
        <Undo2 aria-hidden />
        <span className="max-sm:sr-only">{t("undo")}</span>
      </Button>
      <ThrowAway outline={outline} onAway={state.end} />
      <Button variant="primary" className="max-sm:px-2.5" busy={busy} onClick={onPublish}>
        {t("publish")}
      </Button>
    </div>
  );
}

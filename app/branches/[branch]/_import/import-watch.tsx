// An import the server is working on: asked for until it waits for its review or has ended, then where to review it, its report, or the sentence it was refused with.
"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { useApi } from "#app/_client/api-queries.tsx";
import { useSentences } from "#app/_client/errors.ts";
import { Button } from "#app/_ui/button.tsx";
import { LinkButton } from "#app/_ui/link-button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Progress } from "#app/_ui/progress.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { FileSentence } from "#app/branches/[branch]/_import/file-sentence.tsx";
import { ImportReport } from "#app/branches/[branch]/_import/import-report.tsx";
import { ImportRow } from "#app/branches/[branch]/_import/import-row.tsx";
import { useMinutesLeft } from "#app/branches/[branch]/_import/use-minutes-left.ts";
import type { ImportState } from "#domain/shapes/book.ts";

const LOOK_EVERY_MS = 700;

/** A review takes people's time; whether it was published or thrown away elsewhere is looked up now and then. */
const LOOK_AT_REVIEW_EVERY_MS = 15_000;

function lookAgainAfter(state: ImportState | undefined): number | false {
  if (state?.state === "done" || state?.state === "refused") return false;
  return state?.state === "review" ? LOOK_AT_REVIEW_EVERY_MS : LOOK_EVERY_MS;
}

export interface ImportWatchProps {
  branchId: string;
  importId: string;
  file: string;
  onDismiss: () => void;
  /** It was stopped here. */
  onStopped: () => void;
  /** Absent when the file is not at hand any more. */
  onAgain?: () => void;
  /** It waits for its review; where the page itself becomes the review. */
  onReview?: () => void;
}

export function ImportWatch({ branchId, importId, file, onDismiss, onStopped, onAgain, onReview }: ImportWatchProps) {
  const t = useWords("branch");
  const router = useRouter();
  const sentences = useSentences();
  const { data: state, error } = useQuery(
    useApi().import.look.queryOptions(
      { branchId, importId },
      { refetchInterval: (query) => lookAgainAfter(query.state.data), refetchOnWindowFocus: false },
    ),
  );

  // The shelf was drawn by the server; it has one book more now.
  const done = state?.state === "done";
  useEffect(() => {
    if (done) router.refresh();
  }, [done, router]);

  const reviewed = state?.state === "review";
  const goToReview = useEffectEvent(() => onReview?.());
  useEffect(() => {
    if (reviewed) goToReview();
  }, [reviewed]);

  const dismiss = (
    <Button variant="quiet" onClick={onDismiss}>
      {t("importing.dismiss")}
    </Button>
  );
  if (!state && error)
    return (
      <Notice tone="danger" role="alert" title={<bdi>{file}</bdi>} actions={dismiss}>
        {sentences.of(error)}
      </Notice>
    );
  if (state?.state === "refused")
    return (
      <Notice
        tone="danger"
        role="alert"
        title={<FileSentence says="refused" file={file} />}
        actions={
          <>
            {onAgain && <Button onClick={onAgain}>{t("importing.again")}</Button>}
            {dismiss}
          </>
        }
      >
        {state.refusal}
      </Notice>
    );
  if (state?.state === "done")
    return (
      <Notice tone="ok" role="status" title={<FileSentence says="done" file={file} />} actions={dismiss}>
        <ImportReport report={state.report} />
      </Notice>
    );
  if (state?.state === "review") return <ToReview branchId={branchId} importId={importId} file={file} onStopped={onStopped} />;
  return <UnderWay branchId={branchId} importId={importId} file={file} state={state} onStopped={onStopped} />;
}

/** Stops an import, also one that waits for its review. */
function useStop({ branchId, importId, onStopped }: Pick<ImportWatchProps, "branchId" | "importId" | "onStopped">) {
  const api = useApiClient();
  const sentences = useSentences();
  const { say } = useToast();
  const [stopping, setStopping] = useState(false);
  async function stop() {
    setStopping(true);
    try {
      await api.import.cancel.mutate({ branchId, importId });
      onStopped();
    } catch (thrown) {
      setStopping(false);
      say({ text: sentences.of(thrown), tone: "danger" });
    }
  }
  return { stopping, stop };
}

function ToReview({ file, ...props }: Pick<ImportWatchProps, "branchId" | "importId" | "file" | "onStopped">) {
  const t = useWords("branch");
  const { stopping, stop } = useStop(props);
  return (
    <Notice
      tone="ok"
      role="status"
      title={<FileSentence says="review" file={file} />}
      actions={
        <>
          <LinkButton href={`/branches/${props.branchId}/imports/${props.importId}`} variant="primary">
            {t("importing.toReview")}
          </LinkButton>
          <Button variant="quiet" busy={stopping} onClick={stop}>
            {t("importing.throwAway")}
          </Button>
        </>
      }
    >
      {t("importing.reviewHint")}
    </Notice>
  );
}

type UnderWayProps = Pick<ImportWatchProps, "branchId" | "importId" | "file" | "onStopped"> & { state: ImportState | undefined };

function UnderWay({ branchId, importId, file, state, onStopped }: UnderWayProps) {
  const t = useWords("branch");
  const { stopping, stop } = useStop({ branchId, importId, onStopped });
  const reading = state?.state === "reading" ? state : undefined;
  const minutesLeft = useMinutesLeft(reading?.done ?? 0, reading?.total ?? 0);

  if (!state || state.state === "waiting")
    return <ImportRow label={<FileSentence says="waiting" file={file} />} stopping={stopping} onStop={stop} />;
  return (
    <ImportRow stopping={stopping} onStop={stop}>
      <Progress
        label={<FileSentence says={reading ? "reading" : "storing"} file={file} />}
        {...(reading && reading.total > 0 && { value: Math.min(reading.done / reading.total, 0.99) })}
        {...(minutesLeft !== undefined && { minutesLeft })}
        note={
          <>
            {reading?.what === "pictures" && `${t("importing.pictures")} `}
            {t("importing.whileAway")}
          </>
        }
      />
    </ImportRow>
  );
}

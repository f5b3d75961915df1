// One import: while the file is sent, and from then on as the server tells it.
"use client";

import { useSentences } from "#app/_client/errors.ts";
import { Button } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Progress } from "#app/_ui/progress.tsx";
import { useWords } from "#app/_words/words.tsx";
import { FileSentence } from "#app/branches/[branch]/_import/file-sentence.tsx";
import type { ImportJob, ImportLine } from "#app/branches/[branch]/_import/import-line.ts";
import { ImportRow } from "#app/branches/[branch]/_import/import-row.tsx";
import { ImportWatch } from "#app/branches/[branch]/_import/import-watch.tsx";
import { CutOff } from "#app/branches/[branch]/_import/upload.ts";
import { useMinutesLeft } from "#app/branches/[branch]/_import/use-minutes-left.ts";

const KILOBYTE = 1_000;
const MEGABYTE = 1_000_000;

export interface ImportCardProps {
  branchId: string;
  job: ImportJob;
  line: ImportLine;
}

export function ImportCard({ branchId, job, line }: ImportCardProps) {
  const t = useWords("branch");
  const errors = useWords("errors");
  const sentences = useSentences();
  const { id, fileName: file, state, sent, size } = job;
  const minutesLeft = useMinutesLeft(state === "sending" ? sent : 0, size);
  const dismiss = () => line.dismiss(id);
  const again = () => line.again(id);

  switch (state) {
    case "queued":
      return <ImportRow label={<FileSentence says="queued" file={file} />} onStop={() => line.stop(id)} />;
    case "sending":
      return (
        <ImportRow onStop={() => line.stop(id)}>
          <Progress
            label={<FileSentence says="sending" file={file} />}
            // What is sent is not yet received: the last bit is the server's answer.
            value={size > 0 ? Math.min(sent / size, 0.99) : 0}
            {...(minutesLeft !== undefined && { minutesLeft })}
            note={
              size < MEGABYTE
                ? t("importing.sentKilobytes", { sent: sent / KILOBYTE, total: size / KILOBYTE })
                : t("importing.sentMegabytes", { sent: sent / MEGABYTE, total: size / MEGABYTE })
            }
          />
        </ImportRow>
      );
    case "sent":
      return (
        <ImportWatch
          branchId={branchId}
          importId={id}
          file={file}
          onDismiss={dismiss}
          onStopped={() => line.stop(id)}
          {...(line.hasFile(id) && { onAgain: again })}
        />
      );
    case "stopped":
      return (
        <Notice
          role="status"
          title={t("importing.stopped")}
          actions={
            <>
              {line.hasFile(id) && <Button onClick={again}>{t("importing.again")}</Button>}
              <Button variant="quiet" onClick={dismiss}>
                {t("importing.dismiss")}
              </Button>
            </>
          }
        >
          <bdi>{file}</bdi>
        </Notice>
      );
    case "failed":
      return (
        <Notice
          tone="danger"
          role="alert"
          title={<FileSentence says="refused" file={file} />}
          actions={
            <>
              <Button onClick={again}>{t("importing.again")}</Button>
              <Button variant="quiet" onClick={dismiss}>
                {t("importing.dismiss")}
              </Button>
            </>
          }
        >
          {job.thrown instanceof CutOff ? errors("cutOff") : sentences.of(job.thrown)}
        </Notice>
      );
  }
}

// An import that is not read yet, or has ended, on its own page: how far it is, and the review as soon as it waits for one.
"use client";

import { useRouter } from "next/navigation";
import { useWords } from "#app/_words/words.tsx";
import { ImportWatch } from "#app/branches/[branch]/_import/import-watch.tsx";
import type { ImportState } from "#domain/shapes/book.ts";

export function WaitingImport({ state: { branchId, id, fileName, state } }: { state: ImportState }) {
  const t = useWords("review");
  const router = useRouter();
  const toBranch = () => router.push(`/branches/${branchId}`);
  return (
    <div className="flex max-w-2xl flex-col gap-4">
      {(state === "waiting" || state === "reading") && <p className="text-ink-soft">{t("waiting")}</p>}
      <ImportWatch
        branchId={branchId}
        importId={id}
        file={fileName}
        onDismiss={toBranch}
        onStopped={toBranch}
        onReview={() => router.refresh()}
      />
    </div>
  );
}

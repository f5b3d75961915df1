// Throwing an import away, after a question: nothing brings it back.
"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { useSentences } from "#app/_client/errors.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { forgetImport } from "#app/branches/[branch]/_import/kept-imports.ts";
import type { ImportOutline } from "#domain/shapes/book.ts";

export function ThrowAway({ outline, onAway }: { outline: ImportOutline; onAway: () => void }) {
  const t = useWords("review");
  const { id: importId, branchId, fileName: file } = outline.import;
  const api = useApiClient();
  const router = useRouter();
  const sentences = useSentences();
  const { say } = useToast();
  const [busy, setBusy] = useState(false);

  async function throwAway() {
    setBusy(true);
    try {
      await api.import.cancel.mutate({ branchId, importId });
      onAway();
      forgetImport(branchId, importId);
      say({ text: t("throwAway.done", { file }) });
      router.push(`/branches/${branchId}`);
    } catch (thrown) {
      setBusy(false);
      say({ text: sentences.of(thrown), tone: "danger" });
    }
  }

  return (
    <Dialog
      title={t("throwAway.title")}
      description={t("throwAway.body", { file })}
      size="small"
      trigger={
        <Button variant="quiet" className="max-sm:px-2.5">
          {t("throwAway.open")}
        </Button>
      }
      actions={
        <>
          <DialogClose>
            <Button>{t("throwAway.cancel")}</Button>
          </DialogClose>
          <Button variant="danger" busy={busy} onClick={throwAway}>
            {t("throwAway.submit")}
          </Button>
        </>
      }
    />
  );
}

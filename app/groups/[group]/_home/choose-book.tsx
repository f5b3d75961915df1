// Choosing what the group reads, from what its branch finds on its shelf.
"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { useApi } from "#app/_client/api-queries.tsx";
import { useSentences } from "#app/_client/errors.ts";
import { useGroup } from "#app/_client/group.tsx";
import { useCommandIds } from "#app/_forms/command-ids.ts";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { Button } from "#app/_ui/button.tsx";
import type { ButtonVariant } from "#app/_ui/button-look.ts";
import { Dialog } from "#app/_ui/dialog.tsx";
import { LinkButton } from "#app/_ui/link-button.tsx";
import { SkeletonText } from "#app/_ui/skeleton.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { ShelfChoice } from "#app/groups/[group]/_home/shelf-choice.tsx";
import type { BookSummary } from "#domain/shapes/book.ts";

export function ChooseBook({ variant = "plain" }: { variant?: ButtonVariant }) {
  const t = useWords("group");
  const { group } = useGroup();
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={t("choosing.title")}
      description={t("choosing.lead")}
      size="wide"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant={variant} size={variant === "primary" ? "normal" : "small"}>
          {t(group.book ? "choosing.other" : "choosing.first")}
        </Button>
      }
    >
      <BranchShelf onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function BranchShelf({ onDone }: { onDone: () => void }) {
  const t = useWords("group");
  const { group } = useGroup();
  const api = useApiClient();
  const sentences = useSentences();
  const toast = useToast();
  const ids = useCommandIds();
  const [busy, setBusy] = useState<string>();
  const [fault, setFault] = useState<string>();
  const shelf = useQuery(useApi().book.offers.queryOptions({ groupId: group.id }, { staleTime: 0 }));

  async function choose(book: BookSummary) {
    setBusy(book.id);
    setFault(undefined);
    try {
      await api.book.choose.mutate({ id: ids.take(book.id).id, groupId: group.id, bookId: book.id });
      ids.spend();
      toast.say({ text: t("choosing.done", { title: book.title || t("book.untitled") }) });
      onDone();
    } catch (thrown) {
      setFault(sentences.of(thrown));
    } finally {
      setBusy(undefined);
    }
  }

  if (shelf.isError) return <FormFault>{sentences.of(shelf.error)}</FormFault>;
  if (!shelf.data) return <SkeletonText lines={4} />;
  if (shelf.data.length === 0)
    return (
      <div className="flex flex-col items-start gap-4">
        <p>{t("choosing.empty", { branch: group.branchName })}</p>
        <LinkButton href={`/branches/${group.branchId}`} variant="primary">
          {t("choosing.toShelf")}
        </LinkButton>
      </div>
    );
  return (
    <>
      <FormFault>{fault}</FormFault>
      <ShelfChoice books={shelf.data} branchId={group.branchId} now={group.book?.id} busy={busy} onChoose={choose} />
    </>
  );
}

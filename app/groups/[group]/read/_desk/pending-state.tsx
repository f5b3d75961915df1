// In words, how far something the reader wrote has come: sending, kept for later, or refused with the reason and what can be done.
"use client";

import { useSentences } from "#app/_client/errors.ts";
import type { OutboxItem } from "#app/_client/outbox.ts";
import { Button } from "#app/_ui/button.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";

export interface PendingStateProps {
  item: OutboxItem | undefined;
  onRetry: (id: string) => void;
  onDiscard: (id: string) => void;
}

export function PendingState({ item, onRetry, onDiscard }: PendingStateProps) {
  const t = useWords("desk");
  const sentences = useSentences();
  const toast = useToast();
  if (!item || item.state === "sent") return null;
  if (item.state !== "refused") {
    return (
      <p role="status" className="text-sm text-ink-faint">
        {t(`states.${item.state}`)}
      </p>
    );
  }
  const body = "body" in item.input ? item.input.body : "";
  async function copy() {
    await navigator.clipboard?.writeText(body);
    toast.say({ text: t("states.copied") });
  }
  return (
    <div role="alert" className="flex flex-col gap-2 text-sm text-danger">
      <p>
        {t("states.refused")} {item.refusal && sentences.ofRefusal(item.refusal)}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => onRetry(item.id)}>
          {t("states.retry")}
        </Button>
        {body !== "" && (
          <Button size="small" onClick={copy}>
            {t("states.copy")}
          </Button>
        )}
        <Button size="small" variant="quiet" onClick={() => onDiscard(item.id)}>
          {t("states.discard")}
        </Button>
      </div>
    </div>
  );
}

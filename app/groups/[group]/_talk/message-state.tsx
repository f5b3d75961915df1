// How far a message of the reader's own has come, in words; with what can be done when it was refused.
"use client";

import { useEffect, useState } from "react";
import { useSentences } from "#app/_client/errors.ts";
import type { OutboxItem } from "#app/_client/outbox.ts";
import { Button } from "#app/_ui/button.tsx";
import { useWords } from "#app/_words/words.tsx";

/** On a good line a message is there before anybody could read "sending". */
const QUIET_MS = 500;

export interface MessageStateProps {
  item: OutboxItem;
  onRetry: (id: string) => void;
  onDiscard: (id: string) => void;
}

export function MessageState({ item, onRetry, onDiscard }: MessageStateProps) {
  const t = useWords("talk");
  const sentences = useSentences();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, []);
  if (item.state === "refused") {
    return (
      <div className="flex flex-col items-start gap-2 pt-1">
        <p role="alert" className="text-sm text-danger">
          {t("states.refused")} {item.refusal && sentences.ofRefusal(item.refusal)}
        </p>
        <div className="flex flex-wrap gap-2">
          <Button size="small" onClick={() => onRetry(item.id)}>
            {t("states.retry")}
          </Button>
          <Button size="small" variant="quiet" onClick={() => onDiscard(item.id)}>
            {t("states.discard")}
          </Button>
        </div>
      </div>
    );
  }
  if (!slow || item.state === "sent" || item.state === "held") return null;
  return <p className="text-sm text-ink-soft">{t(`states.${item.state}`)}</p>;
}

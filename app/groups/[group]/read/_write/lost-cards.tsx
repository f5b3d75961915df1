// Words of mine whose note is gone: they are shown until I have copied them or let them go.
"use client";

import { Button } from "#app/_ui/button.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { useLostWords } from "#app/groups/[group]/read/_write/lost-words.ts";

export function LostCards() {
  const lost = useLostWords();
  const t = useWords("composing");
  const toast = useToast();
  async function copy(body: string) {
    await navigator.clipboard?.writeText(body);
    toast.say({ text: t("lost.copied") });
  }
  if (lost.length === 0) return null;
  return (
    <ul aria-label={t("lost.label")} className="mb-3 flex flex-col gap-2">
      {lost.map(({ key, body, drop }) => (
        <li key={key} className="flex flex-col gap-2 rounded-lg border border-danger bg-sheet p-3 text-sm">
          <p role="alert">{t("lost.gone")}</p>
          <p className="max-h-40 overflow-y-auto whitespace-pre-wrap" dir="auto">
            {body}
          </p>
          <div className="flex flex-wrap gap-2">
            <Button size="small" onClick={() => copy(body)}>
              {t("lost.copy")}
            </Button>
            <Button size="small" variant="quiet" onClick={drop}>
              {t("lost.drop")}
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}

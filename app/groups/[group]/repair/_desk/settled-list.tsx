// What was settled last, each with the way to take it back.
"use client";

import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { useWords } from "#app/_words/words.tsx";
import type { Repair } from "#domain/shapes/carrying.ts";

export interface SettledListProps {
  settled: readonly Repair[];
  busy: boolean;
  onUndo: (repair: Repair) => void;
}

export function SettledList({ settled, busy, onUndo }: SettledListProps) {
  const t = useWords("repair");
  return (
    <section aria-labelledby="repair-settled" className="flex flex-col gap-3">
      <h2 id="repair-settled" className="font-text text-xl font-medium">
        {t("settled")}
      </h2>
      <ul className="flex flex-col">
        {settled.map((repair) => (
          <li key={repair.annotation.id} className="flex min-h-11 items-center gap-3 border-b border-line py-1.5 last:border-b-0">
            <Badge tone="ok">{t(`settledAs.${repair.settled ?? "accepted"}`)}</Badge>
            <q dir="auto" className="min-w-0 grow truncate font-text">
              {repair.was.quote}
            </q>
            <Button
              variant="quiet"
              size="small"
              busy={busy}
              aria-label={t("undoOf", { quote: repair.was.quote })}
              onClick={() => onUndo(repair)}
            >
              {t("undo")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

// Accepting everything that is to check in one chapter, for whoever has looked through it.
"use client";

import { useId, useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Select } from "#app/_ui/select.tsx";
import { useWords } from "#app/_words/words.tsx";
import type { Repair } from "#domain/shapes/carrying.ts";

export interface ChapterAtOnceProps {
  waiting: readonly Repair[];
  busy: boolean;
  onAccept: (chapter: { id: string; title: string }) => Promise<boolean>;
}

export function ChapterAtOnce({ waiting, busy, onAccept }: ChapterAtOnceProps) {
  const t = useWords("repair");
  const id = useId();
  const [chosen, setChosen] = useState<string>();
  const chapters = [
    ...new Map(
      waiting.flatMap(({ state, now }) => (state === "check" && now ? [[now.chapter.id, now.chapter] as const] : [])),
    ).values(),
  ];
  const chapter = chapters.find((one) => one.id === chosen) ?? chapters[0];
  if (!chapter) return null;
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <h2 id={id} className="font-text text-xl font-medium">
        {t("chapter.label")}
      </h2>
      <div className="flex flex-wrap items-end gap-3">
        <Select
          label={t("chapter.choose")}
          value={chapter.id}
          onChange={(event) => setChosen(event.target.value)}
          options={chapters.map(({ id: value, title: label }) => ({ value, label }))}
          className="min-w-48 max-w-full"
        />
        <Button busy={busy} onClick={() => void onAccept(chapter)}>
          {t("chapter.accept")}
        </Button>
      </div>
    </section>
  );
}

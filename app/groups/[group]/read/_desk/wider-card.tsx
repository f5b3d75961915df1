// A note of another group, which its author shows beyond it: to be read, not to be answered. Fetched when such notes are called for.
"use client";

import { RichText } from "#app/_client/rich.tsx";
import { useWords } from "#app/_words/words.tsx";
import { KindSign } from "#app/groups/[group]/_notes/kind-sign.tsx";
import type { WiderNote } from "#domain/shapes/annotation.ts";

export function WiderCard({ note: { annotation, groupName } }: { note: WiderNote }) {
  const t = useWords("margin");
  const { author, anchor, kind, body } = annotation;
  return (
    <article
      aria-label={t("others.label", { author: author.name, group: groupName, quote: anchor.quote })}
      className="flex flex-col gap-1.5 rounded-lg border border-dashed border-line-strong bg-page px-3 py-2 text-sm"
    >
      <p className="flex flex-wrap items-center gap-x-2 text-ink-soft">
        <KindSign kind={kind} />
        <bdi className="min-w-0 font-medium text-ink [overflow-wrap:anywhere]">{author.name}</bdi>
        <bdi className="min-w-0 [overflow-wrap:anywhere]">{t("others.from", { group: groupName })}</bdi>
      </p>
      <p dir="auto" className="line-clamp-2 font-text text-ink-soft italic">
        {anchor.quote}
      </p>
      {body !== "" && <RichText text={body} />}
    </article>
  );
}

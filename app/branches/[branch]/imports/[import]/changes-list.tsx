// What a corrected text changes: counts, chapters that come, go or are renamed, and passages with the words that differ.
"use client";

import { diffWordsWithSpace } from "diff";
import { useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { useWords } from "#app/_words/words.tsx";
import type { ChangedPassage, EditionChanges } from "#domain/editions/edition-changes.ts";

const SHOWN_AT_ONCE = 20;

export function ChangesList({ changes }: { changes: EditionChanges }) {
  const t = useWords("review");
  const { same, changed, added, removed, passages, chaptersAdded, chaptersRemoved, chaptersRenamed } = changes;
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const renamed = chaptersRenamed.map((names) => t("correction.rename", names));
  return (
    <div className="flex w-full flex-col gap-3">
      <p role="status">{t("correction.counts", { same, changed, added, removed })}</p>
      <Titles label={t("correction.added")} titles={chaptersAdded} />
      <Titles label={t("correction.removed")} titles={chaptersRemoved} />
      <Titles label={t("correction.renamed")} titles={renamed} />
      {passages.length > 0 && (
        <details>
          <summary className="min-h-8 py-1">{t("correction.passages")}</summary>
          <ol className="flex flex-col gap-3 pt-2">
            {passages.slice(0, shown).map((passage) => (
              <li key={`${passage.chapter} ${passage.number} ${passage.after === undefined}`} className="flex flex-col gap-1">
                <p className="text-sm text-ink-soft">
                  {t("correction.place", { chapter: passage.chapter, number: passage.number })}
                </p>
                <Difference passage={passage} />
              </li>
            ))}
          </ol>
          {shown < passages.length && (
            <Button size="small" className="mt-3" onClick={() => setShown(shown + SHOWN_AT_ONCE)}>
              {t("correction.more")}
            </Button>
          )}
        </details>
      )}
    </div>
  );
}

function Titles({ label, titles }: { label: string; titles: readonly string[] }) {
  if (titles.length === 0) return null;
  return (
    <div>
      <p className="font-medium">{label}</p>
      <ul className="list-disc ps-6 [overflow-wrap:anywhere]">
        {titles.map((title) => (
          <li key={title} dir="auto">
            {title}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The passage with what goes struck out and what comes underlined, so that colour is not the only sign. */
function Difference({ passage: { before, after } }: { passage: ChangedPassage }) {
  const t = useWords("review");
  const look = "font-text whitespace-pre-line [overflow-wrap:anywhere]";
  if (before === undefined || after === undefined)
    return (
      <p dir="auto" className={look}>
        <span className="font-sans text-sm font-medium">
          {t(before === undefined ? "correction.newPassage" : "correction.gonePassage")}
        </span>{" "}
        {before === undefined ? <ins className="bg-ok-wash">{after}</ins> : <del className="bg-danger-wash">{before}</del>}
      </p>
    );
  let at = 0;
  return (
    <p dir="auto" className={look}>
      {diffWordsWithSpace(before, after).map(({ value, added, removed }) => {
        const key = `${at} ${added} ${removed}`;
        at += value.length;
        if (added)
          return (
            <ins key={key} className="bg-ok-wash">
              {value}
            </ins>
          );
        return removed ? (
          <del key={key} className="bg-danger-wash">
            {value}
          </del>
        ) : (
          <span key={key}>{value}</span>
        );
      })}
    </p>
  );
}

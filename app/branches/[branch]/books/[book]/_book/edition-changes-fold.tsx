// What a corrected edition changed in the one before it: counts, chapters that came and went, and the first of the changed passages side by side.

import { ChevronRight } from "lucide-react";
import { localeOfRequest, wordsFor } from "#app/_words/words-for.tsx";
import { locales } from "#domain/catalogue/locales.ts";
import type { EditionChanges } from "#domain/editions/edition-changes.ts";

/** More than these nobody reads one by one. */
const SHOWN = 20;

export async function EditionChangesFold({ changes }: { changes: EditionChanges }) {
  const t = await wordsFor("shelf");
  const list = new Intl.ListFormat(locales[await localeOfRequest()].format);
  const { same, changed, added, removed, chaptersAdded, chaptersRemoved, chaptersRenamed } = changes;
  const passages = changes.passages.slice(0, SHOWN);
  return (
    <details className="group/changes text-sm">
      <summary className="flex min-h-9 w-fit items-center gap-2 marker:content-none hover:text-rubric coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open/changes:rotate-90 rtl:-scale-x-100" />
        {t("editions.changes")}
      </summary>
      <div className="flex flex-col gap-2 ps-6 pt-1 [overflow-wrap:anywhere]">
        <p>{t("editions.changed", { same, changed, added, removed })}</p>
        {chaptersAdded.length > 0 && <p>{t("editions.chaptersAdded", { titles: list.format(chaptersAdded) })}</p>}
        {chaptersRemoved.length > 0 && <p>{t("editions.chaptersRemoved", { titles: list.format(chaptersRemoved) })}</p>}
        {chaptersRenamed.map((renamed) => (
          <p key={`${renamed.before} ${renamed.after}`}>{t("editions.chapterRenamed", renamed)}</p>
        ))}
        {passages.length > 0 && changes.passages.length > SHOWN && <p>{t("editions.some", { count: SHOWN })}</p>}
        {passages.map(({ chapter, number, before, after }) => (
          <div key={`${chapter} ${number} ${before ?? ""}`} className="flex flex-col gap-1 border-s-2 border-line ps-3">
            <p className="text-ink-soft">{t("editions.passage", { chapter, number })}</p>
            {before !== undefined && (
              <p dir="auto">
                <span className="sr-only">{t("editions.before")}: </span>
                <del className="text-ink-soft">{before}</del>
              </p>
            )}
            {after !== undefined && (
              <p dir="auto">
                <span className="sr-only">{t("editions.after")}: </span>
                <ins className="no-underline">{after}</ins>
              </p>
            )}
          </div>
        ))}
      </div>
    </details>
  );
}

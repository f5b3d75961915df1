// One edition of a book: when it came and from where, by what right it is here and for how many, what import made of the file, what it changed.

import { ViewerClock } from "#app/_frame/clocks.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { wordsFor } from "#app/_words/words-for.tsx";
import { EditionChangesFold } from "#app/branches/[branch]/books/[book]/_book/edition-changes-fold.tsx";
import { ImportReportFold } from "#app/branches/[branch]/books/[book]/_book/import-report-fold.tsx";
import { StateRights } from "#app/branches/[branch]/books/[book]/_book/state-rights.tsx";
import { isOverCopies } from "#domain/editions/rights.ts";
import type { BookEdition, ShelfBook } from "#domain/shapes/shelf.ts";

export interface EditionCardProps {
  branchId: string;
  book: ShelfBook;
  edition: BookEdition;
  keeper: boolean;
}

export async function EditionCard({ branchId, book, edition, keeper }: EditionCardProps) {
  const t = await wordsFor("shelf");
  const { rights, readers, number } = edition;
  const copies = rights.copies ?? 0;
  const state = keeper && <StateRights {...{ branchId, bookId: book.id, edition }} />;
  return (
    <article
      aria-labelledby={`edition-${number}`}
      className="flex flex-col gap-4 rounded-lg border border-line bg-sheet px-5 py-5 shadow-sheet sm:px-7"
    >
      <div className="flex flex-col gap-1">
        <h3 id={`edition-${number}`} className="font-text text-lg font-medium">
          {t("editions.edition", { number })}
        </h3>
        <p className="text-sm text-ink-soft [overflow-wrap:anywhere]">
          {t.rich("editions.brought", {
            person: edition.broughtBy ?? "none",
            date: () => <ViewerClock instant={edition.createdAt} form="date" year />,
          })}
        </p>
      </div>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-1.5">
        <dt className="text-ink-soft">{t("rights.title")}</dt>
        <dd>
          {t(`rights.${rights.kind}`, { copies })}
          {", "}
          {t("readers", { count: readers })}
        </dd>
        {rights.ground && (
          <>
            <dt className="text-ink-soft">{t("rights.ground")}</dt>
            <dd dir="auto" className="whitespace-pre-line [overflow-wrap:anywhere]">
              {rights.ground}
            </dd>
          </>
        )}
        <dt className="text-ink-soft">{t("editions.format")}</dt>
        <dd>
          {t(`editions.formats.${edition.format}`)}
          {", "}
          {t("editions.words", { words: edition.words })}
        </dd>
        {edition.fileName && (
          <>
            <dt className="text-ink-soft">{t("editions.file")}</dt>
            <dd className="[overflow-wrap:anywhere]">
              <bdi>{edition.fileName}</bdi>
            </dd>
          </>
        )}
      </dl>
      {isOverCopies(rights, readers) && (
        <Notice tone="warn" title={t("rights.overTitle")}>
          {t("rights.over", { readers, copies })}
        </Notice>
      )}
      {rights.kind === "unstated" ? (
        <Notice title={t("rights.unstated")} actions={state}>
          {t(keeper ? "rights.ask" : "rights.unknown")}
        </Notice>
      ) : (
        <div className="empty:hidden">{state}</div>
      )}
      {edition.changes && <EditionChangesFold changes={edition.changes} />}
      <ImportReportFold report={edition.report} />
    </article>
  );
}

// What was mended and what was lost when an edition was imported, folded.

import { ChevronRight } from "lucide-react";
import { wordsFor } from "#app/_words/words-for.tsx";
import type { BookEdition } from "#domain/shapes/shelf.ts";

export async function ImportReportFold({ report }: Pick<BookEdition, "report">) {
  const t = await wordsFor("shelf");
  if (report.length === 0) return <p className="text-sm text-ink-soft">{t("editions.report", { count: 0 })}</p>;
  return (
    <details className="group/report text-sm">
      <summary className="flex min-h-9 w-fit items-center gap-2 marker:content-none hover:text-rubric coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open/report:rotate-90 rtl:-scale-x-100" />
        {t("editions.report", { count: report.length })}
      </summary>
      <dl className="flex flex-col gap-2 ps-6 pt-1">
        {(["lost", "repaired"] as const).map((kind) => {
          const lines = report.filter((line) => line.kind === kind);
          return (
            lines.length > 0 && (
              <div key={kind}>
                <dt className="font-medium">{t(`editions.${kind}`)}</dt>
                {lines.map(({ what }) => (
                  <dd key={what} className="text-ink-soft [overflow-wrap:anywhere]">
                    {what}
                  </dd>
                ))}
              </div>
            )
          );
        })}
      </dl>
    </details>
  );
}

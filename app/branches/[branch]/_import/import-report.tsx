// What an import had to mend, and what of the file is not in the book.
"use client";

import { useWords } from "#app/_words/words.tsx";
import type { ImportState } from "#domain/shapes/book.ts";

export function ImportReport({ report }: Pick<ImportState, "report">) {
  const t = useWords("branch");
  const kinds = (["lost", "repaired"] as const)
    .map((kind) => ({ kind, lines: report.filter((line) => line.kind === kind).map((line) => line.what) }))
    .filter(({ lines }) => lines.length > 0);
  if (kinds.length === 0) return <p>{t("importing.clean")}</p>;
  return (
    <div className="flex flex-col gap-1">
      {kinds.map(({ kind, lines }) => (
        <details key={kind} open={kind === "lost"}>
          <summary className="min-h-8 py-1 text-ink">{t(`importing.${kind}`, { count: lines.length })}</summary>
          <ul className="flex list-disc flex-col gap-1 ps-6 pb-2 text-sm">
            {lines.map((line) => (
              <li key={line} dir="auto">
                {line}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </div>
  );
}

// By what right an edition is here and how many people can open it, on a line; a plain warning where these do not fit.
"use client";

import { TriangleAlert } from "lucide-react";
import { useWords } from "#app/_words/words.tsx";
import { isOverCopies } from "#domain/editions/rights.ts";
import type { Rights } from "#domain/shapes/shelf.ts";

export interface RightsLineProps {
  rights: Rights;
  /** How many people can open it. */
  readers: number;
  /** How many could if the group chose it; then the warning is about that. */
  readersThen?: number;
}

export function RightsLine({ rights, readers, readersThen }: RightsLineProps) {
  const t = useWords("shelf");
  const copies = rights.copies ?? 0;
  return (
    <>
      <span className="block">
        {t(`rights.${rights.kind}`, { copies })}
        {", "}
        {t("readers", { count: readers })}
      </span>
      {isOverCopies(rights, readersThen ?? readers) && (
        <span className="mt-1 flex items-start gap-1.5 font-medium text-warn">
          <TriangleAlert aria-hidden className="mt-[0.15em] size-3.5 shrink-0" />
          {readersThen === undefined
            ? t("rights.over", { readers, copies })
            : t("rights.overThen", { readers: readersThen, copies })}
        </span>
      )}
    </>
  );
}

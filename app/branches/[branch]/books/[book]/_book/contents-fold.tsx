// The contents of a book on its page: what is in it, for those who have not opened it yet. Folded, since a book may have hundreds of chapters.

import { ChevronRight } from "lucide-react";
import { wordsFor } from "#app/_words/words-for.tsx";
import type { ContentsEntry } from "#domain/shapes/book.ts";

export async function ContentsFold({ contents, language }: { contents: readonly ContentsEntry[]; language: string }) {
  const t = await wordsFor("shelf");
  return (
    <details className="group/contents">
      <summary className="flex min-h-9 w-fit items-center gap-2 font-medium marker:content-none hover:text-rubric coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open/contents:rotate-90 rtl:-scale-x-100" />
        {t("contents")}
      </summary>
      <ol lang={language} className="flex flex-col divide-y divide-line border-y border-line">
        {contents.map((entry) => (
          <li key={entry.id} className="py-1.5 font-text">
            {entry.section.length > 0 && (
              <span dir="auto" className="block text-sm text-ink-soft italic">
                {entry.section.join(" · ")}
              </span>
            )}
            <span dir="auto" className="block [overflow-wrap:anywhere]">
              {entry.title}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

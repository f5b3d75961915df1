// Importing books: choose files or drop them, and see how far each one is. On the page of a book it takes a corrected text of it, and leads to its review.
"use client";

import { BookPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { Button } from "#app/_ui/button.tsx";
import { classes } from "#app/_ui/classes.ts";
import { useWords } from "#app/_words/words.tsx";
import { ImportCard } from "#app/branches/[branch]/_import/import-card.tsx";
import { PasteText } from "#app/branches/[branch]/_import/paste-text.tsx";
import { useDrop } from "#app/branches/[branch]/_import/use-drop.ts";
import { useImports } from "#app/branches/[branch]/_import/use-imports.ts";

/** What the importers read; the server looks at the bytes, not at the name. */
const ACCEPTED =
  ".epub,.html,.htm,.xhtml,.md,.markdown,.docx,.pdf,.txt,application/epub+zip,text/html,application/xhtml+xml,text/markdown,text/plain,application/pdf,application/vnd.openxmlformats-officedocument.wordprocessingml.document";

export interface ImportPanelProps {
  branchId: string;
  /** The book that a corrected text is asked for; without it each file is a book. */
  ofBookId?: string;
}

export function ImportPanel({ branchId, ofBookId }: ImportPanelProps) {
  const t = useWords("branch");
  const router = useRouter();
  const { line, jobs } = useImports({
    ...{ branchId, ofBookId },
    onSent: ofBookId === undefined ? undefined : (importId) => router.push(`/branches/${branchId}/imports/${importId}`),
  });
  const picker = useRef<HTMLInputElement>(null);
  const take = (files: File[]) => line.add(ofBookId ? files.slice(0, 1) : files);
  const { over, handlers } = useDrop(take);
  const of = ofBookId ? "corrected" : "new";
  return (
    <section
      aria-labelledby="import"
      {...handlers}
      className={classes(
        "flex flex-col gap-5 rounded-lg border border-dashed px-5 py-5 transition-colors sm:px-6",
        over ? "border-ink bg-wash" : "border-line-strong",
      )}
    >
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4">
        <div className="flex max-w-xl min-w-0 gap-4">
          <BookPlus aria-hidden className="mt-0.5 size-6 shrink-0 stroke-[1.25] text-ink-soft" />
          <div>
            <h3 id="import" className="font-medium">
              {t(`importing.title.${of}`)}
            </h3>
            <p className="text-ink-soft">{over ? t("importing.drop") : t(`importing.lead.${of}`)}</p>
          </div>
        </div>
        <input
          ref={picker}
          type="file"
          accept={ACCEPTED}
          multiple={!ofBookId}
          className="sr-only"
          tabIndex={-1}
          aria-label={t("importing.choose")}
          onChange={(event) => {
            take([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
        <div className="flex flex-wrap gap-3">
          <Button onClick={() => picker.current?.click()}>{t("importing.choose")}</Button>
          <PasteText onFile={(file) => take([file])} />
        </div>
      </div>
      {jobs.length > 0 && (
        <ul aria-label={t("importing.status")} className="flex flex-col gap-4 border-t border-line pt-5">
          {jobs.map((job) => (
            <li key={job.id}>
              <ImportCard branchId={branchId} job={job} line={line} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

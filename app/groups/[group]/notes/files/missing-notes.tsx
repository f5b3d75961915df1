// Notes of a file whose words are not in the text, with their words, so that somebody can look for them by hand.
"use client";

import { useWords } from "#app/_words/words.tsx";
import type { NoteImportReport } from "#domain/shapes/note-file.ts";

export function MissingNotes({ notes }: { notes: NoteImportReport["missing"] }) {
  const t = useWords("noteFiles");
  if (notes.length === 0) return null;
  return (
    <details className="rounded-lg border border-line px-4 py-3">
      <summary className="min-h-8 cursor-pointer font-medium">
        {t("in.missingTitle")} ({notes.length})
      </summary>
      <p className="pt-2 text-ink-soft">{t("in.missingLead")}</p>
      <ul className="flex flex-col divide-y divide-line pt-2">
        {notes.map((note) => (
          <li key={note.number} className="flex flex-col gap-1 py-2.5 [overflow-wrap:anywhere]">
            <q dir="auto" className="font-text">
              {note.words}
            </q>
            {note.body && (
              <span dir="auto" className="text-ink-soft">
                {note.body}
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

// A sentence of the catalogue about a file, whose name keeps its own direction of writing and does not turn the sentence round.
"use client";

import { useWords } from "#app/_words/words.tsx";

export interface FileSentenceProps {
  says: "queued" | "sending" | "waiting" | "reading" | "storing" | "review" | "done" | "refused";
  file: string;
}

export function FileSentence({ says, file }: FileSentenceProps) {
  const t = useWords("branch");
  return t.rich(`importing.${says}`, { file: () => <bdi>{file}</bdi> });
}

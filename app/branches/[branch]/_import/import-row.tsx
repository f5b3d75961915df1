// An import under way: a line of words or a bar, and the button that stops it.
"use client";

import type { ReactNode } from "react";
import { Button } from "#app/_ui/button.tsx";
import { useWords } from "#app/_words/words.tsx";

export interface ImportRowProps {
  /** For one that waits; one that moves shows a bar instead. */
  label?: ReactNode;
  stopping?: boolean;
  onStop: () => void;
  children?: ReactNode;
}

export function ImportRow({ label, stopping = false, onStop, children }: ImportRowProps) {
  const t = useWords("branch");
  return (
    <div className="flex items-start gap-4">
      <div className="min-w-0 grow [overflow-wrap:anywhere]">
        {label && <p className="py-1 text-ink-soft">{label}</p>}
        {children}
      </div>
      <Button size="small" busy={stopping} onClick={onStop}>
        {t("importing.cancel")}
      </Button>
    </div>
  );
}

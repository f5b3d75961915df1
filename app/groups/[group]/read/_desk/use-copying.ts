// Copying from the desk: the way to do it is fetched at the first time, and what came of it is said at the edge of the page.
"use client";

import { useMemo } from "react";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import type { Quoted } from "#app/groups/[group]/read/_desk/copying.ts";
import type { Desk } from "#app/groups/[group]/read/_desk/desk-context.ts";

export interface Copying {
  quotation: (quoted: Quoted) => void;
  link: (number: number) => void;
}

export function useCopying(desk: Desk): Copying {
  const t = useWords("desk");
  const { say } = useToast();
  return useMemo(() => {
    const tell = (said: Promise<string>) =>
      void said.catch(() => t("passageBar.notCopied")).then((text) => say({ id: "copied", text }));
    const fetched = () => import("#app/groups/[group]/read/_desk/copying.ts");
    return {
      quotation: (quoted) => tell(fetched().then((copying) => copying.copyQuotation(desk, quoted, t))),
      link: (number) => tell(fetched().then((copying) => copying.copyLink(desk, number, t))),
    };
  }, [desk, say, t]);
}

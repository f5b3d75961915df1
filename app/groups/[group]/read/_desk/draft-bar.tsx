// On a narrow screen, where the composer lies in a sheet: that a note is being written, and the way back to it.
"use client";

import { useWords } from "#app/_words/words.tsx";
import { useComposer, useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";

export function DraftBar() {
  const t = useWords("desk");
  const { draft } = useComposer();
  const { wide, sheet, show } = useDesk();
  if (wide || sheet || !draft) return null;
  return (
    <section className="place-offer draft-offer no-print" aria-label={t("writing.begun")}>
      <p className="min-w-0">
        {t("writing.begun")}{" "}
        <span className="line-clamp-1 font-text text-ink-soft">{t("writing.on", { quote: draft.anchor.quote })}</span>
      </p>
      <button
        type="button"
        className="link inline-flex min-h-8 shrink-0 items-center coarse:min-h-11"
        onClick={() => show("margin")}
      >
        {t("writing.goOn")}
      </button>
    </section>
  );
}

// The keys of the repair desk, written out.
"use client";

import { useWords } from "#app/_words/words.tsx";

const keys = [
  ["j k", "move"],
  ["a", "accept"],
  ["m", "next"],
  ["c", "choose"],
  ["l", "leave"],
  ["u", "undo"],
] as const;

export function RepairKeys() {
  const t = useWords("repair");
  return (
    <section aria-labelledby="repair-keys" className="no-print flex flex-col gap-2 text-sm text-ink-soft coarse:hidden">
      <h2 id="repair-keys" className="font-medium text-ink">
        {t("keys.title")}
      </h2>
      <p>{t("keys.lead")}</p>
      <dl className="grid w-fit grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {keys.map(([key, what]) => (
          <div key={what} className="contents">
            <dt>
              <kbd className="font-mono text-ink">{key}</kbd>
            </dt>
            <dd>{t(`keys.${what}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

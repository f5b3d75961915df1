// The groups that read a book, as far as the viewer may know of them.

import { wordsFor } from "#app/_words/words-for.tsx";
import type { BookReader } from "#domain/shapes/shelf.ts";

export async function ReaderList({ groups, editions }: { groups: readonly BookReader[]; editions: number }) {
  const t = await wordsFor("shelf");
  return (
    <section aria-labelledby="readers" className="flex flex-col gap-2">
      <h2 id="readers" className="eyebrow">
        {t("reading.title")}
      </h2>
      {groups.length === 0 ? (
        <p className="text-ink-soft">{t("reading.none")}</p>
      ) : (
        <ul className="flex flex-col divide-y divide-line border-y border-line">
          {groups.map(({ name, branch, edition, readsOn }, index) => (
            // Groups without a name cannot be told apart, and the list never changes by itself.
            <li key={name ?? `${branch}-${index}`} className="py-2 [overflow-wrap:anywhere]">
              <bdi>{name ?? t("reading.elsewhere", { branch })}</bdi>
              {editions > 1 && <span className="text-sm text-ink-soft">, {t("reading.edition", { number: edition })}</span>}
              {readsOn && <span className="block text-sm text-ink-soft">{t("reading.readsOn")}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

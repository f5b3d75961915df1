// Whether the import is a book of its own or a corrected text of one that is on the shelf, and then what it changes there.
"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { useSentences } from "#app/_client/errors.ts";
import { Button } from "#app/_ui/button.tsx";
import { Select } from "#app/_ui/select.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { ChangesList } from "#app/branches/[branch]/imports/[import]/changes-list.tsx";
import type { ReviewState } from "#app/branches/[branch]/imports/[import]/use-review.ts";
import type { EditionChanges } from "#domain/editions/edition-changes.ts";
import type { ImportOutline, Review } from "#domain/shapes/book.ts";

export interface CorrectionProps {
  look: { branchId: string; importId: string };
  books: ImportOutline["books"];
  /** The book the import was begun for: what changes there is shown at once. */
  begunFor: string | undefined;
  state: ReviewState;
}

export function Correction({ look, books, begunFor, state }: CorrectionProps) {
  const t = useWords("review");
  const { ofBookId = "" } = state;
  const options = books.map(({ id, title, likely }) => ({
    value: id,
    label: t("correction.of", { title }),
    group: t(likely ? "correction.likely" : "correction.others"),
  }));
  if (books.length === 0) return null;
  return (
    <section aria-labelledby="correction" className="flex flex-col gap-4">
      <h2 id="correction" className="font-text text-xl font-medium">
        {t("correction.title")}
      </h2>
      <Select
        label={t("correction.question")}
        hint={t("correction.hint")}
        value={ofBookId}
        onChange={(event) => state.correct(event.target.value || undefined)}
        options={[{ value: "", label: t("correction.none") }, ...options]}
      />
      {ofBookId && <Changes key={ofBookId} look={look} state={state} atOnce={ofBookId === begunFor} />}
    </section>
  );
}

interface ChangesProps extends Pick<CorrectionProps, "look" | "state"> {
  atOnce: boolean;
}

/** What changes, as it was when it was last asked for. */
function Changes({ look, state, atOnce }: ChangesProps) {
  const t = useWords("review");
  const api = useApiClient();
  const sentences = useSentences();
  const { say } = useToast();
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<{ number: number; changes: EditionChanges; of: Review }>();

  async function compare() {
    setBusy(true);
    try {
      const of = state.review;
      if (!(await state.flush())) return;
      const answer = await api.import.changes.query(look);
      if (answer) setFound({ ...answer, of });
    } catch (thrown) {
      say({ text: sentences.of(thrown), tone: "danger" });
    } finally {
      setBusy(false);
    }
  }

  const compareAtOnce = useEffectEvent(() => void (atOnce && compare()));
  useEffect(() => compareAtOnce(), []);

  return (
    <div className="flex flex-col items-start gap-3">
      {found && <p>{t("correction.number", { number: found.number })}</p>}
      {found && <ChangesList changes={found.changes} />}
      {found && found.of !== state.review && <p className="text-sm text-ink-soft">{t("correction.stale")}</p>}
      <Button busy={busy} onClick={compare}>
        {t(found ? "correction.compareAgain" : "correction.compare")}
      </Button>
    </div>
  );
}

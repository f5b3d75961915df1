// The tags that the group keeps as its own, for hosts to edit as one line.
"use client";

import { type FormEvent, useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { useSentences } from "#app/_client/errors.ts";
import { useCommandIds } from "#app/_forms/command-ids.ts";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { Button } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";

/** Each once, in the order typed; the same in capitals is the same tag. */
function tagsOf(line: string): string[] {
  const typed = line.split(",").map((tag) => tag.replaceAll("#", "").trim());
  return [...new Map(typed.filter((tag) => tag !== "").map((tag) => [tag.toLowerCase(), tag])).values()];
}

export function KeptTags({ groupId, tags }: { groupId: string; tags: readonly string[] }) {
  const t = useWords("notes");
  const api = useApiClient();
  const toast = useToast();
  const sentences = useSentences();
  const ids = useCommandIds();
  const [line, setLine] = useState(() => tags.join(", "));
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();

  async function save(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const next = tagsOf(line);
    setBusy(true);
    setFault(undefined);
    try {
      await api.tag.keep.mutate({ id: ids.take(next).id, groupId, tags: next });
      ids.spend();
      setLine(next.join(", "));
      toast.say({ text: t("tags.saved") });
    } catch (thrown) {
      setFault(sentences.of(thrown));
    } finally {
      setBusy(false);
    }
  }
  return (
    <section aria-labelledby="kept-tags" className="flex flex-col gap-3 border-t border-line pt-6">
      <h2 id="kept-tags" className="eyebrow">
        {t("tags.title")}
      </h2>
      <p className="text-ink-soft">{t("tags.lead")}</p>
      <form onSubmit={save} method="post" className="flex flex-col gap-3">
        <TextField
          label={t("tags.label")}
          value={line}
          onChange={(event) => setLine(event.target.value)}
          placeholder={tags.length === 0 ? t("tags.none") : undefined}
          dir="auto"
        />
        <FormFault>{fault}</FormFault>
        <Button type="submit" busy={busy} className="self-start">
          {t("tags.save")}
        </Button>
      </form>
    </section>
  );
}

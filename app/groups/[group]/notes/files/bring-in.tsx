// Notes from a file: chosen, looked through, decided, brought in, reported. Nothing changes before the last button.
"use client";

import { FileUp } from "lucide-react";
import { type ChangeEvent, useId, useRef, useState } from "react";
import { useSentences } from "#app/_client/errors.ts";
import { useCommandIds } from "#app/_forms/command-ids.ts";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { Button } from "#app/_ui/button.tsx";
import { LinkButton } from "#app/_ui/link-button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { useWords } from "#app/_words/words.tsx";
import { groupPath } from "#app/groups/[group]/_nav/places.ts";
import { FilePreview } from "#app/groups/[group]/notes/files/file-preview.tsx";
import { MissingNotes } from "#app/groups/[group]/notes/files/missing-notes.tsx";
import { bringIn, lookThrough } from "#app/groups/[group]/notes/files/send-file.ts";
import type { GroupHome } from "#domain/shapes/group.ts";
import type { BroughtFor, NoteFilePreview, NoteImport, NoteImportReport } from "#domain/shapes/note-file.ts";

export function BringIn({ group }: { group: Pick<GroupHome, "id" | "name"> }) {
  const t = useWords("noteFiles");
  const sentences = useSentences();
  const ids = useCommandIds();
  const input = useRef<HTMLInputElement>(null);
  const inputId = useId();
  const [file, setFile] = useState<File>();
  const [seen, setSeen] = useState<NoteFilePreview>();
  const [report, setReport] = useState<NoteImportReport>();
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function choose(event: ChangeEvent<HTMLInputElement>) {
    const chosen = event.target.files?.[0];
    event.target.value = "";
    if (!chosen) return;
    setFile(chosen);
    setSeen(undefined);
    setReport(undefined);
    await work(async () => setSeen(await lookThrough(group.id, chosen)));
  }

  async function bring(readers: BroughtFor, places: NoteImport["places"]) {
    if (!file) return;
    const asked = { groupId: group.id, for: readers, places };
    const { id } = ids.take({ ...asked, name: file.name, size: file.size, at: file.lastModified });
    await work(async () => {
      setReport(await bringIn({ id, ...asked }, file));
      setSeen(undefined);
      ids.spend();
    });
  }

  async function work(what: () => Promise<void>) {
    setFault(undefined);
    setBusy(true);
    try {
      await what();
    } catch (thrown) {
      setFault(sentences.of(thrown));
    }
    setBusy(false);
  }

  return (
    <section aria-labelledby="bring-in" className="flex flex-col gap-5">
      <h2 id="bring-in" className="font-text text-xl font-medium">
        {t("in.title")}
      </h2>
      <p className="text-ink-soft">{t("in.lead")}</p>
      <FormFault>{fault}</FormFault>
      <div>
        <label htmlFor={inputId} className="sr-only">
          {t("in.choose")}
        </label>
        <input ref={input} id={inputId} type="file" className="sr-only" tabIndex={-1} onChange={choose} />
        <Button variant={seen ? "plain" : "primary"} busy={busy && !seen} onClick={() => input.current?.click()}>
          <FileUp aria-hidden />
          {t(file ? "in.other" : "in.choose")}
        </Button>
      </div>
      <p role="status" className="empty:hidden">
        {busy && file && !seen && t("in.reading", { name: file.name })}
        {seen && file && t("in.found", { count: seen.notes.length, name: file.name, format: seen.format })}
      </p>
      {seen && <FilePreview key={file?.name} groupName={group.name} seen={seen} busy={busy} onBring={bring} />}
      {report && (
        <Notice
          tone="ok"
          role="status"
          title={t("in.doneTitle")}
          actions={
            <LinkButton size="small" href={groupPath(group.id)}>
              {t("in.toBook")}
            </LinkButton>
          }
        >
          <p>{t("in.done", { count: report.placed })}</p>
          {report.here > 0 && <p>{t("in.doneHere", { count: report.here })}</p>}
          {report.undecided > 0 && <p>{t("in.doneUndecided", { count: report.undecided })}</p>}
        </Notice>
      )}
      {report && <MissingNotes notes={report.missing} />}
    </section>
  );
}

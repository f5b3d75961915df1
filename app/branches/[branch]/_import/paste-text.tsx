// Pasting a text: its title, and the text as the clipboard gives it.
"use client";

import { ClipboardPaste } from "lucide-react";
import { type ClipboardEvent, type FormEvent, useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextArea } from "#app/_ui/text-area.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { useWords } from "#app/_words/words.tsx";
import { pastedFile } from "#app/branches/[branch]/_import/pasted-file.ts";

export function PasteText({ onFile }: { onFile: (file: File) => void }) {
  const t = useWords("branch");
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={t("importing.paste.title")}
      description={t("importing.paste.lead")}
      size="wide"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <ClipboardPaste aria-hidden />
          {t("importing.paste.open")}
        </Button>
      }
    >
      <PasteForm
        onFile={(file) => {
          setOpen(false);
          onFile(file);
        }}
      />
    </Dialog>
  );
}

function PasteForm({ onFile }: { onFile: (file: File) => void }) {
  const t = useWords("branch");
  const errors = useWords("errors");
  const [title, setTitle] = useState("");
  const [text, setText] = useState("");
  // As it was formatted, for as long as the text in the box is what came with it.
  const [pasted, setPasted] = useState<{ html: string; text: string }>();
  const [asked, setAsked] = useState(false);
  const html = pasted?.text === text ? pasted.html : undefined;
  const empty = (value: string) => (asked && value.trim() === "" ? { error: errors("fields.empty") } : {});

  function paste(event: ClipboardEvent<HTMLTextAreaElement>) {
    const box = event.currentTarget;
    const formatted = event.clipboardData.getData("text/html");
    const isWhole = box.selectionStart === 0 && box.selectionEnd === box.value.length;
    if (!formatted || !isWhole) return;
    event.preventDefault();
    const plain = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n");
    setPasted({ html: formatted, text: plain });
    setText(plain);
  }
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setAsked(true);
    if (title.trim() === "" || text.trim() === "") return;
    onFile(pastedFile({ title: title.trim(), text, html }));
  }

  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-5">
      <TextField
        label={t("importing.paste.name")}
        required
        maxLength={200}
        autoComplete="off"
        dir="auto"
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        {...empty(title)}
      />
      <TextArea
        label={t("importing.paste.text")}
        required
        rows={8}
        dir="auto"
        value={text}
        onPaste={paste}
        onChange={(event) => setText(event.target.value)}
        {...(html !== undefined && { hint: t("importing.paste.formatted") })}
        {...empty(text)}
      />
      <div className="flex flex-wrap justify-end gap-3">
        <DialogClose>
          <Button>{t("importing.paste.cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary">
          {t("importing.paste.submit")}
        </Button>
      </div>
    </form>
  );
}

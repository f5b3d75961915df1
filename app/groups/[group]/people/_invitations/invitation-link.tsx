// The link of an invitation that was just made, with a button that copies it.
"use client";

import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { VisuallyHidden } from "#app/_ui/visually-hidden.tsx";
import { useWords } from "#app/_words/words.tsx";

export interface Made {
  link: string;
  /** Where it was mailed, if it was. */
  email?: string;
}

export interface InvitationLinkProps {
  made: Made;
  onAnother: () => void;
  onClose: () => void;
}

export function InvitationLink({ made, onAnother, onClose }: InvitationLinkProps) {
  const t = useWords("people");
  const box = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);

  async function copy() {
    // Where the page may not write to the clipboard (plain http), the link is selected for copying by hand.
    box.current?.select();
    await navigator.clipboard?.writeText(made.link).then(
      () => setCopied(true),
      () => {},
    );
  }

  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          ref={box}
          className="min-w-0 grow basis-60"
          inputClassName="font-mono text-sm"
          label={t("making.linkLabel")}
          value={made.link}
          dir="ltr"
          readOnly
          onFocus={(event) => event.target.select()}
        />
        <Button variant="primary" onClick={copy}>
          {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
          {t(copied ? "making.copied" : "making.copy")}
        </Button>
        <VisuallyHidden role="status">{copied ? t("making.copied") : ""}</VisuallyHidden>
      </div>
      <div className="flex flex-wrap justify-end gap-3">
        <Button variant="quiet" onClick={onAnother}>
          {t("making.another")}
        </Button>
        <Button onClick={onClose}>{t("making.close")}</Button>
      </div>
    </div>
  );
}

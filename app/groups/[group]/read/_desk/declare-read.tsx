// "I have read to here", at the end of a chapter: declared by its reader, never measured, told to nobody. Without script it is a plain form.
"use client";

import { type FormEvent, useEffect, useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { buttonLook } from "#app/_ui/button-look.ts";
import { useWords } from "#app/_words/words.tsx";

export interface DeclareReadProps {
  groupId: string;
  chapterId: string;
  /** Whether it was declared before. */
  read: boolean;
}

export function DeclareRead({ groupId, chapterId, read: before }: DeclareReadProps) {
  const t = useWords("desk");
  const api = useApiClient();
  const [read, setRead] = useState(before);

  // The contents were written by the server; the sign at this chapter follows.
  useEffect(() => {
    for (const entry of document.querySelectorAll(`[data-entry="${chapterId}"]`)) entry.toggleAttribute("data-read", read);
  }, [chapterId, read]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    setRead(!read);
    const verb = read ? api.chapter.takeBack : api.chapter.declareRead;
    // Not heard by the server: the form goes the plain way, where the reason is told.
    verb.mutate({ groupId, chapterId }).catch(() => {
      setRead(read);
      if (navigator.onLine) form.submit();
    });
  }

  return (
    <form
      id="read-to-here"
      method="post"
      action={`/reads/${groupId}/${chapterId}/${read ? "take-back" : "declare"}`}
      onSubmit={submit}
      className="flex flex-col items-center gap-2 text-center text-sm text-ink-soft"
    >
      <p role="status">{read && t("readToHere.declared")}</p>
      <button type="submit" className={buttonLook(read ? "quiet" : "plain")}>
        {t(read ? "readToHere.takeBack" : "readToHere.declare")}
      </button>
      <p>{t("readToHere.only")}</p>
    </form>
  );
}

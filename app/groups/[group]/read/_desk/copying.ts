// Putting a quotation with its source, or the link to a passage, on the clipboard. Fetched when something is first copied.
"use client";

import type { Words } from "#app/_words/words.tsx";
import { passagePath } from "#app/groups/[group]/read/_desk/addresses.ts";
import type { Desk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { citationOf } from "#domain/text/citation.ts";

/** What is to be copied: words of a passage, or without words all of it. */
export interface Quoted {
  number: number;
  words?: string;
}

const linkTo = ({ groupId, chapter }: Desk, number: number) =>
  `${location.origin}${passagePath(groupId, { chapterId: chapter.id, number })}`;

/** Copies the words with author, title, edition, chapter, passage and link. Gives the sentence that says how it went. */
export async function copyQuotation(desk: Desk, { number, words }: Quoted, t: Words<"desk">): Promise<string> {
  const { source, chapter, passages } = desk;
  const id = passages.find((passage) => passage.number === number)?.id;
  const quotation = citationOf({
    words: words ?? desk.passageTexts().find((passage) => passage.id === id)?.text ?? "",
    language: source.language,
    book: source.book,
    chapter: { ...source.chapter, title: chapter.title },
    ...(source.edition > 1 && { edition: t("passageBar.edition", { number: source.edition }) }),
    passage: t("passageBar.passage", { number }),
    link: linkTo(desk, number),
  });
  return t((await putOnClipboard(quotation)) ? "passageBar.quotationCopied" : "passageBar.notCopied");
}

/** Copies the address of a passage. Gives the sentence that says how it went. */
export async function copyLink(desk: Desk, number: number, t: Words<"desk">): Promise<string> {
  const link = linkTo(desk, number);
  return (await putOnClipboard({ text: link })) ? t("passageBar.linkCopied", { number }) : t("passageBar.notCopied");
}

/** Both forms at once where the browser can, so that what it is pasted into takes the one it likes. */
async function putOnClipboard(forms: { text: string; html?: string }): Promise<boolean> {
  const typed: Record<string, string> = { "text/plain": forms.text, ...(forms.html && { "text/html": forms.html }) };
  try {
    const blobs = Object.entries(typed).map(([type, data]) => [type, new Blob([data], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    return true;
  } catch {
    return copyByCommand(typed);
  }
}

/** The older way: the only one on plain http, where the app also runs. */
function copyByCommand(typed: Record<string, string>): boolean {
  let taken = false;
  const give = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    for (const [type, data] of Object.entries(typed)) event.clipboardData?.setData(type, data);
    taken = event.clipboardData !== null;
  };
  document.addEventListener("copy", give, { capture: true, once: true });
  const done = document.execCommand("copy");
  document.removeEventListener("copy", give, { capture: true });
  return done && taken;
}

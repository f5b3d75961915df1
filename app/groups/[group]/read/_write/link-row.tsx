// The row in which a link for the words is given: the number of a passage of this chapter, or an address.
"use client";

import { type KeyboardEvent, useId, useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { useWords } from "#app/_words/words.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { writePassageLink } from "#domain/text/rich.ts";
import { linked, type Typed } from "#domain/text/typing.ts";
import { whereTo } from "#domain/text/where-to.ts";

export interface LinkRowProps {
  onInsert: (change: (typed: Typed) => Typed) => void;
  onCancel: () => void;
}

export function LinkRow({ onInsert, onCancel }: LinkRowProps) {
  const t = useWords("composing");
  const { chapter, passages } = useDesk();
  const id = useId();
  const [where, setWhere] = useState("");
  const [fault, setFault] = useState<string>();

  function insert() {
    const to = whereTo(where, location.origin);
    if (!to) return setFault(t("link.noAddress"));
    if (to.is === "web") return onInsert((typed) => linked(typed, to.href, (words) => webLink(words, to.href)));
    const at = to.is === "number" ? { chapterId: chapter.id, number: to.number } : to;
    if (at.chapterId === chapter.id && !passages.some(({ number }) => number === at.number))
      return setFault(t("link.noPassage", { number: at.number }));
    onInsert((typed) => linked(typed, t("link.words", { number: at.number }), (words) => writePassageLink(at, words)));
  }
  function keyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    // Enter must not send the note, nor Esc leave it.
    event.preventDefault();
    event.stopPropagation();
    event.nativeEvent.stopImmediatePropagation();
    if (event.key === "Enter") insert();
    else onCancel();
  }

  return (
    <div className="flex items-end gap-2 rounded-md bg-wash p-2">
      <TextField
        id={id}
        autoFocus
        label={t("link.label")}
        value={where}
        error={fault}
        onChange={(event) => {
          setWhere(event.target.value);
          setFault(undefined);
        }}
        onKeyDown={keyDown}
        className="min-w-0 grow"
        dir="ltr"
      />
      <Button size="small" onClick={insert}>
        {t("link.insert")}
      </Button>
    </div>
  );
}

/** A bare address is a link by itself. In angle brackets an address may hold brackets of its own. */
function webLink(words: string, href: string): string {
  if (words === href) return href;
  return `[${words.replace(/[\\[\]]/g, "\\$&")}](<${href.replace(/[<>\\]/g, encodeURIComponent)}>)`;
}

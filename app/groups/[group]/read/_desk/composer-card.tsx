// Where a note is written: about which words, of what kind, and in words who will see it.
"use client";

import { type FormEvent, type KeyboardEvent, useEffect, useId } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Segments } from "#app/_ui/segments.tsx";
import { TextArea } from "#app/_ui/text-area.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { useComposer, useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { goToPassage } from "#app/groups/[group]/read/_desk/go-to.ts";
import { useVisibleTo } from "#app/groups/[group]/read/_desk/visible-to.ts";

const BODY_MOST = 20_000;
const writtenKinds = ["remark", "question", "objection"] as const;

export function ComposerCard() {
  const t = useWords("desk");
  const desk = useDesk();
  const toast = useToast();
  const { draft, change, set } = useComposer();
  const visibleTo = useVisibleTo();
  const id = useId();
  const about = draft && `${draft.anchor.passage} ${draft.anchor.start} ${draft.anchor.end}`;
  useEffect(() => {
    // The page must not jump to the card: it stands beside the words.
    if (about) document.getElementById(id)?.focus({ preventScroll: desk.wide });
  }, [about, id, desk.wide]);
  if (!draft) return null;
  const { kind, body, anchor } = draft;
  const tooLong = body.trim().length > BODY_MOST;

  function send(event?: FormEvent) {
    event?.preventDefault();
    if (tooLong || body.trim() === "") return;
    desk.notes.add({ kind, anchor, body: body.trim() });
    set(undefined);
    desk.setSheet(undefined);
    backToText();
  }
  function discard() {
    if (body.trim() !== "") toast.say({ text: t("writing.discarded"), undo: () => set(draft) });
    set(undefined);
    backToText();
  }
  /** The form is gone; the keyboard goes back to the words it was about. A sheet sees to that itself. */
  function backToText() {
    const number = desk.passages.find((passage) => passage.id === anchor.passage)?.number;
    if (desk.wide && number !== undefined) requestAnimationFrame(() => goToPassage(number, "focus"));
  }
  function keyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
  }

  return (
    <form
      onSubmit={send}
      className="flex flex-col gap-3 rounded-lg border border-ink-soft bg-raised p-4 shadow-raised"
      aria-labelledby={`${id}-about`}
    >
      <p id={`${id}-about`} className="line-clamp-2 font-text text-base text-ink-soft">
        {t("writing.on", { quote: anchor.quote })}
      </p>
      <Segments
        size="small"
        name={`${id}-kind`}
        label={t("writing.kind")}
        hideLabel
        value={kind}
        onChange={(event) => change({ kind: writtenKinds.find((one) => one === event.target.value) ?? kind })}
        options={writtenKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
      />
      <TextArea
        id={id}
        label={t(`writing.labels.${kind}`)}
        hideLabel
        hint={t("writing.markdown")}
        error={tooLong ? t("writing.tooLong", { most: BODY_MOST }) : undefined}
        value={body}
        onChange={(event) => change({ body: event.target.value })}
        onKeyDown={keyDown}
        dir="auto"
      />
      <p className="text-sm text-ink-soft">{visibleTo}</p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button size="small" variant="quiet" onClick={discard}>
          {t("writing.cancel")}
        </Button>
        <Button size="small" variant="primary" type="submit" disabled={body.trim() === ""}>
          {t("writing.send")}
        </Button>
      </div>
    </form>
  );
}

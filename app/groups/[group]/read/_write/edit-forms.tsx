// Other words for a note or a reply that stands already. What is changed and not sent is kept on the device like every draft.
"use client";

import { type FormEvent, useEffect, useId } from "react";
import { useDraft } from "#app/_client/drafts.ts";
import { Button } from "#app/_ui/button.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import type { EditNoteProps, EditReplyProps } from "#app/groups/[group]/read/_desk/edit-words.tsx";
import { threadPlace } from "#app/groups/[group]/read/_desk/thread-drafts.ts";
import type { TypedTarget } from "#app/groups/[group]/read/_desk/use-composer.ts";
import { KindChoice } from "#app/groups/[group]/read/_write/kind-choice.tsx";
import { TagsField, withTag } from "#app/groups/[group]/read/_write/tags-field.tsx";
import { TargetField } from "#app/groups/[group]/read/_write/target-field.tsx";
import { useTarget, useTypedTarget } from "#app/groups/[group]/read/_write/use-target.ts";
import { BODY_MOST, toWords, WordsBox } from "#app/groups/[group]/read/_write/words-box.tsx";
import type { Annotation } from "#domain/shapes/annotation.ts";
import { tagsIn } from "#domain/text/typing.ts";

/** The menu that led here gives the keyboard back to its button as it closes. */
const AFTER_MENU_MS = 60;

/** What is kept of an edit, as JSON: only what was touched. */
type NoteEdit = Partial<Pick<Annotation, "kind" | "body" | "tags"> & { target: TypedTarget }>;

function readEdit(text: string): NoteEdit {
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    return {};
  }
}

export function NoteEditForm({ note, onDone }: EditNoteProps) {
  const t = useWords("desk");
  const desk = useDesk();
  const id = useId();
  const [kept, keep] = useDraft(threadPlace(desk, note.id, "edit"));
  const edit = readEdit(kept);
  const { kind, body, tags } = { ...note, ...edit };
  const change = (part: NoteEdit) => keep(JSON.stringify({ ...edit, ...part }));
  const before = useTypedTarget(note.to);
  const typed = edit.target ?? before;
  const target = useTarget(kind === "link" ? typed : undefined);
  // A target that nobody touched is where it was, also when its chapter cannot be looked at now.
  const to = kind === "link" ? (edit.target ? target.to : (note.to ?? target.to)) : undefined;
  const words = toWords(body);
  const needsWords = kind !== "highlight" && kind !== "link";
  const isReady = words.length <= BODY_MOST && (!needsWords || words !== "") && (kind !== "link" || to !== undefined);
  const isChanged = Object.keys(edit).length > 0;

  function save() {
    if (!isReady) return;
    const all = tagsIn(words).reduce(withTag, tags);
    const differs = kind !== note.kind || words !== note.body || edit.target || all.join() !== note.tags.join();
    if (differs) desk.notes.revise(note.id, { kind, body: words, tags: all, ...(to && { to }) });
    keep("");
    onDone();
  }
  return (
    <EditFrame
      id={id}
      about="edit.note"
      isReady={isReady}
      isChanged={isChanged}
      kept={kept}
      keep={keep}
      onSave={save}
      onDone={onDone}
    >
      {(leave) => (
        <>
          <KindChoice id={id} kind={kind} onChange={(next) => change({ kind: next })} wasHighlight={note.kind === "highlight"} />
          {kind === "link" && <TargetField typed={typed} target={target} onChange={(next) => change({ target: next })} />}
          <WordsBox
            id={id}
            label={t(`writing.labels.${kind}`)}
            value={body}
            onChange={(next) => change({ body: next })}
            onSend={save}
            onEscape={leave}
            onTag={(tag) => change({ tags: withTag(tags, tag) })}
          />
          <TagsField tags={tags} onChange={(next) => change({ tags: next })} />
        </>
      )}
    </EditFrame>
  );
}

export function ReplyEditForm({ reply, onDone }: EditReplyProps) {
  const t = useWords("desk");
  const desk = useDesk();
  const id = useId();
  const [kept, keep] = useDraft(threadPlace(desk, reply.annotationId, reply.id));
  const { body = reply.body } = readEdit(kept);
  const words = toWords(body);
  const isReady = words !== "" && words.length <= BODY_MOST;

  function save() {
    if (!isReady) return;
    if (words !== reply.body) desk.notes.reviseReply(reply.id, words);
    keep("");
    onDone();
  }
  return (
    <EditFrame
      id={id}
      about="edit.reply"
      isReady={isReady}
      isChanged={kept !== ""}
      kept={kept}
      keep={keep}
      onSave={save}
      onDone={onDone}
    >
      {(leave) => (
        <WordsBox
          id={id}
          label={t("writing.yourReply")}
          value={body}
          onChange={(next) => keep(JSON.stringify({ body: next }))}
          onSend={save}
          onEscape={leave}
        />
      )}
    </EditFrame>
  );
}

interface EditFrameProps {
  /** The id of the box. */
  id: string;
  about: "edit.note" | "edit.reply";
  isReady: boolean;
  isChanged: boolean;
  kept: string;
  keep: (text: string) => void;
  onSave: () => void;
  onDone: () => void;
  children: (leave: () => void) => React.ReactNode;
}

/** The form round an edit: what becomes of the earlier wording, saving, and leaving it with a way back. */
function EditFrame({ id, about, isReady, isChanged, kept, keep, onSave, onDone, children }: EditFrameProps) {
  const t = useWords("composing");
  const toast = useToast();
  useEffect(() => {
    const timer = setTimeout(() => document.getElementById(id)?.focus({ preventScroll: true }), AFTER_MENU_MS);
    return () => clearTimeout(timer);
  }, [id]);
  function leave() {
    if (isChanged) toast.say({ text: t("edit.dropped"), undo: () => keep(kept) });
    keep("");
    onDone();
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    onSave();
  }
  return (
    <form onSubmit={submit} aria-label={t(about)} className="flex flex-col gap-3">
      {children(leave)}
      <p className="text-sm text-ink-soft">{t("edit.kept")}</p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button size="small" variant="quiet" onClick={leave}>
          {t("edit.cancel")}
        </Button>
        <Button size="small" variant="primary" type="submit" disabled={!isReady}>
          {t("edit.save")}
        </Button>
      </div>
    </form>
  );
}

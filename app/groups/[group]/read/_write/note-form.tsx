// Where a note is written: about which words, of what kind, with what tags, and in words who will see it. Fetched when somebody begins to write.
"use client";

import { X } from "lucide-react";
import { type FormEvent, useEffect, useId, useMemo } from "react";
import { useGroup } from "#app/_client/group.tsx";
import { Button } from "#app/_ui/button.tsx";
import { IconButton } from "#app/_ui/icon-button.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { useComposer, useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { goToPassage } from "#app/groups/[group]/read/_desk/go-to.ts";
import { numberOf } from "#app/groups/[group]/read/_desk/passage-numbers.ts";
import { selectStretch } from "#app/groups/[group]/read/_desk/selected.ts";
import type { NoteDraft, Showing } from "#app/groups/[group]/read/_desk/use-composer.ts";
import { KindChoice } from "#app/groups/[group]/read/_write/kind-choice.tsx";
import { allowed, isBlind } from "#app/groups/[group]/read/_write/showing.ts";
import { ShownTo } from "#app/groups/[group]/read/_write/shown-to.tsx";
import { TagsField, withTag } from "#app/groups/[group]/read/_write/tags-field.tsx";
import { TargetField } from "#app/groups/[group]/read/_write/target-field.tsx";
import { useTarget } from "#app/groups/[group]/read/_write/use-target.ts";
import { BODY_MOST, toWords, WordsBox } from "#app/groups/[group]/read/_write/words-box.tsx";
import { stretchOf } from "#domain/anchoring/verify.ts";
import { mentionsIn, parseRich } from "#domain/text/rich.ts";
import { tagsIn } from "#domain/text/typing.ts";

export function NoteForm() {
  const { draft } = useComposer();
  return draft && <Form draft={draft} />;
}

function Form({ draft }: { draft: NoteDraft }) {
  const t = useWords("desk");
  const desk = useDesk();
  const toast = useToast();
  const { group } = useGroup();
  const { begun, change, set, lastShowing, keepShowing } = useComposer();
  const id = useId();
  const { kind, body, anchor, tags = [], toMeeting = false } = draft;
  const showing = allowed(draft.showing ?? lastShowing(), group);
  const target = useTarget(kind === "link" ? draft.target : undefined);
  const words = toWords(body);
  const isReady = words.length <= BODY_MOST && (kind === "link" ? target.to !== undefined : words !== "");

  useEffect(() => {
    // A draft that was only brought back does not take the keyboard. The page must not jump to the card: it stands beside the words.
    if (begun > 0) document.getElementById(id)?.focus({ preventScroll: desk.wide });
  }, [begun, id, desk.wide]);

  function send(event?: FormEvent) {
    event?.preventDefault();
    if (!isReady) return;
    const all = tagsIn(words).reduce(withTag, tags);
    const held = showing.held || isBlind(showing.visibility, group);
    const { visibility } = showing;
    const to = kind === "link" && target.to ? { to: target.to } : {};
    const noteId = desk.notes.add({ kind, anchor, body: words, tags: all, visibility, held, ...to });
    if (toMeeting) desk.notes.change("annotation.react", { annotationId: noteId, reaction: "to_meeting", given: true });
    keepShowing(showing);
    leave(undefined);
    desk.setSheet(undefined);
  }
  function discard() {
    if (words !== "") toast.say({ text: t("writing.discarded"), undo: () => set(draft) });
    leave(undefined);
  }
  /** The keyboard goes back to the words it was about. A sheet sees to that itself. */
  function leave(next: NoteDraft | undefined) {
    if (!next) set(undefined);
    const number = numberOf(desk, anchor.passage);
    if (desk.wide) requestAnimationFrame(() => goToPassage(number, "focus"));
  }
  /** What is written stays; the words are selected again, so that one can go on from them. */
  function backToWords() {
    leave(draft);
    requestAnimationFrame(() => selectStretch(desk, stretchOf(anchor)));
  }

  return (
    <form
      onSubmit={send}
      className="flex flex-col gap-3 rounded-lg border border-ink-soft bg-raised p-4 shadow-raised"
      aria-labelledby={`${id}-about`}
    >
      <p id={`${id}-about`} className="line-clamp-2 font-text text-base text-ink-soft" dir="auto">
        {t("writing.on", { quote: anchor.quote })}
      </p>
      <KindChoice id={id} kind={kind} onChange={(next) => change({ kind: next })} />
      {kind === "link" && <TargetField typed={draft.target} target={target} onChange={(next) => change({ target: next })} />}
      <WordsBox
        id={id}
        label={t(`writing.labels.${kind}`)}
        value={body}
        onChange={(next) => change({ body: next })}
        onSend={send}
        {...(desk.wide && { onEscape: backToWords })}
        onTag={(tag) => change({ tags: withTag(tags, tag) })}
      />
      <TagsField tags={tags} onChange={(next) => change({ tags: next })} />
      {toMeeting && <ForMeeting alone={showing.visibility === "me"} onDrop={() => change({ toMeeting: false })} />}
      <ShownTo showing={showing} onChange={(next) => change({ showing: next })} />
      <Unseen body={body} showing={showing} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button size="small" variant="quiet" onClick={discard}>
          {t("writing.cancel")}
        </Button>
        <Button size="small" variant="primary" type="submit" disabled={!isReady}>
          {t("writing.send")}
        </Button>
      </div>
    </form>
  );
}

function ForMeeting({ alone, onDrop }: { alone: boolean; onDrop: () => void }) {
  const t = useWords("composing");
  return (
    <div className="flex items-center gap-2 rounded-md bg-wash ps-3 text-sm">
      <p className="grow py-1.5">
        {t("askedForMeeting")}
        {alone && <span className="block text-ink-soft">{t("onlyYouForMeeting")}</span>}
      </p>
      <IconButton size="small" label={t("notForMeeting")} onClick={onDrop}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}

/** Who is named in the words and will not see them. */
function Unseen({ body, showing: { visibility } }: { body: string; showing: Showing }) {
  const t = useWords("composing");
  const { group, me } = useGroup();
  const named = useMemo(() => (body.includes("@[") ? mentionsIn(parseRich(body)) : []), [body]);
  const unseen = group.members.filter(
    ({ id, role }) =>
      named.includes(id) && id !== me.memberId && (visibility === "me" || (visibility === "hosts" && role !== "host")),
  );
  if (unseen.length === 0) return null;
  const names = unseen.map(({ name }) => name).join(", ");
  return <p className="text-sm text-ink-soft">{t("offers.unseen", { names })}</p>;
}

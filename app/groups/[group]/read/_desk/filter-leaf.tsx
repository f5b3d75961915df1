// The filters of the margin, and the switch for notes of other groups, in a leaf beside their button. Fetched when it is opened.
"use client";

import { type ReactNode, useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { useGroup } from "#app/_client/group.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Checkbox } from "#app/_ui/checkbox.tsx";
import { Popover } from "#app/_ui/popover.tsx";
import { Segments } from "#app/_ui/segments.tsx";
import { Select } from "#app/_ui/select.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { type Chosen, filterOf } from "#app/groups/[group]/read/_desk/note-filter.ts";
import { annotationKinds, questionStates } from "#domain/annotations/choices.ts";

const onlies = ["mine", "unread", "pinned"] as const;

/** `at` is the button that opened it; without one it is closed. */
export function FilterLeaf({ at, onClose }: { at: HTMLElement | undefined; onClose: () => void }) {
  const t = useWords("margin");
  const d = useWords("desk");
  const { notes } = useDesk();
  const { group, me } = useGroup();
  const chosen: Chosen = notes.filter?.chosen ?? {};
  const { all } = notes;

  const choose = (part: Chosen) => notes.setFilter(filterOf({ ...chosen, ...part }, { me: me.memberId, seenTo: notes.seenTo }));
  const authors = [...new Map(all.map(({ author }) => [author.id, author.name]))];
  const kinds = annotationKinds.filter((kind) => kind === chosen.kind || all.some((note) => note.kind === kind));
  const tags = [...new Set([...group.tags, ...all.flatMap((note) => note.tags)])];
  const states = questionStates.filter((state) => state === chosen.state || all.some((note) => note.question?.state === state));

  return (
    <Popover
      anchor={at ?? null}
      align="end"
      title={t("filter.title")}
      open={at !== undefined}
      onOpenChange={(open) => !open && onClose()}
    >
      <Segments
        size="small"
        name="filter-only"
        label={t("filter.only")}
        hideLabel
        value={chosen.only ?? "all"}
        onChange={(event) => choose({ only: onlies.find((only) => only === event.target.value) })}
        options={(["all", ...onlies] as const).map((value) => ({ value, label: t(`filter.onlyOf.${value}`) }))}
      />
      <Choice
        label={t("filter.person")}
        any={t("filter.anybody")}
        value={chosen.authorId}
        options={authors}
        onChoose={(authorId) => choose({ authorId })}
      />
      <Choice
        label={t("filter.kind")}
        any={t("filter.anyKind")}
        value={chosen.kind}
        options={kinds.map((kind) => [kind, d(`kinds.${kind}`)])}
        onChoose={(kind) => choose({ kind: kinds.find((one) => one === kind) })}
      />
      <Choice
        label={t("filter.tag")}
        any={t("filter.anyTag")}
        value={chosen.tag}
        options={tags.map((tag) => [tag, tag])}
        onChoose={(tag) => choose({ tag })}
      />
      <Choice
        label={t("filter.state")}
        any={t("filter.anyState")}
        value={chosen.state}
        options={states.map((state) => [state, t(`states.${state}`)])}
        onChoose={(state) => choose({ state: states.find((one) => one === state) })}
      />
      <div className="flex items-center justify-between gap-3 text-sm text-ink-soft">
        <p role="status">{t("filter.count", { shown: notes.placed.length, total: all.length })}</p>
        {notes.filter && (
          <Button size="small" onClick={() => notes.setFilter(undefined)}>
            {t("filter.clear")}
          </Button>
        )}
      </div>
      <OtherGroups />
    </Popover>
  );
}

interface ChoiceProps {
  label: ReactNode;
  /** What it is called when nothing is chosen. */
  any: string;
  value: string | undefined;
  options: readonly (readonly [value: string, label: string])[];
  onChoose: (value: string | undefined) => void;
}

/** Shown only when there is something to choose between. */
function Choice({ label, any, value, options, onChoose }: ChoiceProps) {
  if (options.length === 0) return null;
  const all = [{ value: "", label: any }, ...options.map(([of, name]) => ({ value: of, label: name }))];
  return (
    <Select label={label} value={value ?? ""} onChange={(event) => onChoose(event.target.value || undefined)} options={all} />
  );
}

function OtherGroups() {
  const t = useWords("margin");
  const api = useApiClient();
  const toast = useToast();
  const { groupId, chapter, notes } = useDesk();
  const [busy, setBusy] = useState(false);

  async function turn(on: boolean) {
    if (!on) return notes.setOthers(undefined);
    setBusy(true);
    try {
      const found = await api.annotation.wider.query({ groupId, chapterId: chapter.id });
      notes.setOthers(found);
      if (found.length === 0) toast.say({ text: t("others.none") });
    } catch {
      toast.say({ tone: "danger", text: t("others.failed") });
    } finally {
      setBusy(false);
    }
  }
  return (
    <Checkbox
      role="switch"
      label={t("others.switch")}
      hint={busy ? t("others.loading") : t("others.hint")}
      checked={notes.others !== undefined || busy}
      onChange={(event) => void turn(event.target.checked)}
      className="border-t border-line pt-2"
    />
  );
}

// Where a note of the kind "link" leads: a passage, chosen by chapter and number or pasted as an address, or a page of the web.
"use client";

import { useEffect, useId, useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { classes } from "#app/_ui/classes.ts";
import { Select } from "#app/_ui/select.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { useWords } from "#app/_words/words.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import type { TypedTarget } from "#app/groups/[group]/read/_desk/use-composer.ts";
import type { Target } from "#app/groups/[group]/read/_write/use-target.ts";
import type { ContentsEntry } from "#domain/shapes/book.ts";

export interface TargetFieldProps {
  typed: TypedTarget | undefined;
  target: Target;
  onChange: (typed: TypedTarget) => void;
}

export function TargetField({ typed, target, onChange }: TargetFieldProps) {
  const t = useWords("composing");
  const api = useApiClient();
  const { groupId, chapter } = useDesk();
  const id = useId();
  const [contents, setContents] = useState<readonly Pick<ContentsEntry, "id" | "title">[]>([chapter]);
  const { where = "", chapterId = chapter.id } = typed ?? {};
  useEffect(() => {
    // Without an answer there is this chapter, and addresses.
    api.group.read.query({ groupId }).then(
      ({ state }) => state.book?.contents.some((entry) => entry.id === chapter.id) && setContents(state.book.contents),
      () => {},
    );
  }, [api, groupId, chapter.id]);

  return (
    <div className="flex flex-col gap-2">
      <Select
        label={t("target.chapter")}
        value={chapterId}
        onChange={(event) => onChange({ where, chapterId: event.target.value })}
        options={contents.map((entry) => ({
          value: entry.id,
          label: entry.id === chapter.id ? t("target.here", { title: entry.title }) : entry.title,
        }))}
      />
      <TextField
        id={id}
        label={t("target.where")}
        hint={t("target.hint")}
        value={where}
        dir="ltr"
        aria-describedby={`${id}-says`}
        onChange={(event) => onChange({ chapterId, where: event.target.value })}
      />
      <p role="status" id={`${id}-says`} className={classes("text-sm", target.isFault ? "text-danger" : "text-ink-soft")}>
        {target.says}
      </p>
    </div>
  );
}

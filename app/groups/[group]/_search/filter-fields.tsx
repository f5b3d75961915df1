// Which notes are looked for: by whom, of which kind, with which tag, mine alone. Plain fields of a form that also works without script.
import { ChevronRight } from "lucide-react";
import { Checkbox } from "#app/_ui/checkbox.tsx";
import { Select } from "#app/_ui/select.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import type { Words } from "#app/_words/words.tsx";
import { narrows, type SearchAddress } from "#app/groups/[group]/_search/note-filters.ts";
import { annotationKinds } from "#domain/annotations/choices.ts";
import type { GroupHome } from "#domain/shapes/group.ts";

export interface FilterFieldsProps {
  group: Pick<GroupHome, "members" | "tags">;
  asked: SearchAddress;
  t: Words<"foundNotes">;
}

export function FilterFields({ group: { members, tags }, asked, t }: FilterFieldsProps) {
  const people = members.map(({ id, name }) => ({ value: id, label: name }));
  const kinds = annotationKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }));
  return (
    <details open={narrows(asked)} className="group/filters">
      <summary className="inline-flex min-h-8 cursor-pointer items-center gap-1.5 text-ink-soft hover:text-ink coarse:min-h-11">
        <ChevronRight
          aria-hidden
          className="size-4 transition-transform group-open/filters:rotate-90 motion-reduce:transition-none rtl:-scale-x-100"
        />
        {t("search.filters")}
      </summary>
      <div className="grid items-end gap-4 pt-3 sm:grid-cols-3">
        <Select
          name="by"
          label={t("search.person")}
          defaultValue={asked.by}
          options={[{ value: "", label: t("search.anybody") }, ...people]}
        />
        <Select
          name="kind"
          label={t("search.kind")}
          defaultValue={asked.kind}
          options={[{ value: "", label: t("search.anyKind") }, ...kinds]}
        />
        <TextField
          name="tag"
          label={t("search.tag")}
          {...(tags.length > 0 && { hint: t("search.tagHint"), list: "tags-of-the-group" })}
          defaultValue={asked.tag}
          maxLength={41}
          autoComplete="off"
        />
        <datalist id="tags-of-the-group">
          {tags.map((tag) => (
            <option key={tag} value={tag} />
          ))}
        </datalist>
        <Checkbox name="mine" value="1" label={t("search.mine")} defaultChecked={asked.mine} />
      </div>
    </details>
  );
}

// What readers think of a note, in words that mean something: toggles with counts. To one's own note only that it be talked about.
"use client";

import { Check } from "lucide-react";
import { useGroup } from "#app/_client/group.tsx";
import { classes } from "#app/_ui/classes.ts";
import { useWords } from "#app/_words/words.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { audienceOf } from "#domain/annotations/audience.ts";
import { reactionKinds } from "#domain/annotations/choices.ts";
import type { Annotation } from "#domain/shapes/annotation.ts";

export function Reactions({ note }: { note: Annotation }) {
  const t = useWords("margin");
  const { notes } = useDesk();
  const { group, me } = useGroup();
  const { visibility, heldAt, hidden, author } = note;
  // Where nobody else reads, nobody is told anything by it.
  if (audienceOf({ visibility, held: heldAt !== undefined, hidden: hidden !== undefined }) === "author") return null;
  const nameOf = (memberId: string) => group.members.find((member) => member.id === memberId)?.name;
  return (
    <fieldset className="flex min-w-0 flex-wrap gap-1">
      <legend className="sr-only">{t("reactions.label")}</legend>
      {reactionKinds.map((reaction) => {
        const by = note.reactions.filter((one) => one.reaction === reaction);
        const given = by.some(({ memberId }) => memberId === me.memberId);
        const mayGive = author.id !== me.memberId || reaction === "to_meeting";
        if (!mayGive && by.length === 0) return null;
        const word = t(`reactions.${reaction}`);
        const names = by.flatMap(({ memberId }) => nameOf(memberId) ?? []).join(", ");
        return (
          <button
            key={reaction}
            type="button"
            aria-pressed={given}
            aria-disabled={!mayGive || undefined}
            title={names === "" ? undefined : t("reactions.by", { reaction: word, names })}
            onClick={() => mayGive && notes.change("annotation.react", { annotationId: note.id, reaction, given: !given })}
            className={classes(
              "flex min-h-8 items-center gap-1.5 rounded-full border px-2.5 text-sm transition-colors select-none coarse:min-h-11",
              given
                ? "border-ink bg-wash font-medium text-ink forced-colors:border-[Highlight] forced-colors:outline-2"
                : "border-line-strong text-ink-soft",
              mayGive && "hover:border-ink-soft hover:text-ink",
            )}
          >
            {given && <Check aria-hidden className="size-3.5" />}
            {t("reactions.count", { reaction: word, count: by.length })}
          </button>
        );
      })}
    </fieldset>
  );
}

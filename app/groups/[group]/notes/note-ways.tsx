// The ways to some of the notes: the usual ones as links, and a form for the rest, which leads to an address and needs no script.
import Link from "next/link";
import { Button } from "#app/_ui/button.tsx";
import { classes } from "#app/_ui/classes.ts";
import { Select } from "#app/_ui/select.tsx";
import { wordsFor } from "#app/_words/words-for.tsx";
import { notesPath } from "#app/groups/[group]/_nav/places.ts";
import { type Asked, partsOf } from "#app/groups/[group]/notes/asked.ts";
import { annotationKinds, questionStates } from "#domain/annotations/choices.ts";
import type { GroupHome } from "#domain/shapes/group.ts";

/** What the usual ways ask for, by the name of their word. */
const ways = {
  all: {},
  unread: { only: "unread" },
  open: { state: "open" },
  questions: { only: "mine", kind: "question" },
  mine: { only: "mine" },
  mentions: { only: "mentions" },
  pinned: { only: "pinned" },
  asked: { only: "asked" },
  agenda: { only: "agenda" },
} as const satisfies Record<string, Asked>;

const isSame = (one: Asked, other: Asked) => notesPath("", { ...one }) === notesPath("", { ...other });

export async function NoteWays({ group, asked }: { group: GroupHome; asked: Asked }) {
  const t = await wordsFor("notes");
  const d = await wordsFor("desk");
  const m = await wordsFor("margin");
  const { waiting, ...rest } = asked;
  const { by, kind, tag, state, chapter, part, only } = rest;
  const parts = partsOf(group.meetings);
  const tags = [...new Set([...group.tags, ...(tag ? [tag] : [])])];
  const first = (label: string) => ({ value: "", label });
  return (
    <div className="flex flex-col gap-5">
      <nav aria-label={t("ways")}>
        <ul className="flex flex-wrap gap-1.5">
          {Object.entries(ways).map(([name, way]) => (
            <li key={name}>
              <Link
                href={notesPath(group.id, { ...way, ...(waiting && { waiting }) })}
                prefetch={false}
                aria-current={isSame(way, rest) ? "page" : undefined}
                className={classes(
                  "inline-flex min-h-8 items-center rounded-full border px-3 text-sm coarse:min-h-11",
                  isSame(way, rest)
                    ? "border-ink bg-wash font-medium text-ink"
                    : "border-line text-ink-soft hover:border-line-strong hover:text-ink",
                )}
              >
                {t(`way.${name as keyof typeof ways}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <details open={Boolean(by || tag || chapter || part || (kind && only !== "mine"))} className="group/narrow">
        <summary className="min-h-8 py-1 text-sm font-medium text-ink-soft hover:text-ink coarse:min-h-11">{t("narrow")}</summary>
        <form action={notesPath(group.id)} className="grid gap-4 pt-3 sm:grid-cols-2">
          {only && <input type="hidden" name="only" value={only} />}
          {waiting && <input type="hidden" name="waiting" value={waiting} />}
          <Select
            name="by"
            label={t("by")}
            defaultValue={by ?? ""}
            options={[first(t("anybody")), ...group.members.map(({ id, name }) => ({ value: id, label: name }))]}
          />
          <Select
            name="kind"
            label={t("kind")}
            defaultValue={kind ?? ""}
            options={[first(t("anyKind")), ...annotationKinds.map((value) => ({ value, label: d(`kinds.${value}`) }))]}
          />
          <Select
            name="state"
            label={t("state")}
            defaultValue={state ?? ""}
            options={[first(t("anyState")), ...questionStates.map((value) => ({ value, label: m(`states.${value}`) }))]}
          />
          {tags.length > 0 && (
            <Select
              name="tag"
              label={t("tag")}
              defaultValue={tag ?? ""}
              options={[first(t("anyTag")), ...tags.map((value) => ({ value, label: value }))]}
            />
          )}
          {parts.length > 0 && (
            <Select
              name="part"
              label={t("part")}
              defaultValue={part ?? ""}
              options={[first(t("anyPart")), ...parts.map(({ id, title }) => ({ value: id, label: title }))]}
            />
          )}
          <Select
            name="chapter"
            label={t("chapter")}
            defaultValue={chapter ?? ""}
            options={[
              first(t("anyChapter")),
              ...(group.book?.contents ?? []).map(({ id, title }) => ({ value: id, label: title })),
            ]}
          />
          <Button type="submit" className="self-end justify-self-start">
            {t("submit")}
          </Button>
        </form>
      </details>
    </div>
  );
}

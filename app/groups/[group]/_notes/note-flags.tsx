// What is special about a note, in a word each: pinned, for fewer or more people than the group, held, how a question stands.
"use client";

import { CircleHelp, EyeOff, Globe, Hourglass, ListTodo, Lock, type LucideIcon, Pin, Route } from "lucide-react";
import { useGroup } from "#app/_client/group.tsx";
import { Badge, type BadgeTone } from "#app/_ui/badge.tsx";
import { classes } from "#app/_ui/classes.ts";
import { useWords } from "#app/_words/words.tsx";
import type { Annotation } from "#domain/shapes/annotation.ts";

type Flag = { key: string; word: string; icon?: LucideIcon; tone?: BadgeTone };

export interface NoteFlagsProps {
  note: Omit<Annotation, "replies" | "reactions">;
  /** On an open card: also where it comes from, and not how a question stands, which is said there anyway. */
  whole?: boolean;
}

export function NoteFlags({ note, whole = false }: NoteFlagsProps) {
  const t = useWords("margin");
  const { me } = useGroup();
  const { visibility, question, carried, imported } = note;
  const onlyFor = note.author.id === me.memberId ? "me" : "author";
  const flags: (Flag | false | undefined)[] = [
    note.pinnedAt !== undefined && { key: "pinned", word: t("flags.pinned"), icon: Pin },
    visibility === "me" && { key: "who", word: t(`flags.${onlyFor}`), icon: Lock },
    visibility === "hosts" && { key: "who", word: t("flags.hosts"), icon: Lock },
    (visibility === "branch" || visibility === "organisation") && { key: "who", word: t(`flags.${visibility}`), icon: Globe },
    note.heldAt !== undefined && { key: "held", word: t("flags.held"), icon: Hourglass },
    note.hidden && { key: "hidden", word: t("flags.hidden"), icon: EyeOff, tone: "warn" },
    !whole && question && question.state !== "open" && { key: "state", word: t(`states.${question.state}`), tone: "ok" },
    note.replyAskedAt !== undefined && { key: "asked", word: t("flags.asked"), icon: CircleHelp },
    note.agendaAt !== undefined && { key: "agenda", word: t("flags.agenda"), icon: ListTodo },
    carried?.state === "check" && {
      ...{ key: "carried", word: t("flags.check", { edition: carried.edition }), icon: Route },
      tone: "warn" as const,
    },
    whole &&
      carried?.state === "certain" && { key: "carried", word: t("flags.carried", { edition: carried.edition }), icon: Route },
    whole && imported && { key: "imported", word: t("flags.imported", { from: imported.from }) },
  ];
  const shown = flags.filter((flag): flag is Flag => Boolean(flag));
  if (shown.length === 0) return null;
  return (
    <ul aria-label={t("flags.label")} className="flex flex-wrap gap-1">
      {shown.map(({ key, word, icon: Icon, tone }) => (
        <li key={key} className="flex max-w-full">
          <Badge
            {...(tone && { tone })}
            className="max-w-full whitespace-normal [overflow-wrap:anywhere] [&>svg]:size-3 [&>svg]:shrink-0"
          >
            {Icon && <Icon aria-hidden />}
            {word}
          </Badge>
        </li>
      ))}
    </ul>
  );
}

/** The mark of what came since the reader was here. */
export function NewMark({ className }: { className?: string }) {
  const t = useWords("margin");
  return (
    <span
      className={classes(
        "inline-flex shrink-0 items-center gap-1 text-xs font-medium text-rubric before:size-1.5 before:rounded-full before:bg-rubric forced-colors:before:bg-[Highlight]",
        className,
      )}
    >
      {t("new")}
    </span>
  );
}

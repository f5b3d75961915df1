// A note in a list outside its margin: what it is, whose, on which words, and what it says. All of it leads to the note in its chapter.
import type { ReactNode } from "react";
import { Badge } from "#app/_ui/badge.tsx";
import type { Words } from "#app/_words/words.tsx";
import { notePath } from "#app/groups/[group]/_nav/places.ts";
import { KindSign } from "#app/groups/[group]/_notes/kind-sign.tsx";
import { type Shown, shownWords } from "#app/groups/[group]/_notes/shown-words.ts";
import type { FoundNote } from "#domain/shapes/margin.ts";

export interface NoteLineProps {
  groupId: string;
  /** My own membership: my notes say "you". */
  mine: string;
  found: FoundNote;
  /** The words that were looked for. */
  words?: string;
  /** Language of the book. */
  lang?: string | undefined;
  t: Words<"foundNotes">;
  /** Set behind what the note is: badges. */
  children?: ReactNode;
}

export function NoteLine({ groupId, mine, found, words = "", lang, t, children }: NoteLineProps) {
  const { annotation: note, chapter, number, unread } = found;
  const { quote, said } = shownWords(note, words);
  return (
    <a
      href={notePath(groupId, chapter.id, note.id)}
      className="group/note flex min-h-11 min-w-0 flex-col gap-1 rounded-md px-2 py-2.5 hover:bg-wash"
    >
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-soft">
        <KindSign kind={note.kind} />
        <span>{t(`kinds.${note.kind}`)}</span>
        {note.question && <Badge>{t(`states.${note.question.state}`)}</Badge>}
        <bdi className="min-w-0 [overflow-wrap:anywhere]">
          {t("by", { name: note.author.id === mine ? t("you") : note.author.name })}
        </bdi>
        {number !== undefined && <span className="text-ink-faint">{t("passage", { number })}</span>}
        {unread && <Badge tone="rubric">{t("unread")}</Badge>}
        {children}
      </span>
      <span lang={lang} dir="auto" className="line-clamp-3 font-text group-hover/note:text-rubric">
        “<ShownText shown={quote} />”
      </span>
      {said && (
        <span dir="auto" className="line-clamp-4 text-ink-soft [overflow-wrap:anywhere]">
          {said.by !== undefined && <span className="text-ink-faint">{t("answer", { name: said.by })} </span>}
          <ShownText shown={said} />
        </span>
      )}
      {(note.tags.length > 0 || note.replies.length > 0) && (
        <span className="flex flex-wrap gap-x-3 text-sm text-ink-faint">
          {note.tags.map((tag) => (
            <bdi key={tag}>#{tag}</bdi>
          ))}
          {note.replies.length > 0 && <span>{t("replies", { count: note.replies.length })}</span>}
        </span>
      )}
    </a>
  );
}

function ShownText({ shown }: { shown: Shown }) {
  if ("whole" in shown) return shown.whole;
  return (
    <>
      {shown.before}
      <mark className="bg-[color-mix(in_srgb,var(--highlight-tint)_55%,transparent)] font-medium text-ink forced-colors:bg-[Highlight] forced-colors:text-[HighlightText]">
        {shown.words}
      </mark>
      {shown.after}
    </>
  );
}

// What belongs to a note beside its words: its tags, where a link leads, the notes that a discussion question gathers, how a question stands.
"use client";

import { ChevronRight } from "lucide-react";
import { useWords } from "#app/_words/words.tsx";
import { notesPath } from "#app/groups/[group]/_nav/places.ts";
import { chapterPath } from "#app/groups/[group]/read/_desk/addresses.ts";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { goToPassage } from "#app/groups/[group]/read/_desk/go-to.ts";
import type { Annotation, LinkTarget } from "#domain/shapes/annotation.ts";

export function NoteAbout({ note, onQuestion }: { note: Annotation; onQuestion: () => void }) {
  const t = useWords("margin");
  const desk = useDesk();
  const { question, tags, to, gathers } = note;
  return (
    <>
      {to && <Target to={to} />}
      {tags.length > 0 && (
        <ul className="flex flex-wrap gap-x-2 text-sm">
          {tags.map((tag) => (
            <li key={tag}>
              <a href={notesPath(desk.groupId, { tag })} className="link inline-flex min-h-6 items-center">
                <bdi>#{tag}</bdi>
              </a>
            </li>
          ))}
        </ul>
      )}
      {gathers && gathers.length > 0 && <Gathered ids={gathers} />}
      {question && (
        <button
          type="button"
          aria-haspopup="dialog"
          onClick={onQuestion}
          className="flex min-h-8 items-center gap-1.5 self-start rounded-md text-sm font-medium text-ink-soft hover:text-ink coarse:min-h-11"
        >
          {t("question.is", { state: t(`states.${question.state}`) })}
          <ChevronRight aria-hidden className="size-4 rtl:-scale-x-100" />
        </button>
      )}
    </>
  );
}

function Target({ to }: { to: LinkTarget }) {
  const t = useWords("margin");
  const desk = useDesk();
  const look = "link inline-flex min-h-6 items-center self-start text-start [overflow-wrap:anywhere]";
  if ("href" in to)
    return (
      <a href={to.href} target="_blank" rel="noopener noreferrer nofollow" className={look}>
        {t("kinds.toPage", { host: new URL(to.href).host })}
      </a>
    );
  const here = to.chapterId === desk.chapter.id && desk.passages.find(({ id }) => id === to.passageId)?.number;
  if (here !== false && here !== undefined)
    return (
      <button type="button" onClick={() => goToPassage(here, "focus")} className={look}>
        {t("kinds.toPassage")}
      </button>
    );
  return (
    <a href={chapterPath(desk.groupId, to.chapterId)} className={look}>
      {t("kinds.toChapter")}
    </a>
  );
}

/** The notes of this chapter that a discussion question gathers, each a way to its card. Those that I may not read any more are not among them. */
function Gathered({ ids }: { ids: readonly string[] }) {
  const t = useWords("margin");
  const { notes, setOpen } = useDesk();
  const there = notes.all.filter((note) => ids.includes(note.id));
  return (
    <div className="flex flex-col gap-1 text-sm">
      <p className="text-ink-soft">{t("gathers", { count: ids.length })}</p>
      <ul className="flex flex-col">
        {there.map(({ id, author, anchor }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => {
                notes.reveal(id);
                setOpen(id);
              }}
              className="line-clamp-1 min-h-6 text-start text-ink-soft hover:text-rubric coarse:min-h-11"
            >
              {t("gather.note", { author: author.name, quote: anchor.quote })}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

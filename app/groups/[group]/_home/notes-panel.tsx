// What waits in the margins: notes that are new for me by chapter, questions that are open, and the ways to mine and to all.
"use client";

import Link from "next/link";
import { useGroup } from "#app/_client/group.tsx";
import { useWords } from "#app/_words/words.tsx";
import { chapterPath, notesPath } from "#app/groups/[group]/_nav/places.ts";
import type { UnreadNotes } from "#domain/shapes/margin.ts";

/** Chapters named one by one; there are seldom more with something new. */
const SHOWN = 4;

export interface NotesPanelProps {
  unread: readonly UnreadNotes[];
  /** How many questions of the group are open. */
  open: number;
}

export function NotesPanel({ unread, open }: NotesPanelProps) {
  const t = useWords("notes");
  const { group } = useGroup();
  const titles = new Map(group.book?.contents.map(({ id, title }) => [id, title]));
  const here = unread.filter(({ chapterId }) => titles.has(chapterId));
  const count = here.reduce((sum, chapter) => sum + chapter.unread, 0);
  const link = "link inline-flex min-h-6 items-center coarse:min-h-11";
  return (
    <section aria-labelledby="notes" className="flex flex-col gap-3">
      <h2 id="notes" className="eyebrow">
        {t("home.title")}
      </h2>
      <ul className="flex flex-col gap-1">
        <li>
          {count === 0 ? (
            <span className="text-ink-soft">{t("home.unread", { count })}</span>
          ) : (
            <Link href={notesPath(group.id, { only: "unread" })} prefetch={false} className={link}>
              {t("home.unread", { count })}
            </Link>
          )}
          {here.length > 0 && (
            <ul className="flex flex-col text-sm">
              {here.slice(0, SHOWN).map((chapter) => (
                <li key={chapter.chapterId}>
                  <Link
                    href={chapterPath(group.id, chapter.chapterId)}
                    prefetch={false}
                    className="inline-flex min-h-6 items-center text-ink-soft [overflow-wrap:anywhere] hover:text-rubric coarse:min-h-11"
                  >
                    {t("home.unreadIn", { count: chapter.unread, title: titles.get(chapter.chapterId) ?? "" })}
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </li>
        <li>
          <Link href={notesPath(group.id, { state: "open" })} prefetch={false} className={link}>
            {t("home.open", { count: open })}
          </Link>
        </li>
        <li>
          <Link href={notesPath(group.id, { only: "mine", kind: "question" })} prefetch={false} className={link}>
            {t("home.mine")}
          </Link>
        </li>
        <li>
          <Link href={notesPath(group.id)} prefetch={false} className={link}>
            {t("home.all")}
          </Link>
        </li>
      </ul>
    </section>
  );
}

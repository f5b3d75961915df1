// The contents of the book: the spine, then its chapters by section with the minutes each takes. Written on the server alone (book-contents.tsx).
"use client";

import type { ReactNode } from "react";
import { classes } from "#app/_ui/classes.ts";
import { Spine } from "#app/_ui/spine.tsx";
import { tintsOf } from "#app/_ui/spine-layout.ts";
import { useWords } from "#app/_words/words.tsx";
import { GoToPage } from "#app/groups/[group]/_search/go-to-page.tsx";
import { chapterPath } from "#app/groups/[group]/read/_desk/addresses.ts";
import type { ChapterPage } from "#domain/shapes/book.ts";
import { WORDS_A_MINUTE } from "#domain/text/pace.ts";

export interface ContentsProps {
  entries: ChapterPage["contents"];
  book: ChapterPage["book"];
  groupId: string;
  chapterId: string;
  /** The chapters that I have said I have read. */
  read: readonly string[];
  /** How much the group stopped at the chapters. */
  stops: ChapterPage["stops"];
  /** Whether the book says where printed pages begin. */
  pages: boolean;
  /** Meetings, each after the last chapter it is about. */
  meetings: readonly { after: number; label: string }[];
}

export function ContentsList({ entries: contents, book, groupId, chapterId, read, stops, pages, meetings }: ContentsProps) {
  const t = useWords("desk");
  const here = contents.findIndex((entry) => entry.id === chapterId);
  const counted = new Map(stops.map((stop) => [stop.chapterId, stop.notes]));
  const counts = contents.map(({ id }) => counted.get(id) ?? 0);
  const tints = tintsOf(counts);
  const chapters = contents.map(({ id, title, words, role, section }, index) => ({
    ...{ id, title, words, role, section: section[0] ?? "" },
    ...{ tint: tints[index] ?? 0, notes: counts[index] ?? 0 },
    href: chapterPath(groupId, id),
  }));
  return (
    <div className="flex flex-col gap-4">
      <p className="book-title text-lg leading-snug">{book.title}</p>
      <Spine chapters={chapters} meetings={meetings} here={here} read={read} label={book.title} />
      <nav aria-label={t("contentsOf", { title: book.title })}>
        <ol className="flex flex-col">
          {contents.map((entry, index) => (
            <Entry
              key={entry.id}
              section={sectionBefore(contents, index)}
              id={entry.id}
              read={read.includes(entry.id)}
              href={chapterPath(groupId, entry.id)}
              current={index === here}
              quiet={entry.role !== "body"}
            >
              <span className="min-w-0 grow">
                <span className="block">{entry.title}</span>
                {entry.author && entry.author !== book.authors[0] && (
                  <span className="block text-sm text-ink-faint">{entry.author}</span>
                )}
              </span>
              <span className="read-sign">{t("readToHere.done")}</span>
              <span className="shrink-0 text-sm text-ink-faint tabular-nums">
                {t("minutes", { minutes: Math.max(1, Math.round(entry.words / WORDS_A_MINUTE)) })}
              </span>
            </Entry>
          ))}
        </ol>
      </nav>
      {pages && <GoToPage groupId={groupId} />}
    </div>
  );
}

/** Titles of sections that begin with this chapter. */
function sectionBefore(contents: ChapterPage["contents"], index: number): string[] {
  const [now, last] = [contents[index]?.section ?? [], contents[index - 1]?.section ?? []];
  const from = now.findIndex((title, depth) => title !== last[depth]);
  return from === -1 ? [] : now.slice(from);
}

interface EntryProps {
  section: string[];
  id: string;
  read: boolean;
  href: string;
  current: boolean;
  quiet: boolean;
  children: ReactNode;
}

function Entry({ section, id, read, href, current, quiet, children }: EntryProps) {
  return (
    <li>
      {section.map((title) => (
        <span key={title} className="eyebrow mt-3 mb-1 block px-2">
          {title}
        </span>
      ))}
      <a
        href={href}
        data-entry={id}
        data-read={read ? "" : undefined}
        aria-current={current ? "page" : undefined}
        className={classes(
          "flex min-h-9 items-baseline gap-3 rounded-md border-s-2 px-2 py-1.5 leading-snug hover:bg-wash coarse:min-h-11",
          current ? "border-rubric font-medium text-ink" : "border-transparent forced-colors:border-[Canvas]",
          !current && (quiet ? "text-ink-faint" : "text-ink-soft"),
        )}
      >
        {children}
      </a>
    </li>
  );
}

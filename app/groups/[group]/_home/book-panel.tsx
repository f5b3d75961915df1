// The book the group reads: its cover and names, the spine with the meetings on it, its contents.
"use client";

import { BookCover } from "#app/_books/book-cover.tsx";
import { useGroup } from "#app/_client/group.tsx";
import { LinkButton } from "#app/_ui/link-button.tsx";
import { Spine } from "#app/_ui/spine.tsx";
import { tintsOf } from "#app/_ui/spine-layout.ts";
import { wallTime } from "#app/_ui/wall-time.ts";
import { useLocale, useWords } from "#app/_words/words.tsx";
import { ChooseBook } from "#app/groups/[group]/_home/choose-book.tsx";
import { Contents } from "#app/groups/[group]/_home/contents.tsx";
import { EditionNews } from "#app/groups/[group]/_home/edition-news.tsx";
import { useNotes } from "#app/groups/[group]/_home/use-notes.ts";
import { meetingMarks, partOf, readingPath } from "#app/groups/[group]/_meetings/part.ts";
import { chapterPath } from "#app/groups/[group]/_nav/places.ts";
import { locales } from "#domain/catalogue/locales.ts";
import type { Stop } from "#domain/shapes/annotation.ts";
import type { EditionNews as News } from "#domain/shapes/carrying.ts";
import type { GroupHome } from "#domain/shapes/group.ts";
import type { Meeting } from "#domain/shapes/meeting.ts";
import type { PlaceInBook } from "#domain/shapes/reading.ts";
import { WORDS_A_MINUTE } from "#domain/text/pace.ts";

/** Where I am in the book, and the chapters that I have said I have read: as the page was made. */
export interface Mine {
  place: PlaceInBook | null;
  read: readonly string[];
}

export interface BookPanelProps {
  book: NonNullable<GroupHome["book"]>;
  stops: readonly Stop[];
  mine: Mine;
  /** What there is to know of the editions of the book. */
  news: News | null;
  /** The meeting whose part is marked in the contents. */
  next?: Meeting;
}

export function BookPanel({ book, stops: first, mine, news, next }: BookPanelProps) {
  const t = useWords("group");
  const { format } = locales[useLocale()];
  const { group, me } = useGroup();
  const { contents } = book;
  const notes = useNotes(first, book.editionId);
  const counts = contents.map((entry) => notes.get(entry.id) ?? 0);
  const tints = tintsOf(counts);
  const title = book.title || t("book.untitled");
  const part = new Set(next && partOf(next, contents).map((entry) => entry.id));
  // Of a book that was chosen since the page was made, nothing of mine is known.
  const place = contents.some(({ id }) => id === mine.place?.chapterId) ? mine.place : null;
  const reading = readingPath(group, next ? Date.parse(next.startsAt) : Number.POSITIVE_INFINITY);
  const marks = meetingMarks(group.meetings, contents, (meeting) =>
    t("book.meeting", {
      title: meeting.title,
      date: wallTime(new Date(meeting.startsAt), { format, zone: meeting.zone, form: "date" }),
    }),
  );
  return (
    <section aria-labelledby="book" className="flex flex-col gap-8">
      <div className="flex gap-5 sm:gap-7">
        <BookCover book={book} className="w-20 self-start sm:w-28" />
        <div className="flex min-w-0 flex-col items-start gap-2">
          <p className="eyebrow">{t("book.title")}</p>
          <h2
            id="book"
            lang={book.language}
            dir="auto"
            className="font-text text-xl leading-tight font-medium hyphens-auto [overflow-wrap:anywhere] sm:text-2xl"
          >
            {title}
          </h2>
          {book.subtitle && (
            <p lang={book.language} dir="auto" className="book-title text-lg text-ink-soft">
              {book.subtitle}
            </p>
          )}
          {book.authors.length > 0 && (
            <p>
              <bdi lang={book.language}>{new Intl.ListFormat(format).format(book.authors)}</bdi>
            </p>
          )}
          <p className="text-sm text-ink-soft">
            {t("book.size", { chapters: book.chapters, hours: Math.round(book.words / WORDS_A_MINUTE / 60) })}
          </p>
          <div className="flex flex-wrap gap-3 pt-2">
            {reading && (
              <LinkButton
                href={place ? chapterPath(group.id, place.chapterId, place.number) : reading}
                variant="primary"
                size="small"
              >
                {place ? t("book.readOn") : t("book.read")}
              </LinkButton>
            )}
            {me.role === "host" && <ChooseBook variant="quiet" />}
          </div>
        </div>
      </div>
      <EditionNews bookId={book.id} editionId={book.editionId} first={news} />
      <Spine
        label={title}
        chapters={contents.map(({ id, title: name, words, role, section }, index) => ({
          ...{ id, title: name, words, role, section: section[0] ?? "" },
          tint: tints[index] ?? 0,
          notes: counts[index] ?? 0,
          href: chapterPath(group.id, id),
        }))}
        meetings={marks}
        read={mine.read}
        {...(place && { here: place.position })}
      />
      {tints.some((tint) => tint > 0) && (
        <p aria-hidden className="-mt-4 text-sm text-ink-faint">
          {t("book.heat")}
        </p>
      )}
      <Contents groupId={group.id} contents={contents} language={book.language} authors={book.authors} part={part} />
    </section>
  );
}

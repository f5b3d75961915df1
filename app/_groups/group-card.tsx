// A reading group as a card: its book, its next meeting, how many are in it. Members go in; others see that it is there.
import { CalendarDays, Users } from "lucide-react";
import Link from "next/link";
import { BookCover } from "#app/_books/book-cover.tsx";
import { MeetingClock } from "#app/_frame/clocks.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { Card } from "#app/_ui/card.tsx";
import { localeOfRequest, wordsFor } from "#app/_words/words-for.tsx";
import { locales } from "#domain/catalogue/locales.ts";
import type { GroupSummary } from "#domain/shapes/branch.ts";

export async function GroupCard({ group, under }: { group: GroupSummary; under?: string }) {
  const t = await wordsFor("frame");
  const { format } = locales[await localeOfRequest()];
  const { book, next, mine } = group;
  const authors = book ? new Intl.ListFormat(format).format(book.authors) : "";
  return (
    <Card as="article" linked={mine !== "none"} className="flex h-full gap-4 sm:gap-5">
      {book ? (
        <BookCover book={book} className="w-16 self-start sm:w-20" />
      ) : (
        <div
          aria-hidden
          className="aspect-2/3 w-16 shrink-0 self-start rounded-sm border border-dashed border-line-strong sm:w-20"
        />
      )}
      <div className="flex min-w-0 grow flex-col gap-2">
        <div className="flex flex-col gap-1">
          {under && (
            <p className="truncate text-sm text-ink-soft">
              <bdi>{under}</bdi>
            </p>
          )}
          <h3 dir="auto" className="font-text text-xl font-medium text-balance [overflow-wrap:anywhere]">
            {mine === "none" ? (
              group.name
            ) : (
              <Link href={`/groups/${group.id}`} className="card-link hover:text-rubric">
                {group.name}
              </Link>
            )}
          </h3>
          {book ? (
            <p lang={book.language} className="line-clamp-4 text-ink-soft [overflow-wrap:anywhere]">
              <bdi className="book-title">{book.title}</bdi>
              {authors && (
                <>
                  {", "}
                  <bdi>{authors}</bdi>
                </>
              )}
            </p>
          ) : (
            <p className="text-ink-soft">{t("group.noBook")}</p>
          )}
        </div>
        <p className="flex items-start gap-2 text-sm text-ink-soft">
          <CalendarDays aria-hidden className="mt-0.5 size-4 shrink-0" />
          {next ? (
            <span className="min-w-0">
              <bdi>{next.title}</bdi>
              <br />
              <MeetingClock instant={next.startsAt} zone={next.zone} />
            </span>
          ) : (
            t("group.noMeeting")
          )}
        </p>
        <p className="mt-auto flex flex-wrap items-center gap-x-4 gap-y-1 pt-1 text-sm text-ink-soft">
          <span className="flex items-center gap-2">
            <Users aria-hidden className="size-4 shrink-0" />
            {t("group.people", { count: group.members })}
          </span>
          {mine === "host" && <Badge>{t("group.host")}</Badge>}
          {mine === "none" && <span>{t("group.none")}</span>}
        </p>
      </div>
    </Card>
  );
}

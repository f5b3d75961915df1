// The ways through a reading group: home, the book, its notes, the chat, the meetings, the people.
"use client";

import Link from "next/link";
import { useGroup } from "#app/_client/group.tsx";
import { classes } from "#app/_ui/classes.ts";
import { useWords } from "#app/_words/words.tsx";
import { readingPath } from "#app/groups/[group]/_meetings/part.ts";
import { chatPath, groupPath, meetingsPath, notesPath, peoplePath } from "#app/groups/[group]/_nav/places.ts";
import { useNow } from "#app/groups/[group]/_nav/use-now.ts";

export type GroupPlace = "home" | "read" | "notes" | "chat" | "meetings" | "people";

export interface GroupNavProps {
  /** Where the reader is. */
  here: GroupPlace;
  /** The moment at which the page was made. */
  now?: string;
}

export function GroupNav({ here, now }: GroupNavProps) {
  const t = useWords("group");
  const { group } = useGroup();
  const reading = readingPath(group, useNow(now));
  const ways: [GroupPlace, string | undefined][] = [
    ["home", groupPath(group.id)],
    ["read", reading],
    ["notes", notesPath(group.id)],
    ["chat", chatPath(group.id)],
    ["meetings", meetingsPath(group.id)],
    ["people", peoplePath(group.id)],
  ];
  return (
    <nav aria-label={t("nav.label", { group: group.name })} className="no-print shrink-0 border-b border-line">
      <div className="mx-auto flex max-w-6xl flex-col px-5 sm:px-8 md:flex-row md:items-center md:gap-8">
        <p className="flex min-w-0 grow items-center gap-2 pt-2 text-sm text-ink-soft md:pt-0">
          <Link
            href={`/branches/${group.branchId}`}
            className="min-h-6 min-w-16 shrink-3 truncate py-0.5 hover:text-rubric hover:underline"
          >
            <bdi>{group.branchName}</bdi>
          </Link>
          {here !== "home" && (
            <>
              <span aria-hidden className="text-ink-faint">
                /
              </span>
              <Link
                href={groupPath(group.id)}
                className="min-h-6 min-w-0 truncate py-0.5 font-text text-base text-ink hover:text-rubric"
              >
                <bdi>{group.name}</bdi>
              </Link>
            </>
          )}
        </p>
        <ul className="-mx-1 flex min-w-0 gap-x-1 overflow-x-auto max-md:justify-between sm:gap-x-3">
          {ways.map(([place, href]) =>
            href ? (
              <li key={place}>
                <Link
                  href={href}
                  aria-current={place === here ? "page" : undefined}
                  className={classes(
                    "flex min-h-11 items-center border-b-2 px-1.5 whitespace-nowrap transition-colors max-[23rem]:text-sm focus-visible:-outline-offset-2",
                    place === here
                      ? "border-rubric text-ink forced-colors:border-[Highlight]"
                      : "border-transparent text-ink-soft hover:text-ink forced-colors:border-[Canvas]",
                  )}
                >
                  {t(`nav.${place}`)}
                </Link>
              </li>
            ) : null,
          )}
        </ul>
      </div>
    </nav>
  );
}

// For hosts of a group that is not complete yet: what will be here, and the one next step towards it.
"use client";

import { BookOpen, CalendarDays, Users } from "lucide-react";
import { useGroup } from "#app/_client/group.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { LinkButton } from "#app/_ui/link-button.tsx";
import { useWords } from "#app/_words/words.tsx";
import { ChooseBook } from "#app/groups/[group]/_home/choose-book.tsx";
import { newMeetingPath, peoplePath } from "#app/groups/[group]/_nav/places.ts";
import type { Meeting } from "#domain/shapes/meeting.ts";

export function NextStep({ next }: { next: Meeting | undefined }) {
  const t = useWords("group");
  const { group } = useGroup();
  if (!group.book)
    return (
      <EmptyState icon={<BookOpen aria-hidden />} title={t("steps.book.title")} action={<ChooseBook variant="primary" />}>
        {t("steps.book.body", { branch: group.branchName })}
      </EmptyState>
    );
  if (group.members.length === 1)
    return (
      <EmptyState
        icon={<Users aria-hidden />}
        title={t("steps.people.title")}
        action={
          <LinkButton href={peoplePath(group.id)} variant="primary">
            {t("steps.people.action")}
          </LinkButton>
        }
      >
        {t("steps.people.body")}
      </EmptyState>
    );
  if (next) return null;
  return (
    <EmptyState
      icon={<CalendarDays aria-hidden />}
      title={t("steps.meeting.title")}
      action={
        <LinkButton href={newMeetingPath(group.id)} variant="primary">
          {t("steps.meeting.action")}
        </LinkButton>
      }
    >
      {t("steps.meeting.body")}
    </EmptyState>
  );
}

// Who will see what is written in the margin, and from when: what the group allows, and in words.
"use client";

import { useEffect, useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { useGroup } from "#app/_client/group.tsx";
import { useLocale, useWords } from "#app/_words/words.tsx";
import type { Showing } from "#app/groups/[group]/read/_desk/use-composer.ts";
import { visibilities } from "#domain/annotations/choices.ts";
import { locales } from "#domain/catalogue/locales.ts";
import type { Visibility } from "#domain/shapes/annotation.ts";
import type { GroupHome } from "#domain/shapes/group.ts";

/** To whom a note may be shown in a group, from the narrowest on. */
export function choicesOf({ margin }: Pick<GroupHome, "margin">): readonly Visibility[] {
  return visibilities.slice(0, visibilities.indexOf(margin.widest) + 1);
}

/** The choice as the group allows it now: never more people than were chosen. */
export function allowed({ visibility, held }: Showing, group: Pick<GroupHome, "margin">): Showing {
  const choices = choicesOf(group);
  const within = choices.includes(visibility) ? visibility : (choices.at(-1) ?? "me");
  return { visibility: within, held: held && within !== "me" };
}

/** Whether the group keeps such a note back until its next meeting, whatever its author says. */
export function isBlind(visibility: Visibility, { margin }: Pick<GroupHome, "margin">): boolean {
  return margin.blindFirst && visibility !== "me" && visibility !== "hosts";
}

export interface ShowingWords {
  /** As one of several to choose from. */
  option: (visibility: Visibility) => string;
  /** As a sentence. */
  sentence: (visibility: Visibility) => string;
  /** From when a held note is shown. */
  until: (why: "held" | "blind") => string;
}

export function useShowingWords(): ShowingWords {
  const t = useWords("composing");
  const { group } = useGroup();
  const { format } = locales[useLocale()];
  const organisation = useOrganisation(group.margin.widest === "organisation");
  const list = new Intl.ListFormat(format, { type: "unit", style: "short" });
  const values = {
    ...{ group: group.name, branch: group.branchName, organisation, members: group.members.length },
    names: list.format(group.members.filter(({ role }) => role === "host").map(({ name }) => name)),
  };
  return {
    option: (visibility) => t(`shown.options.${visibility}`, values),
    sentence: (visibility) => t(`shown.sentences.${visibility}`, values),
    until(why) {
      const next = group.meetings.find(({ startsAt, calledOffAt }) => !calledOffAt && Date.parse(startsAt) > Date.now());
      if (!next) return t(why === "held" ? "shown.heldUnplanned" : "shown.blindUnplanned", values);
      const day = { weekday: "long", day: "numeric", month: "long", timeZone: next.zone } as const;
      const date = new Intl.DateTimeFormat(format, day).format(new Date(next.startsAt));
      return t(why === "held" ? "shown.heldUntil" : "shown.blind", { ...values, date });
    },
  };
}

/** The organisation's name, where somebody wants to know it. */
function useOrganisation(wanted: boolean): string {
  const api = useApiClient();
  const [name, setName] = useState("");
  useEffect(() => {
    if (wanted)
      api.instance.look.query().then(
        ({ organisation }) => setName(organisation ?? ""),
        () => {},
      );
  }, [wanted, api]);
  return name;
}

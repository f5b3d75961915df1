// From what was typed as the target of a link to where it leads, looked up in the chapter it names.
"use client";

import { useEffect, useMemo, useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { useWords } from "#app/_words/words.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import type { TypedTarget } from "#app/groups/[group]/read/_desk/use-composer.ts";
import type { LinkTarget } from "#domain/shapes/annotation.ts";
import { whereTo } from "#domain/text/where-to.ts";

interface OfChapter {
  title: string;
  passages: readonly { id: string; number: number; text: string }[];
}

export interface Target {
  /** Where it leads, once that is known. */
  to?: LinkTarget;
  /** What to say of it. */
  says: string;
  isFault: boolean;
}

/** As many words as show which passage it is. */
const SHOWN_MOST = 90;

export function useTarget(typed: TypedTarget | undefined): Target {
  const t = useWords("composing");
  const { where = "", chapterId } = typed ?? {};
  const asked = useMemo(() => (where.trim() === "" ? undefined : whereTo(where, location.origin)), [where]);
  const here = useDesk().chapter.id;
  const chapter = asked?.is === "number" ? (chapterId ?? here) : asked?.is === "passage" ? asked.chapterId : undefined;
  const found = useChapter(chapter);

  if (where.trim() === "") return { says: t("target.missing"), isFault: false };
  if (!asked) return { says: t("target.noAddress"), isFault: true };
  if (asked.is === "web")
    return { to: { href: asked.href }, says: t("target.web", { host: new URL(asked.href).host }), isFault: false };
  if (found === "looking" || !chapter) return { says: t("target.looking"), isFault: false };
  if (found === "unreachable") return { says: t("target.unreachable"), isFault: true };
  const { number } = asked;
  const passage = found.passages.find((one) => one.number === number);
  if (!passage) return { says: t("target.noPassage", { title: found.title, number }), isFault: true };
  const words = passage.text.length > SHOWN_MOST ? `${passage.text.slice(0, SHOWN_MOST).toWellFormed()}…` : passage.text;
  return {
    to: { chapterId: chapter, passageId: passage.id },
    says: t("target.passage", { number, title: found.title, words }),
    isFault: false,
  };
}

/** What the field shows of a target that is kept already. */
export function useTypedTarget(to: LinkTarget | undefined): TypedTarget | undefined {
  const chapter = useChapter(to && "chapterId" in to ? to.chapterId : undefined);
  if (!to) return undefined;
  if ("href" in to) return { where: to.href };
  const number = typeof chapter === "string" ? undefined : chapter.passages.find(({ id }) => id === to.passageId)?.number;
  return number === undefined ? undefined : { chapterId: to.chapterId, where: String(number) };
}

/** The passages of a chapter: this one's are here, those of another are asked for. */
function useChapter(chapterId: string | undefined): OfChapter | "looking" | "unreachable" {
  const api = useApiClient();
  const { groupId, chapter, passages, passageTexts } = useDesk();
  const [fetched, setFetched] = useState<{ of: string; is: OfChapter | "unreachable" }>();
  const elsewhere = chapterId === chapter.id ? undefined : chapterId;
  useEffect(() => {
    if (!elsewhere) return;
    let stale = false;
    api.chapter.read.query({ groupId, chapterId: elsewhere }).then(
      (page) => !stale && setFetched({ of: elsewhere, is: { title: page.chapter.title, passages: page.passages } }),
      () => !stale && setFetched({ of: elsewhere, is: "unreachable" }),
    );
    return () => {
      stale = true;
    };
  }, [api, groupId, elsewhere]);
  return useMemo(() => {
    if (elsewhere) return fetched?.of === elsewhere ? fetched.is : "looking";
    const texts = new Map(passageTexts().map(({ id, text }) => [id, text]));
    return { title: chapter.title, passages: passages.map((one) => ({ ...one, text: texts.get(one.id) ?? "" })) };
  }, [elsewhere, fetched, chapter, passages, passageTexts]);
}

// At the head of a chapter: that its group reads another text of the book by now, and the way to the same place there. Quotations and links that were made on this text lead here.
"use client";

import { useEffect, useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { useGroup } from "#app/_client/group.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { chapterPath, groupPath } from "#app/groups/[group]/_nav/places.ts";
import type { Place } from "#domain/shapes/book.ts";

export interface OtherTextProps {
  book: { id: string; editionId: string };
  chapterId: string;
}

export function OtherText({ book, chapterId }: OtherTextProps) {
  const t = useWords("desk");
  const toast = useToast();
  const api = useApiClient();
  const { group } = useGroup();
  const [place, setPlace] = useState<Place | null>(null);
  const left = group.book?.id === book.id && group.book.editionId !== book.editionId;
  const sentence = left ? t("otherText", { group: group.name, title: group.book?.title ?? "" }) : undefined;

  useEffect(() => {
    if (!sentence) return;
    // The notes have gone along, so whoever reads in the middle of the chapter has to know as well.
    toast.say({ id: "other-text", text: sentence, seconds: 20 });
    const number = Number(/^#p-(\d+)$/.exec(location.hash)?.[1] ?? 1);
    // Without an answer the way leads to the group.
    api.carrying.follow.query({ groupId: group.id, chapterId, number }).then(setPlace, () => {});
  }, [sentence, toast, api, group.id, chapterId]);

  return (
    <div role="status" className="no-print mx-auto mb-8 max-w-2xl px-4 empty:hidden">
      {sentence && (
        <p className="rounded-md border border-s-3 border-s-line-strong bg-sheet px-4 py-3 text-ink-soft [overflow-wrap:anywhere]">
          {sentence}{" "}
          <a className="link" href={place ? chapterPath(group.id, place.chapterId, place.number) : groupPath(group.id)}>
            {t(place ? "toOtherText" : "toOtherBook")}
          </a>
        </p>
      )}
    </div>
  );
}

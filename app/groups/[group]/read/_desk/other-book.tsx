// At the end of a chapter: that the group has chosen another book, or another text of this one, since this page was opened. The page stays what it is.
"use client";

import { useEffect } from "react";
import { useGroup } from "#app/_client/group.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";

export function OtherBook({ bookId, editionId }: { bookId: string; editionId: string }) {
  const t = useWords("desk");
  const toast = useToast();
  const { group } = useGroup();
  const other = group.book && group.book.editionId !== editionId ? group.book : undefined;
  const sentence = other && t(other.id === bookId ? "otherText" : "otherBook", { group: group.name, title: other.title });
  const left = other?.id === bookId ? sentence : undefined;
  // The notes have gone along, so whoever reads in the middle of the chapter has to know as well.
  useEffect(() => {
    if (left) toast.say({ id: "other-text", text: left, seconds: 20 });
  }, [left, toast]);
  return (
    <p role="status" className="max-w-full text-center text-ink-soft [overflow-wrap:anywhere] empty:hidden">
      {sentence && (
        <>
          {sentence}{" "}
          <a className="link" href={`/groups/${group.id}`}>
            {t("toOtherBook")}
          </a>
        </>
      )}
    </p>
  );
}

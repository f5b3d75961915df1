// At the end of a chapter: that the group has chosen another book since this page was opened. The page stays what it is.
"use client";

import { useGroup } from "#app/_client/group.tsx";
import { useWords } from "#app/_words/words.tsx";

export function OtherBook({ bookId }: { bookId: string }) {
  const t = useWords("desk");
  const { group } = useGroup();
  // Another text of the same book is told at the head of the chapter.
  const other = group.book && group.book.id !== bookId ? group.book : undefined;
  return (
    <p role="status" className="max-w-full text-center text-ink-soft [overflow-wrap:anywhere] empty:hidden">
      {other && (
        <>
          {t("otherBook", { group: group.name, title: other.title })}{" "}
          <a className="link" href={`/groups/${group.id}`}>
            {t("toOtherBook")}
          </a>
        </>
      )}
    </p>
  );
}

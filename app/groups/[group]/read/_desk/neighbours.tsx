// The ways to the chapters before and after. Written by the server; they need no script.
import { wordsFor } from "#app/_words/words-for.tsx";
import { chapterPath } from "#app/groups/[group]/read/_desk/addresses.ts";
import type { ChapterPage } from "#domain/shapes/book.ts";

export async function Neighbours({ page }: { page: ChapterPage }) {
  const t = await wordsFor("desk");
  const at = page.contents.findIndex((entry) => entry.id === page.chapter.id);
  const [before, after] = [page.contents[at - 1], page.contents[at + 1]];
  if (!before && !after) return null;
  const look = "flex min-h-11 max-w-full min-w-0 items-center rounded-md px-3 py-2 text-ink-soft hover:bg-wash hover:text-ink";
  return (
    // The way on lies where the book goes on: on the left of one that is read from right to left. The words are the interface's own.
    <nav
      aria-label={t("around")}
      dir={page.chapter.dir === "auto" ? undefined : page.chapter.dir}
      className="no-print mx-auto mt-16 flex max-w-2xl flex-wrap justify-between gap-3 border-t border-line px-4 pt-5"
    >
      {before && (
        <a href={chapterPath(page.group.id, before.id)} rel="prev" className={look}>
          <span dir="auto" className="truncate">
            {t("previous", { title: before.title })}
          </span>
        </a>
      )}
      {after && (
        <a href={chapterPath(page.group.id, after.id)} rel="next" className={`${look} ms-auto`}>
          <span dir="auto" className="truncate">
            {t("next", { title: after.title })}
          </span>
        </a>
      )}
    </nav>
  );
}

// The chapter as it is read: head, passages with the marks of the group painted in, and the ways to its neighbours. Written by the server; it needs no script.
import Link from "next/link";
import { wordsFor } from "#app/_words/words-for.tsx";
import { chapterPath, passagePath } from "#app/groups/[group]/read/_desk/addresses.ts";
import { blocksOf } from "#app/groups/[group]/read/_desk/blocks.ts";
import { marksByPassage } from "#app/groups/[group]/read/_desk/notes.ts";
import { PassageBlock } from "#app/groups/[group]/read/_desk/passage-block.tsx";
import type { Annotation } from "#domain/shapes/annotation.ts";
import type { ChapterPage, StoredPassage } from "#domain/shapes/book.ts";
import { renderPassage } from "#domain/text/render.ts";

export async function ChapterText({ page, notes }: { page: ChapterPage; notes: readonly Annotation[] }) {
  const t = await wordsFor("desk");
  const { chapter, book, group, targets } = page;
  const marks = marksByPassage(notes, page.passages);
  const linkTo = (key: string) => {
    const at = targets[key];
    return at && (at.chapterId === chapter.id ? `#p-${at.number}` : passagePath(group.id, at));
  };
  const block = (stored: StoredPassage) => {
    const html = renderPassage(stored.passage, {
      marks: marks.get(stored.id) ?? [],
      imageBase: `/images/${book.editionId}/`,
      linkTo,
      pageName: (label) => t("printedPage", { label }),
    });
    const words = { passage: t("passage", { number: stored.number }), table: t("table", { number: stored.number }) };
    return <PassageBlock key={stored.id} stored={stored} html={html} words={words} />;
  };
  const byline =
    chapter.author && chapter.date
      ? t("byFrom", { author: chapter.author, date: chapter.date })
      : chapter.author
        ? t("by", { author: chapter.author })
        : chapter.date && t("from", { date: chapter.date });
  return (
    <article
      className="reading"
      lang={chapter.lang}
      data-writing={chapter.writing === "horizontal" ? undefined : chapter.writing}
      dir={chapter.dir === "auto" ? "auto" : chapter.dir}
      aria-labelledby="chapter-title"
    >
      <header className="chapter-head">
        {chapter.section.length > 0 && <p className="chapter-section">{chapter.section.join(" · ")}</p>}
        <h1 id="chapter-title" className="chapter-title">
          {chapter.title}
        </h1>
        {byline && <p className="chapter-byline">{byline}</p>}
      </header>
      {blocksOf(page.passages).map((one) =>
        one.is === "passage" ? (
          block(one.stored)
        ) : (
          // Safari takes a list without bullets for no list, unless it is told.
          // biome-ignore lint/a11y/noRedundantRoles: see above.
          <ul key={one.items[0]?.id} role="list">
            {one.items.map(block)}
          </ul>
        ),
      )}
    </article>
  );
}

/** The ways to the chapters before and after. */
export async function Neighbours({ page }: { page: ChapterPage }) {
  const t = await wordsFor("desk");
  const at = page.contents.findIndex((entry) => entry.id === page.chapter.id);
  const [before, after] = [page.contents[at - 1], page.contents[at + 1]];
  const look = "flex min-h-11 max-w-full min-w-0 items-center rounded-md px-3 py-2 text-ink-soft hover:bg-wash hover:text-ink";
  return (
    <nav
      aria-label={t("around")}
      className="no-print mx-auto mt-16 flex max-w-2xl flex-wrap justify-between gap-3 border-t border-line px-4 pt-5"
    >
      {before ? (
        <Link href={chapterPath(page.group.id, before.id)} rel="prev" className={look}>
          <span className="truncate">{t("previous", { title: before.title })}</span>
        </Link>
      ) : (
        <span />
      )}
      {after && (
        <Link href={chapterPath(page.group.id, after.id)} rel="next" className={look}>
          <span className="truncate">{t("next", { title: after.title })}</span>
        </Link>
      )}
    </nav>
  );
}

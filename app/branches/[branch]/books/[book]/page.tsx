// The page of a book, as it is seen from the shelf of a branch: its text in all editions, by what right it is here, who may choose it, who reads it.
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { BookCover } from "#app/_books/book-cover.tsx";
import { ask } from "#app/_client/caller.ts";
import { around } from "#app/_frame/around.ts";
import { WidePage } from "#app/_frame/wide-page.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Breadcrumbs } from "#app/_ui/page-header.tsx";
import { Spine } from "#app/_ui/spine.tsx";
import { localeOfRequest, Words, wordsFor } from "#app/_words/words-for.tsx";
import { ImportPanel } from "#app/branches/[branch]/_import/import-panel.tsx";
import { BookActions } from "#app/branches/[branch]/books/[book]/_book/book-actions.tsx";
import { ContentsFold } from "#app/branches/[branch]/books/[book]/_book/contents-fold.tsx";
import { EditionCard } from "#app/branches/[branch]/books/[book]/_book/edition-card.tsx";
import { ReaderList } from "#app/branches/[branch]/books/[book]/_book/reader-list.tsx";
import { SharingPanel } from "#app/branches/[branch]/books/[book]/_book/sharing-panel.tsx";
import { locales } from "#domain/catalogue/locales.ts";
import { Id } from "#domain/shapes/id.ts";
import { WORDS_A_MINUTE } from "#domain/text/pace.ts";

type Props = { params: Promise<{ branch: string; book: string }> };

const readBook = cache((branchId: string, bookId: string) => {
  if (!Id.safeParse(branchId).success || !Id.safeParse(bookId).success) notFound();
  return ask(`/branches/${branchId}/books/${bookId}`, (caller) => caller.book.read({ branchId, bookId }));
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { branch, book } = await params;
  return { title: (await readBook(branch, book)).book.title };
}

export default async function BookOfShelf({ params }: Props) {
  const { branch: branchId, book: bookId } = await params;
  const page = await readBook(branchId, bookId);
  const { book, branch, contents, editions, groups, may } = page;
  const [t, frame] = [await wordsFor("shelf"), await wordsFor("frame")];
  const { format } = locales[await localeOfRequest()];
  const { me } = await around();
  const title = book.title || frame("book.untitled");
  const crumbs = [
    { label: frame("myDesk"), href: "/" },
    { label: branch.name, href: `/branches/${branch.id}` },
  ];
  return (
    <WidePage>
      <Words of={["shelf", "frame"]}>
        <div className="flex flex-col gap-10 pt-8 sm:pt-12">
          <header className="flex flex-col gap-6">
            <Breadcrumbs label={frame("where")} crumbs={crumbs} />
            <div className="flex gap-5 sm:gap-8">
              <BookCover book={book} className="w-24 self-start sm:w-40" />
              <div className="flex min-w-0 grow flex-col items-start gap-2">
                {book.owner.id !== branch.id && <p className="eyebrow">{t("from", { branch: book.owner.name })}</p>}
                <h1
                  lang={book.language}
                  dir="auto"
                  className="w-full font-text text-xl leading-tight font-medium hyphens-auto text-balance [overflow-wrap:anywhere] sm:text-3xl"
                >
                  {title}
                </h1>
                {book.subtitle && (
                  <p lang={book.language} dir="auto" className="book-title w-full text-lg text-ink-soft">
                    {book.subtitle}
                  </p>
                )}
                {book.authors.length > 0 && (
                  <p>
                    <bdi lang={book.language}>{new Intl.ListFormat(format).format(book.authors)}</bdi>
                  </p>
                )}
                <p className="text-sm text-ink-soft">
                  {frame("book.chapters", { count: book.chapters })}
                  {" · "}
                  {frame("book.hours", { hours: Math.round(book.words / WORDS_A_MINUTE / 60) })}
                </p>
                {may.keep && <BookActions branchId={branch.id} book={book} />}
              </div>
            </div>
            <Spine
              label={title}
              chapters={contents.map(({ id, title: name, words, role, section }) => ({
                ...{ id, title: name, words, role, section: section[0] ?? "" },
                tint: 0,
              }))}
              meetings={[]}
            />
          </header>
          {book.archivedAt && <Notice title={t("isArchived")}>{t(may.keep ? "isArchivedKeeper" : "isArchivedLead")}</Notice>}
          <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
            <section aria-labelledby="editions" className="flex min-w-0 flex-col gap-4">
              <h2 id="editions" className="font-text text-xl font-medium">
                {t("editions.title")}
              </h2>
              <ol className="flex flex-col gap-5">
                {editions.map((edition) => (
                  <li key={edition.id}>
                    <EditionCard branchId={branch.id} book={book} edition={edition} keeper={may.keep} />
                  </li>
                ))}
              </ol>
              {may.keep && !book.archivedAt && (
                <Words of={["branch"]}>
                  <ImportPanel branchId={branch.id} ofBookId={book.id} />
                </Words>
              )}
              <ContentsFold contents={contents} language={book.language} />
            </section>
            <div className="flex min-w-0 flex-col gap-10">
              <ReaderList groups={groups} editions={editions.length} />
              {me && <SharingPanel branchId={branch.id} book={book} may={may} />}
            </div>
          </div>
        </div>
      </Words>
    </WidePage>
  );
}

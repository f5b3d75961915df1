// A chapter on the reading desk. The server writes the text with its marks and the margin; the browser adds the rest.
import "#app/groups/[group]/read/_desk/desk.css";
import type { Metadata } from "next";
import { cache } from "react";
import { ask } from "#app/_client/caller.ts";
import { Words } from "#app/_words/words-for.tsx";
import { WhileMember } from "#app/groups/[group]/_nav/while-member.tsx";
import { chapterPath } from "#app/groups/[group]/read/_desk/addresses.ts";
import { Arrival } from "#app/groups/[group]/read/_desk/arrival.tsx";
import { BookContents, ContentsColumn } from "#app/groups/[group]/read/_desk/book-contents.tsx";
import { ChapterEnd } from "#app/groups/[group]/read/_desk/chapter-end.tsx";
import { ChapterText, Neighbours } from "#app/groups/[group]/read/_desk/chapter-text.tsx";
import { Desk } from "#app/groups/[group]/read/_desk/desk.tsx";
import { DeskHead } from "#app/groups/[group]/read/_desk/desk-head.tsx";
import { DeskSkips } from "#app/groups/[group]/read/_desk/desk-skips.tsx";
import { Footnotes } from "#app/groups/[group]/read/_desk/footnotes.tsx";
import { FoundWords } from "#app/groups/[group]/read/_desk/found-words.tsx";
import { PassageBar } from "#app/groups/[group]/read/_desk/passage-bar.tsx";
import { PlaceKeeper } from "#app/groups/[group]/read/_desk/place.tsx";
import { PrintHead } from "#app/groups/[group]/read/_desk/print-head.tsx";
import { SelectionBar } from "#app/groups/[group]/read/_desk/selection-bar.tsx";
import { Sheets, Side } from "#app/groups/[group]/read/_desk/side.tsx";
import { TextFrame } from "#app/groups/[group]/read/_desk/text-frame.tsx";

type Address = { params: Promise<{ group: string; chapter: string }> };

const readChapter = cache((groupId: string, chapterId: string) =>
  ask(chapterPath(groupId, chapterId), (caller) =>
    Promise.all([caller.chapter.read({ groupId, chapterId }), caller.annotation.list({ groupId, chapterId })]),
  ),
);

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  const { group, chapter } = await params;
  const [page] = await readChapter(group, chapter);
  return { title: `${page.chapter.title} · ${page.book.title}` };
}

export default async function ChapterRoute({ params }: Address) {
  const { group: groupId, chapter: chapterId } = await params;
  const [page, notes] = await readChapter(groupId, chapterId);
  const { chapter, book, contents, read } = page;
  const pages = page.passages.some(({ passage }) => passage.pages !== undefined);
  const entries = { contents, book, read, pages, group: { id: groupId }, chapter: { id: chapterId } };
  const at = contents.find((entry) => entry.id === page.place?.chapterId);
  const place = page.place && at && { ...page.place, title: at.title, position: at.position };
  return (
    <Words of={["desk", "group", "meetings", "search", "talk"]}>
      <Desk
        key={chapterId}
        groupId={groupId}
        topicId={page.group.topicId}
        chapter={{ id: chapterId, title: chapter.title }}
        source={{
          language: chapter.lang,
          book: { title: book.title, authors: book.authors },
          chapter: { ...(chapter.author && { author: chapter.author }), ...(chapter.date && { date: chapter.date }) },
          edition: page.edition,
        }}
        passages={page.passages.map(({ id, number }) => ({ id, number }))}
        initial={notes}
      >
        <WhileMember>
          <PlaceKeeper editionId={book.editionId} position={chapter.position} place={place}>
            <DeskSkips />
            <DeskHead book={book.title} />
            <div className="desk">
              <ContentsColumn page={entries} />
              <main id="content" tabIndex={-1} className="desk-page outline-none">
                <PrintHead book={book} />
                <TextFrame painted={notes.state}>
                  <ChapterText page={page} notes={notes.state} />
                </TextFrame>
                <ChapterEnd page={page} />
                <Neighbours page={page} />
              </main>
              <Side />
            </div>
            <SelectionBar />
            <Footnotes />
            <Sheets contents={<BookContents page={entries} />} />
            <PassageBar />
            <FoundWords />
            <Arrival />
          </PlaceKeeper>
        </WhileMember>
      </Desk>
    </Words>
  );
}

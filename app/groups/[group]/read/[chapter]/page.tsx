// A chapter on the reading desk. The server writes the text with its marks and the margin; the browser adds the rest.
import "#app/groups/[group]/read/_desk/desk.css";
import type { Metadata } from "next";
import { cache } from "react";
import { ask } from "#app/_client/caller.ts";
import { lookOfRequest } from "#app/_frame/look-of-request.ts";
import { putAside } from "#app/_once/aside.ts";
import { lightPageId } from "#app/_once/light-page.ts";
import { Words } from "#app/_words/words-for.tsx";
import { WhileMember } from "#app/groups/[group]/_nav/while-member.tsx";
import { chapterPath } from "#app/groups/[group]/read/_desk/addresses.ts";
import { Arrival } from "#app/groups/[group]/read/_desk/arrival.tsx";
import { ArrivalStatus } from "#app/groups/[group]/read/_desk/arrival-status.tsx";
import { Bars } from "#app/groups/[group]/read/_desk/bars.tsx";
import { ContentsColumn } from "#app/groups/[group]/read/_desk/book-contents.tsx";
import { ChapterEnd } from "#app/groups/[group]/read/_desk/chapter-end.tsx";
import { Desk } from "#app/groups/[group]/read/_desk/desk.tsx";
import { DeskHead } from "#app/groups/[group]/read/_desk/desk-head.tsx";
import { DeskSkips } from "#app/groups/[group]/read/_desk/desk-skips.tsx";
import { Footnotes } from "#app/groups/[group]/read/_desk/footnotes.tsx";
import { FoundWords } from "#app/groups/[group]/read/_desk/found-words.tsx";
import { marginToSend } from "#app/groups/[group]/read/_desk/margin-to-send.ts";
import { Neighbours } from "#app/groups/[group]/read/_desk/neighbours.tsx";
import { inTextOrder, notesOf } from "#app/groups/[group]/read/_desk/notes.ts";
import { OtherText } from "#app/groups/[group]/read/_desk/other-text.tsx";
import { PlaceKeeper } from "#app/groups/[group]/read/_desk/place.tsx";
import { PrintHead } from "#app/groups/[group]/read/_desk/print-head.tsx";
import { Sheets, Side } from "#app/groups/[group]/read/_desk/side.tsx";
import { TextFrame } from "#app/groups/[group]/read/_desk/text-frame.tsx";
import { writeText } from "#app/groups/[group]/read/_desk/write-text.ts";

type Address = { params: Promise<{ group: string; chapter: string }> };

const readChapter = cache((groupId: string, chapterId: string) =>
  ask(chapterPath(groupId, chapterId), (caller) =>
    Promise.all([caller.chapter.read({ groupId, chapterId }), caller.annotation.margin({ groupId, chapterId })]),
  ),
);

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  const { group, chapter } = await params;
  const [page] = await readChapter(group, chapter);
  return { title: `${page.chapter.title} · ${page.book.title}` };
}

export default async function ChapterRoute({ params }: Address) {
  const { group: groupId, chapter: chapterId } = await params;
  const [page, margin] = await readChapter(groupId, chapterId);
  const notes = inTextOrder(notesOf(margin), page.passages);
  const { look } = await lookOfRequest();
  const { chapter, book, contents, read, stops } = page;
  const at = contents.find((entry) => entry.id === page.place?.chapterId);
  const place = page.place && at && { ...page.place, title: at.title, position: at.position };
  const pages = page.passages.some(({ passage }) => passage.pages !== undefined);
  // Taken by TextFrame, ContentsColumn and the margin. It is in the page once, and not sent to their scripts again.
  const pageId = await lightPageId();
  if (pageId === undefined) throw new Error("The front door does not know this address as the desk's");
  putAside(pageId, {
    text: await writeText(page, notes, look.spoken),
    contents: { entries: contents, book, groupId, chapterId, read, stops, pages },
    notes,
  });
  return (
    <Words of={["composing", "desk", "margin", "group", "meetings", "search", "talk"]}>
      <Desk
        key={chapterId}
        pageId={pageId}
        groupId={groupId}
        topicId={page.group.topicId}
        chapter={{ id: chapterId, title: chapter.title }}
        source={{
          language: chapter.lang,
          book: { title: book.title, authors: book.authors },
          chapter: { ...(chapter.author && { author: chapter.author }), ...(chapter.date && { date: chapter.date }) },
          edition: page.edition,
        }}
        initial={marginToSend(margin)}
      >
        <WhileMember>
          <PlaceKeeper editionId={book.editionId} position={chapter.position} place={place}>
            <DeskSkips />
            <DeskHead book={book.title} />
            <div className="desk">
              <ContentsColumn />
              <main id="content" tabIndex={-1} className="desk-page outline-none">
                <PrintHead book={book} />
                <OtherText book={{ id: book.id, editionId: book.editionId }} chapterId={chapterId} />
                <TextFrame />
                <ChapterEnd page={page} />
                <Neighbours page={page} />
              </main>
              <Side />
            </div>
            <Bars />
            <Footnotes />
            <Sheets />
            <FoundWords />
            <Arrival />
            <ArrivalStatus />
          </PlaceKeeper>
        </WhileMember>
      </Desk>
    </Words>
  );
}

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
import { ChapterText, Neighbours } from "#app/groups/[group]/read/_desk/chapter-text.tsx";
import { Desk } from "#app/groups/[group]/read/_desk/desk.tsx";
import { DeskHead } from "#app/groups/[group]/read/_desk/desk-head.tsx";
import { Footnotes } from "#app/groups/[group]/read/_desk/footnotes.tsx";
import { PlaceKeeper, PlaceOffer } from "#app/groups/[group]/read/_desk/place.tsx";
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
  const { chapter, book, contents, place } = page;
  const entries = { contents, book, group: { id: groupId }, chapter: { id: chapterId } };
  const placeTitle = place && contents.find((entry) => entry.id === place.chapterId)?.title;
  return (
    <Words of={["desk", "group", "meetings", "talk"]}>
      <Desk
        key={chapterId}
        groupId={groupId}
        topicId={page.group.topicId}
        chapter={{ id: chapterId, title: chapter.title }}
        passages={page.passages.map(({ id, number }) => ({ id, number }))}
        initial={notes}
      >
        <WhileMember>
          <PlaceKeeper>
            <DeskHead book={book.title} />
            <div className="desk">
              <ContentsColumn page={entries} />
              <main id="content" tabIndex={-1} className="desk-page outline-none">
                <TextFrame painted={notes.state}>
                  <ChapterText page={page} notes={notes.state} />
                </TextFrame>
                <Neighbours page={page} />
              </main>
              <Side />
            </div>
            <SelectionBar />
            <Footnotes />
            <Sheets contents={<BookContents page={entries} />} />
            {place && <PlaceOffer place={place} title={placeTitle ?? ""} />}
            <Arrival />
          </PlaceKeeper>
        </WhileMember>
      </Desk>
    </Words>
  );
}

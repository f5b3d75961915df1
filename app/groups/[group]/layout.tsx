// What all pages of a reading group share: the group itself, kept up to date by its stream.
import type { ReactNode } from "react";
import { askIfAllowed } from "#app/_client/caller.ts";
import { GroupProvider, type GroupRead } from "#app/_client/group.tsx";
import { lightPageId } from "#app/_once/light-page.ts";

export default async function GroupLayout({ params, children }: { params: Promise<{ group: string }>; children: ReactNode }) {
  const { group: groupId } = await params;
  const initial = await askIfAllowed((caller) => caller.group.read({ groupId }));
  // Refused: the page asks for itself, and answers with the right address to come back to.
  if (!initial) return children;
  const light = (await lightPageId()) !== undefined;
  return <GroupProvider initial={light ? withoutContents(initial) : initial}>{children}</GroupProvider>;
}

/** The desk has the contents of the book in its page. Of what is sent to its script only the chapters of meetings are needed. */
function withoutContents(read: GroupRead): GroupRead {
  const { book, meetings } = read.state;
  if (!book) return read;
  const met = new Set(meetings.flatMap((meeting) => meeting.chapterIds));
  return { ...read, state: { ...read.state, book: { ...book, contents: book.contents.filter(({ id }) => met.has(id)) } } };
}

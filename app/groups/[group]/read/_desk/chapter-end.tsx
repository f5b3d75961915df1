// The end of a chapter: saying that it is read, and taking it along on paper.
import { DeclareRead } from "#app/groups/[group]/read/_desk/declare-read.tsx";
import { OtherBook } from "#app/groups/[group]/read/_desk/other-book.tsx";
import { PrintButton } from "#app/groups/[group]/read/_desk/print-button.tsx";
import type { ChapterPage } from "#domain/shapes/book.ts";

export function ChapterEnd({ page: { group, book, chapter, read } }: { page: ChapterPage }) {
  return (
    <div className="no-print mx-auto mt-16 flex max-w-2xl flex-col items-center gap-6 px-4">
      <OtherBook bookId={book.id} />
      <DeclareRead groupId={group.id} chapterId={chapter.id} read={read.includes(chapter.id)} />
      <PrintButton />
    </div>
  );
}

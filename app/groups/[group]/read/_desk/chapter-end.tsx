// The end of a chapter: saying that it is read, and taking it along on paper.
import { DeclareRead } from "#app/groups/[group]/read/_desk/declare-read.tsx";
import { PrintButton } from "#app/groups/[group]/read/_desk/print-button.tsx";
import type { ChapterPage } from "#domain/shapes/book.ts";

export function ChapterEnd({ page: { group, chapter, read } }: { page: Pick<ChapterPage, "group" | "chapter" | "read"> }) {
  return (
    <div className="no-print mx-auto mt-16 flex max-w-2xl flex-col items-center gap-6 px-4">
      <DeclareRead groupId={group.id} chapterId={chapter.id} read={read.includes(chapter.id)} />
      <PrintButton />
    </div>
  );
}

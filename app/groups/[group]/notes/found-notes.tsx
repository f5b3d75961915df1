// Notes in the order of the book, by chapter, each a way to its card beside its words.
import { wordsFor } from "#app/_words/words-for.tsx";
import { notePath } from "#app/groups/[group]/_nav/places.ts";
import { KindSign } from "#app/groups/[group]/_notes/kind-sign.tsx";
import { NewMark, NoteFlags } from "#app/groups/[group]/_notes/note-flags.tsx";
import type { FoundNote } from "#domain/shapes/margin.ts";
import { parseRich, richToText } from "#domain/text/rich.ts";

/** Enough of a note for a list. */
const EXCERPT_MOST = 600;

export async function FoundNotes({ groupId, notes }: { groupId: string; notes: readonly FoundNote[] }) {
  const t = await wordsFor("notes");
  const d = await wordsFor("desk");
  const chapters = Map.groupBy(notes, ({ chapter }) => chapter.id);
  return (
    <>
      {[...chapters.values()].map((here) => {
        const [{ chapter } = { chapter: undefined }] = here;
        return (
          chapter && (
            <section key={chapter.id} aria-labelledby={`in-${chapter.id}`} className="flex flex-col gap-3">
              <h2 id={`in-${chapter.id}`} dir="auto" className="font-text text-lg font-medium [overflow-wrap:anywhere]">
                {chapter.title}
              </h2>
              <ol className="flex flex-col divide-y divide-line border-y border-line">
                {here.map(({ annotation: note, number, unread }) => (
                  <li key={note.id} className="relative flex flex-col gap-1 py-3">
                    <p className="flex min-w-0 flex-wrap items-center gap-x-2 text-sm text-ink-soft">
                      <KindSign kind={note.kind} />
                      <bdi className="min-w-0 font-medium text-ink [overflow-wrap:anywhere]">{note.author.name}</bdi>
                      <span>{number === undefined ? t("removedPlace") : t("passage", { number })}</span>
                      {unread && <NewMark />}
                      {note.replies.length > 0 && <span className="ms-auto">{t("replies", { count: note.replies.length })}</span>}
                    </p>
                    <p dir="auto" className="line-clamp-1 font-text text-ink-soft italic">
                      {note.anchor.quote}
                    </p>
                    {note.body !== "" && (
                      <p dir="auto" className="line-clamp-3 [overflow-wrap:anywhere]">
                        {richToText(parseRich(note.body.slice(0, EXCERPT_MOST)))}
                      </p>
                    )}
                    <NoteFlags note={note} />
                    {/* A document of its own: the desk is entered only so. */}
                    <a
                      href={notePath(groupId, chapter.id, note.id)}
                      className="absolute -inset-x-2 inset-y-0 rounded-md hover:bg-ink/5"
                    >
                      <span className="sr-only">
                        {t("open", { kind: d(`kinds.${note.kind}`), author: note.author.name, quote: note.anchor.quote })}
                      </span>
                    </a>
                  </li>
                ))}
              </ol>
            </section>
          )
        );
      })}
    </>
  );
}

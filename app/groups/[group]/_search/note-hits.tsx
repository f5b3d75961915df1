// The notes that a search found, by chapter, and how many more there are. Written on the server; every way on is a link.
import type { Words } from "#app/_words/words.tsx";
import { NoteLine } from "#app/groups/[group]/_notes/note-line.tsx";
import type { FoundNote, NotePage } from "#domain/shapes/margin.ts";

export interface NoteHitsProps {
  groupId: string;
  mine: string;
  words: string;
  page: NotePage;
  lang?: string | undefined;
  /** Where the list goes on, and where it shows what waits on chapters that are not opened. */
  next?: string | undefined;
  all: string;
  t: Words<"foundNotes">;
}

export function NoteHits({ groupId, mine, words, page, lang, next, all, t }: NoteHitsProps) {
  const { notes, total, waiting } = page;
  return (
    <div className="flex flex-col gap-6">
      <p>{t("search.found", { total, shown: notes.length < total ? String(notes.length) : "all" })}</p>
      {waiting > 0 && (
        <p className="text-ink-soft">
          {t("search.waiting", { count: waiting })}{" "}
          <a href={all} className="link">
            {t("search.waitingShow", { count: waiting })}
          </a>
        </p>
      )}
      {byChapter(notes).map(({ chapter, found }) => (
        <section key={chapter.id} aria-labelledby={`notes-${chapter.id}`} className="flex flex-col gap-1">
          <h3 id={`notes-${chapter.id}`} lang={lang} dir="auto" className="font-text text-lg font-medium">
            {chapter.title}
          </h3>
          <ol className="flex flex-col">
            {found.map((one) => (
              <li key={one.annotation.id} className="border-b border-line last:border-b-0">
                <NoteLine groupId={groupId} mine={mine} found={one} words={words} lang={lang} t={t} />
              </li>
            ))}
          </ol>
        </section>
      ))}
      {next && (
        <p>
          <a href={next} className="link inline-flex min-h-11 items-center">
            {t("search.more")}
          </a>
        </p>
      )}
    </div>
  );
}

/** They come in the order of the book, so that those of a chapter stand together. */
function byChapter(notes: readonly FoundNote[]) {
  const chapters = Map.groupBy(notes, (one) => one.chapter.id);
  return [...chapters.values()].flatMap((found) => (found[0] ? [{ chapter: found[0].chapter, found }] : []));
}

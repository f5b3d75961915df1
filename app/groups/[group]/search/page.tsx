// Words looked up in the group's book and in the notes on it, as a page that works without script; and the way to a printed page.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { ask } from "#app/_client/caller.ts";
import { Button } from "#app/_ui/button.tsx";
import { classes } from "#app/_ui/classes.ts";
import { Notice } from "#app/_ui/notice.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { wordsFor } from "#app/_words/words-for.tsx";
import { GroupPage } from "#app/groups/[group]/_nav/group-page.tsx";
import { chapterPath, searchPath } from "#app/groups/[group]/_nav/places.ts";
import { readGroup } from "#app/groups/[group]/_nav/read-group.ts";
import { FilterFields } from "#app/groups/[group]/_search/filter-fields.tsx";
import { Hits, sayFound } from "#app/groups/[group]/_search/hits.tsx";
import { addressOf, narrows, queryOf, readAddress, type SearchAddress } from "#app/groups/[group]/_search/note-filters.ts";
import { NoteHits } from "#app/groups/[group]/_search/note-hits.tsx";
import type { BookHits, NoteQuery } from "#domain/shapes/margin.ts";

type Props = {
  params: Promise<{ group: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? "";

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { group: groupId } = await params;
  const t = await wordsFor("search");
  const { state } = await readGroup(groupId, searchPath(groupId));
  return { title: t("pageTitle", { book: state.book?.title ?? state.name }) };
}

export default async function SearchPage({ params, searchParams }: Props) {
  const { group: groupId } = await params;
  const given = await searchParams;
  const asked = readAddress(given);
  const path = searchPath(groupId);
  const label = first(given.page).trim().slice(0, 20);
  const here = addressOf(path, asked, { after: asked.after });
  const { state, me } = await readGroup(groupId, here);
  const [t, n] = [await wordsFor("search"), await wordsFor("foundNotes")];
  const page = label && (await findPage(groupId, label));
  if (page) redirect(chapterPath(groupId, page.chapterId, page.number));
  const ids = state.members.map((member) => member.id);
  const hits = state.book && (await find(here, asked, queryOf(asked, groupId, ids)));
  return (
    <GroupPage here="read" now={new Date().toISOString()} words={["search", "foundNotes"]}>
      <div className="mx-auto flex max-w-2xl flex-col gap-6">
        <PageHeader over={state.book?.title} title={t("title")} />
        {label && <Notice tone="warn" title={t("noPage", { label })} />}
        {state.book ? (
          <search>
            <form action={path} className="flex flex-col gap-4">
              <div className="flex items-end gap-3">
                <TextField
                  type="search"
                  name="q"
                  label={t("words")}
                  hint={t("hint")}
                  defaultValue={asked.q}
                  maxLength={200}
                  enterKeyHint="search"
                  className="min-w-0 grow"
                />
                <Button type="submit">{t("submit")}</Button>
              </div>
              <FilterFields group={state} asked={asked} t={n} />
            </form>
          </search>
        ) : (
          <p>{t("noBook")}</p>
        )}
      </div>
      {hits && (
        <div
          className={classes(
            "mx-auto grid gap-x-14 gap-y-10 pt-10",
            hits.passages ? "max-w-2xl lg:max-w-none lg:grid-cols-2" : "max-w-2xl",
          )}
        >
          {hits.passages && (
            <Found id="found-text" title={n("search.text")}>
              <p className="flex flex-wrap gap-x-4">
                {sayFound(t, asked.q, hits.passages)}
                {hits.notes.total > 0 && (
                  <a href="#found-notes" className="link lg:hidden">
                    {n("search.toNotes", { total: hits.notes.total })}
                  </a>
                )}
              </p>
              <Hits groupId={groupId} words={asked.q} hits={hits.passages} t={t} below="section" />
            </Found>
          )}
          <Found id="found-notes" title={n("search.notes")}>
            <NoteHits
              {...{ groupId, mine: me.memberId, words: asked.q, page: hits.notes, lang: state.book?.language, t: n }}
              next={hits.notes.next && addressOf(path, asked, { after: hits.notes.next })}
              all={addressOf(path, asked, { unopened: true })}
            />
          </Found>
        </div>
      )}
    </GroupPage>
  );
}

function Found({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-6">
      <h2 id={id} className="font-text text-xl font-medium">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** Words are looked for in text and notes; without any, notes alone are listed, if something says which. */
async function find(
  here: string,
  asked: SearchAddress,
  query: NoteQuery,
): Promise<(Partial<BookHits> & Pick<BookHits, "notes">) | undefined> {
  if (asked.q) return ask(here, (caller) => caller.note.search(query));
  if (narrows(asked)) return { notes: await ask(here, (caller) => caller.note.list(query)) };
  return undefined;
}

/** Where a printed page begins; nothing when the book has no such page. Other refusals are told by the page's own questions. */
async function findPage(groupId: string, label: string) {
  return ask(searchPath(groupId), (caller) => caller.passage.findPage({ groupId, label }).catch(() => undefined));
}

// All notes of the group's book that one may read, in the order of the book, with filters: a page that works without script.
import type { Metadata } from "next";
import { ask } from "#app/_client/caller.ts";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { LinkButton } from "#app/_ui/link-button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { wordsFor } from "#app/_words/words-for.tsx";
import { GroupPage } from "#app/groups/[group]/_nav/group-page.tsx";
import { noteFilesPath, notesPath } from "#app/groups/[group]/_nav/places.ts";
import { readGroup } from "#app/groups/[group]/_nav/read-group.ts";
import { queryOf, readAsked } from "#app/groups/[group]/notes/asked.ts";
import { FoundNotes } from "#app/groups/[group]/notes/found-notes.tsx";
import { KeptTags } from "#app/groups/[group]/notes/kept-tags.tsx";
import { NoteWays } from "#app/groups/[group]/notes/note-ways.tsx";

type Props = {
  params: Promise<{ group: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { group: groupId } = await params;
  const t = await wordsFor("notes");
  const { state } = await readGroup(groupId, notesPath(groupId));
  return { title: t("pageTitle", { group: state.name }) };
}

export default async function NotesPage({ params, searchParams }: Props) {
  const { group: groupId } = await params;
  const asked = readAsked(await searchParams);
  const here = notesPath(groupId, { ...asked });
  const { state, me } = await readGroup(groupId, here);
  const t = await wordsFor("notes");
  const page = state.book && (await ask(here, (caller) => caller.note.list(queryOf(state, asked))));
  const { after, ...rest } = asked;
  const narrowed = Object.keys(rest).some((part) => part !== "waiting");
  return (
    <GroupPage here="notes" now={new Date().toISOString()} words={["margin", "notes"]}>
      <div className="mx-auto flex max-w-3xl flex-col gap-7">
        <PageHeader
          title={t("title")}
          {...(state.book && {
            actions: (
              <LinkButton size="small" href={noteFilesPath(groupId)}>
                {t("files")}
              </LinkButton>
            ),
          })}
        >
          {state.book && t("lead", { book: state.book.title })}
        </PageHeader>
        {!page && <p>{t("noBook")}</p>}
        {page && (
          <>
            <NoteWays group={state} asked={rest} />
            <div className="flex flex-wrap items-center justify-between gap-3">
              <p role="status" className="text-ink-soft">
                {t("count", { total: page.total })}
              </p>
              {narrowed && (
                <LinkButton size="small" href={notesPath(groupId)}>
                  {t("clear")}
                </LinkButton>
              )}
            </div>
            {page.notes.length === 0 && (
              <EmptyState title={t(narrowed ? "none" : "noneYet")}>{!narrowed && t("noneHow")}</EmptyState>
            )}
            <FoundNotes groupId={groupId} notes={page.notes} />
            {page.waiting > 0 && (
              <Notice
                title={t("waiting", { count: page.waiting })}
                actions={
                  <LinkButton size="small" href={notesPath(groupId, { ...rest, waiting: "1" })}>
                    {t("showWaiting")}
                  </LinkButton>
                }
              >
                {t("waitingHow")}
              </Notice>
            )}
            <div className="flex flex-wrap gap-3 empty:hidden">
              {after && (
                <LinkButton size="small" href={notesPath(groupId, rest)}>
                  {t("first")}
                </LinkButton>
              )}
              {page.next && (
                <LinkButton size="small" href={notesPath(groupId, { ...rest, after: page.next })}>
                  {t("more")}
                </LinkButton>
              )}
              {asked.waiting && (
                <LinkButton size="small" variant="quiet" href={notesPath(groupId, withoutWaiting(rest))}>
                  {t("hideWaiting")}
                </LinkButton>
              )}
            </div>
          </>
        )}
        {me.role === "host" && <KeptTags groupId={groupId} tags={state.tags} />}
      </div>
    </GroupPage>
  );
}

function withoutWaiting({ waiting: _, ...rest }: ReturnType<typeof readAsked>) {
  return rest;
}

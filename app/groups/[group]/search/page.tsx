// Words looked up in the group's book, as a page that works without script; and the way to a printed page.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ask } from "#app/_client/caller.ts";
import { Button } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { wordsFor } from "#app/_words/words-for.tsx";
import { GroupPage } from "#app/groups/[group]/_nav/group-page.tsx";
import { chapterPath, searchPath } from "#app/groups/[group]/_nav/places.ts";
import { readGroup } from "#app/groups/[group]/_nav/read-group.ts";
import { Hits, sayFound } from "#app/groups/[group]/_search/hits.tsx";

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
  const asked = await searchParams;
  const words = first(asked.q).slice(0, 200);
  const label = first(asked.page).trim().slice(0, 20);
  const here = `${searchPath(groupId)}?q=${encodeURIComponent(words)}`;
  const { state } = await readGroup(groupId, here);
  const t = await wordsFor("search");
  const page = label && (await findPage(groupId, label));
  if (page) redirect(chapterPath(groupId, page.chapterId, page.number));
  const hits = words && state.book ? await ask(here, (caller) => caller.passage.search({ groupId, words })) : undefined;
  return (
    <GroupPage here="read" now={new Date().toISOString()} words={["search"]}>
      <div className="mx-auto flex max-w-2xl flex-col gap-6">
        <PageHeader over={state.book?.title} title={t("title")} />
        {label && <Notice tone="warn" title={t("noPage", { label })} />}
        {state.book ? (
          <search>
            <form action={searchPath(groupId)} className="flex items-end gap-3">
              <TextField
                type="search"
                name="q"
                label={t("words")}
                hint={t("hint")}
                defaultValue={words}
                maxLength={200}
                enterKeyHint="search"
                className="min-w-0 grow"
              />
              <Button type="submit">{t("submit")}</Button>
            </form>
          </search>
        ) : (
          <p>{t("noBook")}</p>
        )}
        {hits && (
          <>
            <p>{sayFound(t, words, hits)}</p>
            <Hits groupId={groupId} words={words} hits={hits} t={t} />
          </>
        )}
      </div>
    </GroupPage>
  );
}

/** Where a printed page begins; nothing when the book has no such page. Other refusals are told by the page's own questions. */
async function findPage(groupId: string, label: string) {
  return ask(searchPath(groupId), (caller) => caller.passage.findPage({ groupId, label }).catch(() => undefined));
}

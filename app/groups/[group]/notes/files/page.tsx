// Taking notes out of the group's book, and bringing notes from other programs into it.
import type { Metadata } from "next";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { wordsFor } from "#app/_words/words-for.tsx";
import { GroupPage } from "#app/groups/[group]/_nav/group-page.tsx";
import { noteFilesPath } from "#app/groups/[group]/_nav/places.ts";
import { readGroup } from "#app/groups/[group]/_nav/read-group.ts";
import { BringIn } from "#app/groups/[group]/notes/files/bring-in.tsx";
import { TakeOut } from "#app/groups/[group]/notes/files/take-out.tsx";

type Props = { params: Promise<{ group: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsFor("noteFiles");
  const { group: groupId } = await params;
  const { state } = await readGroup(groupId, noteFilesPath(groupId));
  return { title: t("pageTitle", { group: state.name }) };
}

export default async function NoteFilesPage({ params }: Props) {
  const { group: groupId } = await params;
  const { state } = await readGroup(groupId, noteFilesPath(groupId));
  const t = await wordsFor("noteFiles");
  return (
    <GroupPage here="notes" now={new Date().toISOString()} words={["noteFiles"]}>
      <div className="mx-auto flex max-w-3xl flex-col gap-10">
        <PageHeader title={t("title")}>{t("lead")}</PageHeader>
        {state.book ? (
          <>
            <TakeOut group={state} contents={state.book.contents} />
            <BringIn group={state} />
          </>
        ) : (
          <EmptyState title={t("noBook")} />
        )}
      </div>
    </GroupPage>
  );
}

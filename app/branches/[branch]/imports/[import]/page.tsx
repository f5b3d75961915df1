// An import on its own page: how far it is, and the review of what was read before it is published.
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ask } from "#app/_client/caller.ts";
import { WidePage } from "#app/_frame/wide-page.tsx";
import { Breadcrumbs, PageHeader } from "#app/_ui/page-header.tsx";
import { Words, wordsFor } from "#app/_words/words-for.tsx";
import { ReviewDesk } from "#app/branches/[branch]/imports/[import]/review-desk.tsx";
import { WaitingImport } from "#app/branches/[branch]/imports/[import]/waiting-import.tsx";
import { Id } from "#domain/shapes/id.ts";

type Props = { params: Promise<{ branch: string; import: string }> };

const readImport = cache((branchId: string, importId: string) => {
  if (!Id.safeParse(branchId).success || !Id.safeParse(importId).success) notFound();
  return ask(`/branches/${branchId}/imports/${importId}`, async (caller) => {
    const look = { branchId, importId };
    const state = await caller.import.look(look);
    const branch = await caller.branch.read({ branchId });
    return { state, branch, outline: state.state === "review" ? await caller.import.review(look) : undefined };
  });
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { branch, import: importId } = await params;
  const t = await wordsFor("review");
  return { title: t("pageTitle", { file: (await readImport(branch, importId)).state.fileName }) };
}

export default async function ImportPage({ params }: Props) {
  const { branch: branchId, import: importId } = await params;
  const { state, branch, outline } = await readImport(branchId, importId);
  const t = await wordsFor("review");
  const frame = await wordsFor("frame");
  const crumbs = [
    { label: frame("myDesk"), href: "/" },
    { label: branch.name, href: `/branches/${branch.id}` },
  ];
  return (
    <WidePage>
      <PageHeader
        title={outline ? t("title") : <bdi>{state.fileName}</bdi>}
        breadcrumbs={<Breadcrumbs label={frame("where")} crumbs={crumbs} />}
      >
        {outline && t.rich("lead", { file: () => <bdi className="font-medium">{state.fileName}</bdi> })}
      </PageHeader>
      <Words of={["branch", "frame", "review"]}>
        <div className="pt-8">{outline ? <ReviewDesk key={importId} outline={outline} /> : <WaitingImport state={state} />}</div>
      </Words>
    </WidePage>
  );
}

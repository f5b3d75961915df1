// A branch's home: its reading groups and its shelf.
import { Users } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ask } from "#app/_client/caller.ts";
import { around } from "#app/_frame/around.ts";
import { WidePage } from "#app/_frame/wide-page.tsx";
import { GroupCard } from "#app/_groups/group-card.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Breadcrumbs, PageHeader } from "#app/_ui/page-header.tsx";
import { Words, wordsFor } from "#app/_words/words-for.tsx";
import { ImportPanel } from "#app/branches/[branch]/_import/import-panel.tsx";
import { OpenGroup } from "#app/branches/[branch]/open-group.tsx";
import { Shelf } from "#app/branches/[branch]/shelf.tsx";
import type { BranchHome } from "#domain/shapes/branch.ts";
import { Id } from "#domain/shapes/id.ts";

type Props = { params: Promise<{ branch: string }> };

const readBranch = cache((branchId: string) => {
  if (!Id.safeParse(branchId).success) notFound();
  return ask(`/branches/${branchId}`, (caller) => caller.branch.read({ branchId }));
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await readBranch((await params).branch)).name };
}

export default async function BranchPage({ params }: Props) {
  const branch = await readBranch((await params).branch);
  const shelf = await wordsFor("shelf");
  const frame = await wordsFor("frame");
  const crumbs = [{ label: frame("myDesk"), href: "/" }];
  return (
    <WidePage>
      <PageHeader title={<bdi>{branch.name}</bdi>} breadcrumbs={<Breadcrumbs label={frame("where")} crumbs={crumbs} />} />
      <Words of={["branch", "frame", "shelf"]}>
        <div className="flex flex-col gap-14 pt-8">
          <Groups branch={branch} />
          <ShelfSection branch={branch} title={shelf("title")} />
        </div>
      </Words>
    </WidePage>
  );
}

async function Groups({ branch }: { branch: BranchHome }) {
  const t = await wordsFor("branch");
  const { me } = await around();
  const open = branch.steward && <OpenGroup branchId={branch.id} myName={me?.name ?? ""} />;
  return (
    <section aria-labelledby="groups" className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="groups" className="font-text text-xl font-medium">
          {t("groups.title")}
        </h2>
        {branch.groups.length > 0 && open}
      </div>
      {branch.groups.length === 0 ? (
        <EmptyState icon={<Users aria-hidden />} title={t("groups.empty")} action={open}>
          {t(branch.steward ? "groups.emptySteward" : "groups.emptyOthers")}
        </EmptyState>
      ) : (
        <ul className="grid gap-4 md:grid-cols-2">
          {branch.groups.map((group) => (
            <li key={group.id}>
              <GroupCard group={group} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function ShelfSection({ branch, title }: { branch: BranchHome; title: string }) {
  const keeper = branch.steward || branch.groups.some((group) => group.mine === "host");
  return (
    <section aria-labelledby="shelf" className="flex flex-col gap-6">
      <h2 id="shelf" className="font-text text-xl font-medium">
        {title}
      </h2>
      <Shelf branch={branch} keeper={keeper} />
      {keeper && <ImportPanel branchId={branch.id} />}
    </section>
  );
}

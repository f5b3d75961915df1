// My desk: all my reading groups with what is next in each, and the branches I belong to.
import type { Metadata } from "next";
import Link from "next/link";
import { ask } from "#app/_client/caller.ts";
import { around } from "#app/_frame/around.ts";
import { PlainPage } from "#app/_frame/plain-page.tsx";
import { WidePage } from "#app/_frame/wide-page.tsx";
import { GroupCard } from "#app/_groups/group-card.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { LinkButton } from "#app/_ui/link-button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { wordsFor } from "#app/_words/words-for.tsx";
import type { Desk } from "#domain/shapes/branch.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await wordsFor("myDesk"))("title") };
}

export default async function MyDeskPage() {
  const t = await wordsFor("myDesk");
  const { setUp } = await around();
  if (!setUp)
    return (
      <PlainPage title={t("notSetUp.title")} lead={t("notSetUp.body")}>
        <Notice title={t("notSetUp.console")} />
      </PlainPage>
    );
  const { groups, branches } = await ask("/", (caller) => caller.desk.read());
  const branchNames = new Map(branches.map((branch) => [branch.id, branch.name]));
  return (
    <WidePage>
      <PageHeader title={t("title")} />
      <div className="grid gap-12 pt-8 lg:grid-cols-[1fr_16rem]">
        <section aria-labelledby="groups" className="flex flex-col gap-5">
          <h2 id="groups" className="eyebrow">
            {t("groups")}
          </h2>
          {groups.length === 0 ? (
            <NoGroups branches={branches} />
          ) : (
            <ul className="grid gap-4 md:grid-cols-2">
              {groups.map((group) => (
                <li key={group.id}>
                  <GroupCard group={group} under={branchNames.get(group.branchId) ?? ""} />
                </li>
              ))}
            </ul>
          )}
        </section>
        {branches.length > 0 && <Branches branches={branches} />}
      </div>
    </WidePage>
  );
}

async function NoGroups({ branches }: Pick<Desk, "branches">) {
  const t = await wordsFor("myDesk");
  const run = branches.find((branch) => branch.steward);
  return (
    <EmptyState
      title={t("noGroups.title")}
      action={
        run && (
          <LinkButton href={`/branches/${run.id}`} variant="primary">
            {t("noGroups.toBranch", { branch: run.name })}
          </LinkButton>
        )
      }
    >
      {run ? t("noGroups.steward") : t("noGroups.member")}
    </EmptyState>
  );
}

async function Branches({ branches }: Pick<Desk, "branches">) {
  const t = await wordsFor("myDesk");
  return (
    <section aria-labelledby="branches" className="flex flex-col gap-5">
      <h2 id="branches" className="eyebrow">
        {t("branches")}
      </h2>
      <ul className="flex flex-col divide-y divide-line border-y border-line">
        {branches.map((branch) => (
          <li key={branch.id} className="flex flex-col items-start gap-1 py-3">
            <Link href={`/branches/${branch.id}`} className="link py-0.5 font-text text-lg [overflow-wrap:anywhere]">
              <bdi>{branch.name}</bdi>
            </Link>
            {branch.steward ? (
              <Badge>{t("steward")}</Badge>
            ) : (
              <span className="text-sm text-ink-soft">{t("shelfAndGroups")}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

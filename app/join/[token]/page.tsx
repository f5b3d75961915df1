// What an invitation's link opens: whose place this is, and nothing of the group; then joining it.
import type { Metadata } from "next";
import { askIfAllowed } from "#app/_client/caller.ts";
import { around } from "#app/_frame/around.ts";
import { PlainPage } from "#app/_frame/plain-page.tsx";
import { LinkButton } from "#app/_ui/link-button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Words, wordsFor } from "#app/_words/words-for.tsx";
import { JoinAsMe } from "#app/join/[token]/join-as-me.tsx";
import { JoinAsNewcomer } from "#app/join/[token]/join-as-newcomer.tsx";
import { Secret } from "#domain/shapes/person.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await wordsFor("entry"))("join.title") };
}

export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const t = await wordsFor("entry");
  const { me, organisation } = await around();
  const look = Secret.safeParse(token).success ? await askIfAllowed((caller) => caller.invitation.look({ token })) : undefined;
  if (!look?.open)
    return (
      <PlainPage organisation={organisation} title={t("join.spent")} lead={t("join.spentBody")}>
        <LinkButton href="/">{me ? t("join.toMyDesk") : t("signIn.title")}</LinkButton>
      </PlainPage>
    );
  return (
    <PlainPage organisation={look.organisation} title={t("join.title")} lead={t("join.lead", look)}>
      {look.bound && <Notice title={t("join.bound")} />}
      <Words of={["entry"]}>{me ? <JoinAsMe token={token} me={me} /> : <JoinAsNewcomer token={token} />}</Words>
      <section aria-labelledby="who" className="border-t border-line pt-5 text-sm text-ink-soft">
        <h2 id="who" className="mb-1 font-medium text-ink">
          {t("join.who")}
        </h2>
        <p>{t("join.whoBody")}</p>
      </section>
    </PlainPage>
  );
}

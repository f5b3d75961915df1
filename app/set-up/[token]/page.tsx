// The set-up link of the console: names the organisation, its first branch and the steward. Works once.
import type { Metadata } from "next";
import { around } from "#app/_frame/around.ts";
import { PlainPage } from "#app/_frame/plain-page.tsx";
import { LinkButton } from "#app/_ui/link-button.tsx";
import { Words, wordsFor } from "#app/_words/words-for.tsx";
import { SetUpForm } from "#app/set-up/[token]/set-up-form.tsx";
import { Secret } from "#domain/shapes/person.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await wordsFor("entry"))("setUp.title") };
}

export default async function SetUpPage({ params }: { params: Promise<{ token: string }> }) {
  const t = await wordsFor("entry");
  const { setUp, organisation } = await around();
  const { token } = await params;
  if (setUp)
    return (
      <PlainPage organisation={organisation} title={t("setUp.already")} lead={t("setUp.alreadyBody")}>
        <LinkButton href="/sign-in" variant="primary">
          {t("signIn.title")}
        </LinkButton>
      </PlainPage>
    );
  if (!Secret.safeParse(token).success) return <PlainPage title={t("setUp.spent")} lead={t("setUp.spentBody")} />;
  return (
    <PlainPage title={t("setUp.title")} lead={t("setUp.lead")}>
      <Words of={["entry"]}>
        <SetUpForm token={token} />
      </Words>
    </PlainPage>
  );
}

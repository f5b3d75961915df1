// Signing in, with a password or by a link that is mailed. Afterwards one goes on to where one came from.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ownPath } from "#app/_forms/own-path.ts";
import { around } from "#app/_frame/around.ts";
import { PlainPage } from "#app/_frame/plain-page.tsx";
import { Words, wordsFor } from "#app/_words/words-for.tsx";
import { SignInForms } from "#app/sign-in/sign-in-forms.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await wordsFor("entry"))("signIn.title") };
}

type Query = Record<string, string | string[] | undefined>;

export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const one = (name: string) => (typeof query[name] === "string" ? query[name] : undefined);
  const next = ownPath(one("next"));
  const { setUp, organisation, me } = await around();
  if (!setUp) redirect("/");
  if (me) redirect(next);
  const t = await wordsFor("entry");
  return (
    <PlainPage organisation={organisation} title={t("signIn.title")}>
      <Words of={["entry"]}>
        <SignInForms next={next} byLink={query.by === "link"} {...(one("error") && { error: one("error") })} />
      </Words>
      <p className="border-t border-line pt-5 text-sm text-ink-soft">{t("signIn.newcomer")}</p>
    </PlainPage>
  );
}

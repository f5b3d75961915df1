// The page a mailed sign-in link opens. Opening it spends nothing, so that a mail filter that follows links does no harm; the button signs in.
import type { Metadata } from "next";
import { around } from "#app/_frame/around.ts";
import { PlainPage } from "#app/_frame/plain-page.tsx";
import { Words, wordsFor } from "#app/_words/words-for.tsx";
import { LinkSignInForm } from "#app/sign-in/link/[token]/link-sign-in-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await wordsFor("entry"))("link.title") };
}

export default async function LinkSignInPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { organisation } = await around();
  const t = await wordsFor("entry");
  return (
    <PlainPage organisation={organisation} title={t("link.title")} lead={t("link.lead")}>
      <Words of={["entry"]}>
        <LinkSignInForm token={token} />
      </Words>
    </PlainPage>
  );
}

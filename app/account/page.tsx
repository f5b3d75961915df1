// My account: the devices on which I am signed in, the tokens of my programs, signing out, and how the page looks.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ask } from "#app/_client/caller.ts";
import { around } from "#app/_frame/around.ts";
import { WidePage } from "#app/_frame/wide-page.tsx";
import { LookPicker } from "#app/_ui/look-picker.tsx";
import { Breadcrumbs, PageHeader } from "#app/_ui/page-header.tsx";
import { Words, wordsFor } from "#app/_words/words-for.tsx";
import { Sessions } from "#app/account/sessions.tsx";
import { SignOut } from "#app/account/sign-out.tsx";
import { Tokens } from "#app/account/tokens.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await wordsFor("account"))("title") };
}

export default async function AccountPage() {
  const sessions = await ask("/account", (caller) => caller.session.list());
  const tokens = await ask("/account", (caller) => caller.token.list());
  const { me } = await around();
  if (!me) redirect("/sign-in?next=/account");
  const t = await wordsFor("account");
  const frame = await wordsFor("frame");
  const crumbs = [{ label: frame("myDesk"), href: "/" }];
  return (
    <WidePage>
      <PageHeader
        over={t("title")}
        title={<bdi className="[overflow-wrap:anywhere]">{me.name}</bdi>}
        breadcrumbs={<Breadcrumbs label={frame("where")} crumbs={crumbs} />}
      >
        <span className="[overflow-wrap:anywhere]">{t("signedInAs", { email: me.email })}</span>
      </PageHeader>
      <Words of={["account"]}>
        <div className="grid gap-x-12 gap-y-14 pt-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
          <div className="flex flex-col gap-14">
            <Sessions sessions={sessions} />
            <Tokens tokens={tokens} />
            <SignOut personId={me.id} />
          </div>
          <section aria-labelledby="look" className="flex flex-col gap-4">
            <h2 id="look" className="font-text text-xl font-medium">
              {t("look")}
            </h2>
            <LookPicker />
          </section>
        </div>
      </Words>
    </WidePage>
  );
}

// The head of pages outside a reading group: whose place this is, the way to my desk, and my account.
import Link from "next/link";
import { around } from "#app/_frame/around.ts";
import { Mark } from "#app/_frame/mark.tsx";
import { Avatar } from "#app/_ui/avatar.tsx";
import { LinkButton } from "#app/_ui/link-button.tsx";
import { VisuallyHidden } from "#app/_ui/visually-hidden.tsx";
import { wordsFor } from "#app/_words/words-for.tsx";

export async function TopBar() {
  const { organisation, me } = await around();
  const t = await wordsFor("frame");
  return (
    <header className="no-print border-b border-line bg-sheet">
      <nav aria-label={t("main")} className="mx-auto flex min-h-14 max-w-6xl items-center gap-4 px-5 sm:px-8">
        <Link href="/" className="flex min-w-0 items-center gap-2.5 py-2 hover:text-rubric">
          <Mark className="size-6 shrink-0" />
          <span className="truncate font-text text-lg">
            <bdi>{organisation || t("brand")}</bdi>
          </span>
        </Link>
        <span className="grow" />
        {me ? (
          <>
            <Link
              href="/"
              className="hidden min-h-10 shrink-0 items-center px-1 whitespace-nowrap text-ink-soft hover:text-rubric sm:flex"
            >
              {t("myDesk")}
            </Link>
            <Link
              href="/account"
              className="flex min-h-10 max-w-56 shrink-0 items-center gap-2 text-ink-soft hover:text-rubric coarse:min-h-11"
            >
              <Avatar name={me.name} id={me.id} size="small" named />
              <bdi aria-hidden className="hidden truncate sm:block">
                {me.name}
              </bdi>
              <VisuallyHidden>{t("account", { name: me.name })}</VisuallyHidden>
            </Link>
          </>
        ) : (
          <LinkButton href="/sign-in" variant="quiet" size="small">
            {t("signIn")}
          </LinkButton>
        )}
      </nav>
    </header>
  );
}

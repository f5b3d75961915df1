// What one may know of, and not open: a reading group of the branch that one is not in.
import { PlainPage } from "#app/_frame/plain-page.tsx";
import { buttonLook } from "#app/_ui/button-look.ts";
import { wordsFor } from "#app/_words/words-for.tsx";

export default async function ForbiddenPage() {
  const t = await wordsFor("errors");
  return (
    <PlainPage title={t("closedPage.title")} lead={t("closedPage.body")}>
      <a href="/" className={buttonLook("primary")}>
        {t("toMyDesk")}
      </a>
    </PlainPage>
  );
}

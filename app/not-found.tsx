// What is not there, or not theirs to know of.
import { PlainPage } from "#app/_frame/plain-page.tsx";
import { buttonLook } from "#app/_ui/button-look.ts";
import { wordsFor } from "#app/_words/words-for.tsx";

export default async function NotFoundPage() {
  const t = await wordsFor("errors");
  return (
    <PlainPage title={t("not_found.title")} lead={t("not_found.body")}>
      <a href="/" className={buttonLook("primary")}>
        {t("toMyDesk")}
      </a>
    </PlainPage>
  );
}

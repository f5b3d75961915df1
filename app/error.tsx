// A page that failed: a fault of ours, with the number it has in the log.
"use client";

import { Mark } from "#app/_frame/mark.tsx";
import { Button } from "#app/_ui/button.tsx";
import { buttonLook } from "#app/_ui/button-look.ts";
import { useWords } from "#app/_words/words.tsx";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useWords("errors");
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : "";
  const title = t("unexpected.title");
  return (
    <main id="content" tabIndex={-1} className="mx-auto flex max-w-lg flex-col gap-5 px-5 pt-[12dvh] pb-16 outline-none">
      {/* The page that failed may not have come to name itself. */}
      <title>{title}</title>
      <Mark className="size-8" />
      <div role="alert" className="flex flex-col gap-2">
        <h1 className="font-text text-2xl font-medium">{title}</h1>
        <p className="text-ink-soft">{t("unexpected.body", { reference: digest || "–" })}</p>
      </div>
      <div className="flex flex-wrap gap-3">
        <Button onClick={retry}>{t("tryAgain")}</Button>
        <a href="/" className={buttonLook("primary")}>
          {t("toMyDesk")}
        </a>
      </div>
    </main>
  );
}

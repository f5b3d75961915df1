// The first stops of the keyboard on the desk, beside the one to the text: where margin and contents stand in the page, past the rest of it.
import { wordsFor } from "#app/_words/words-for.tsx";

export async function DeskSkips() {
  const t = await wordsFor("desk");
  const look = "z-toast sr-only rounded-md bg-ink px-4 py-2.5 text-sheet focus:not-sr-only focus:fixed focus:start-4 focus:top-4";
  return (
    <>
      <a href="#desk-margin" className={`${look} skip-to-margin`}>
        {t("toMargin")}
      </a>
      <a href="#desk-contents" className={`${look} skip-to-contents`}>
        {t("toContents")}
      </a>
    </>
  );
}

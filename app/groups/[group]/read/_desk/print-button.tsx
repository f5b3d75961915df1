// Printing the chapter, or saving it as PDF: the browser's own dialog does both.
"use client";

import { Printer } from "lucide-react";
import { buttonLook } from "#app/_ui/button-look.ts";
import { useWords } from "#app/_words/words.tsx";

export function PrintButton({ chapterId }: { chapterId: string }) {
  const t = useWords("desk");
  async function print() {
    await import("#app/groups/[group]/read/_desk/printed-notes.ts").then(
      ({ bringNotes }) => bringNotes(chapterId),
      // Without a line the chapter is printed without the notes of other chapters.
      () => {},
    );
    window.print();
  }
  return (
    <button type="button" onClick={print} className={buttonLook("quiet", "small", "needs-script")}>
      <Printer aria-hidden />
      {t("print")}
    </button>
  );
}

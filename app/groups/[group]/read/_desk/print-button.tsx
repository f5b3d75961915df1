// Printing the chapter, or saving it as PDF: the browser's own dialog does both.
"use client";

import { Printer } from "lucide-react";
import { buttonLook } from "#app/_ui/button-look.ts";
import { useWords } from "#app/_words/words.tsx";

export function PrintButton() {
  const t = useWords("desk");
  return (
    <button type="button" onClick={() => window.print()} className={buttonLook("quiet", "small", "needs-script")}>
      <Printer aria-hidden />
      {t("print")}
    </button>
  );
}

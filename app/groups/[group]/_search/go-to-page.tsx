// The way to a page of the paper book, by its number. A plain form: the search page finds the place.
"use client";

import { useId } from "react";
import { buttonLook } from "#app/_ui/button-look.ts";
import { classes } from "#app/_ui/classes.ts";
import { boxLook } from "#app/_ui/field.tsx";
import { useWords } from "#app/_words/words.tsx";
import { searchPath } from "#app/groups/[group]/_nav/places.ts";

export function GoToPage({ groupId }: { groupId: string }) {
  const t = useWords("search");
  const id = useId();
  return (
    <form action={searchPath(groupId)} className="flex flex-wrap items-center gap-2 px-2 text-sm">
      <label htmlFor={id} className="basis-full text-ink-soft">
        {t("printedPage")}
      </label>
      <input id={id} name="page" required maxLength={20} autoComplete="off" className={classes(boxLook, "min-h-8 max-w-20")} />
      <button type="submit" className={buttonLook("plain", "small")}>
        {t("go")}
      </button>
    </form>
  );
}

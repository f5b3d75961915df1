// How much of the marks is heard in the text, by the reader's choice among the looks of the page.
import type { Words } from "#app/_words/words.tsx";
import type { SpokenMarks } from "#domain/text/spoken-marks.ts";

/** `level` as in app/_ui/look.ts: "off" says nothing, "line" says where marked words begin and end; else the button after the passage says it. */
export function spokenAs(level: string | null | undefined, t: Words<"desk">): SpokenMarks | undefined {
  if (level === "off") return { silent: true };
  if (level === "line") return { edges: { begins: t("marks.begins"), ends: t("marks.ends") } };
  return undefined;
}

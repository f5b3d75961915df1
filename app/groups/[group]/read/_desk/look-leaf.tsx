// How the page looks, in a leaf beside its button. Fetched when it is opened.
"use client";

import { LookPicker } from "#app/_ui/look-picker.tsx";
import { Popover } from "#app/_ui/popover.tsx";
import { useWords } from "#app/_words/words.tsx";

/** `at` is the button that opened it; without one it is closed. */
export function LookLeaf({ at, onClose }: { at: HTMLElement | undefined; onClose: () => void }) {
  const t = useWords("ui");
  return (
    <Popover
      anchor={at ?? null}
      align="end"
      title={t("look.title")}
      open={at !== undefined}
      onOpenChange={(open) => !open && onClose()}
    >
      <LookPicker />
    </Popover>
  );
}

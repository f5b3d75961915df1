// The list of keys, and the switch for single ones.
"use client";

import { Dialog } from "#app/_ui/dialog.tsx";
import { Segments } from "#app/_ui/segments.tsx";
import { useWords } from "#app/_words/words.tsx";
import { useSingleKeys } from "#app/groups/[group]/read/_desk/use-keys.ts";

const keys = [
  ["↑ ↓", "passages"],
  ["Enter", "openFirst"],
  ["⇧ Enter", "openBar"],
  ["v", "words"],
  ["⇧ → ←", "grow"],
  ["n", "note"],
  ["q", "question"],
  ["h", "highlight"],
  ["j", "nextNote"],
  ["k", "previousNote"],
  ["c", "copy"],
  ["l", "link"],
  ["/", "search"],
  ["m", "marks"],
  ["?", "keys"],
  ["Esc", "back"],
] as const;

export function KeysDialog(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useWords("desk");
  const [on, setOn] = useSingleKeys();
  return (
    <Dialog title={t("keys.title")} size="small" {...props}>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-2">
        {keys.map(([key, word]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="rounded-sm border border-line-strong bg-sheet px-1.5 py-0.5 font-ui text-sm">{key}</kbd>
            </dt>
            <dd>{t(`keys.${word}`)}</dd>
          </div>
        ))}
      </dl>
      <Segments
        size="small"
        name="single-keys"
        label={t("keys.singles")}
        hint={t("keys.offHint")}
        value={on ? "on" : "off"}
        onChange={(event) => setOn(event.target.value === "on")}
        options={[
          { value: "on", label: t("keys.on") },
          { value: "off", label: t("keys.off") },
        ]}
      />
    </Dialog>
  );
}

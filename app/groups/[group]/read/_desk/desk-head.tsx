// The head of the desk: the way back to the group, the book, and how the page looks.
"use client";

import { ALargeSmall, ArrowLeft, Eye, EyeOff, Keyboard, ListTree } from "lucide-react";
import { useCallback, useState } from "react";
import { useGroup } from "#app/_client/group.tsx";
import { IconButton } from "#app/_ui/icon-button.tsx";
import { usePart } from "#app/_ui/use-part.ts";
import { useWords } from "#app/_words/words.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { useKeys } from "#app/groups/[group]/read/_desk/use-keys.ts";

const keysPart = () => import("#app/groups/[group]/read/_desk/keys-dialog.tsx");
const lookPart = () => import("#app/groups/[group]/read/_desk/look-leaf.tsx");

export function DeskHead({ book }: { book: string }) {
  const t = useWords("desk");
  const desk = useDesk();
  const { group } = useGroup();
  const [keysShown, setKeysShown] = useState(false);
  const [lookAt, setLookAt] = useState<HTMLElement>();
  const keys = usePart(keysShown, keysPart);
  const look = usePart(lookAt !== undefined, lookPart);
  const openKeys = useCallback(() => setKeysShown(true), []);
  useKeys(desk, openKeys);
  return (
    <header className="desk-head no-print">
      <a
        href={`/groups/${desk.groupId}`}
        aria-label={t("backToGroup", { group: group.name })}
        className="flex min-h-10 min-w-0 items-center gap-2 rounded-md px-2 text-ink-soft hover:text-rubric coarse:min-h-11"
      >
        <ArrowLeft aria-hidden className="size-4 shrink-0 rtl:-scale-x-100" />
        <bdi className="truncate">{group.name}</bdi>
      </a>
      <p className="book-title hidden min-w-0 grow truncate text-center text-ink-soft sm:block">{book}</p>
      <div className="ms-auto flex shrink-0 items-center">
        <span className="contents-button">
          <IconButton label={t("contents")} aria-haspopup="dialog" onClick={() => desk.setSheet("contents")}>
            <ListTree aria-hidden />
          </IconButton>
        </span>
        <IconButton
          label={desk.marksHidden ? t("showMarks") : t("hideMarks")}
          shortcut="m"
          aria-pressed={desk.marksHidden}
          onClick={() => desk.setMarksHidden(!desk.marksHidden)}
        >
          {desk.marksHidden ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        </IconButton>
        <span className="keys-button">
          <IconButton label={t("keys.open")} shortcut="?" onClick={openKeys}>
            <Keyboard aria-hidden />
          </IconButton>
        </span>
        <IconButton
          label={t("look")}
          aria-haspopup="dialog"
          aria-expanded={lookAt !== undefined}
          onClick={(event) => setLookAt(lookAt ? undefined : event.currentTarget)}
        >
          <ALargeSmall aria-hidden />
        </IconButton>
      </div>
      {keys && <keys.KeysDialog open={keysShown} onOpenChange={setKeysShown} />}
      {look && <look.LookLeaf at={lookAt} onClose={() => setLookAt(undefined)} />}
    </header>
  );
}

// The head of the desk: the way back to the group, the book, and how the page looks.
"use client";

import { ALargeSmall, ArrowLeft, Eye, EyeOff, Keyboard, ListTree, Search } from "lucide-react";
import { useState } from "react";
import { useGroup } from "#app/_client/group.tsx";
import { iconButtonLook } from "#app/_ui/button-look.ts";
import { IconButton } from "#app/_ui/icon-button.tsx";
import { Tooltip } from "#app/_ui/tooltip.tsx";
import { usePart } from "#app/_ui/use-part.ts";
import { useWords } from "#app/_words/words.tsx";
import { searchPath } from "#app/groups/[group]/_nav/places.ts";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { useDeskPanels } from "#app/groups/[group]/read/_desk/desk-panels.tsx";

const lookPart = () => import("#app/groups/[group]/read/_desk/look-leaf.tsx");

export function DeskHead({ book }: { book: string }) {
  const t = useWords("desk");
  const desk = useDesk();
  const { group } = useGroup();
  const [lookAt, setLookAt] = useState<HTMLElement>();
  const look = usePart(lookAt !== undefined, lookPart);
  const { open, panels } = useDeskPanels(desk);
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
        <SearchButton href={searchPath(desk.groupId)} label={t("search")} onOpen={() => open("search")} />
        <IconButton
          label={desk.marksHidden ? t("showMarks") : t("hideMarks")}
          shortcut="m"
          aria-pressed={desk.marksHidden}
          onClick={() => desk.setMarksHidden(!desk.marksHidden)}
        >
          {desk.marksHidden ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        </IconButton>
        <span className="keys-button">
          <IconButton label={t("keys.open")} shortcut="?" onClick={() => open("keys")}>
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
      {panels}
      {look && <look.LookLeaf at={lookAt} onClose={() => setLookAt(undefined)} />}
    </header>
  );
}

/** Opens the search over the page; without script, or in a new tab, it is the search page. */
function SearchButton({ href, label, onOpen }: { href: string; label: string; onOpen: () => void }) {
  return (
    <Tooltip text={label} shortcut="/">
      <a
        href={href}
        aria-label={label}
        className={iconButtonLook("quiet")}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          onOpen();
        }}
      >
        <Search aria-hidden />
      </a>
    </Tooltip>
  );
}

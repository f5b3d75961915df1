// What the desk opens over the page by a key or a button: the search and the list of keys. Each is fetched when it is first opened.
"use client";

import { useCallback, useState } from "react";
import { usePart } from "#app/_ui/use-part.ts";
import type { Desk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import type { Panel } from "#app/groups/[group]/read/_desk/key-acts.ts";
import { useCopying } from "#app/groups/[group]/read/_desk/use-copying.ts";
import { useKeys } from "#app/groups/[group]/read/_desk/use-keys.ts";

const keysPart = () => import("#app/groups/[group]/read/_desk/keys-dialog.tsx");
const searchPart = () => import("#app/groups/[group]/_search/search-panel.tsx");

/** Opens panels, also by keys. `panels` is to be put into the page. */
export function useDeskPanels(desk: Desk) {
  const [shown, setShown] = useState<Panel>();
  const keys = usePart(shown === "keys", keysPart);
  const search = usePart(shown === "search", searchPart);
  const open = useCallback((panel: Panel) => setShown(panel), []);
  useKeys(desk, { open, copying: useCopying(desk) });
  const state = (of: Panel) => ({ open: shown === of, onOpenChange: (next: boolean) => setShown(next ? of : undefined) });
  const panels = (
    <>
      {keys && <keys.KeysDialog {...state("keys")} />}
      {search && <search.SearchPanel groupId={desk.groupId} {...state("search")} />}
    </>
  );
  return { open, panels };
}

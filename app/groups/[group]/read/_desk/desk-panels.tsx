// What the desk opens over the page by a key or a button: the search and the list of keys. Each is fetched when it is first opened.
"use client";

import dynamic from "next/dynamic";
import { useCallback, useState } from "react";
import type { Desk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { useCopying } from "#app/groups/[group]/read/_desk/use-copying.ts";
import { type Panel, useKeys } from "#app/groups/[group]/read/_desk/use-keys.ts";

const KeysDialog = dynamic(() => import("#app/groups/[group]/read/_desk/keys-dialog.tsx").then((file) => file.KeysDialog), {
  ssr: false,
});
const SearchPanel = dynamic(() => import("#app/groups/[group]/_search/search-panel.tsx").then((file) => file.SearchPanel), {
  ssr: false,
});

/** Opens panels, also by keys. `panels` is to be put into the page. */
export function useDeskPanels(desk: Desk) {
  const [shown, setShown] = useState<Panel>();
  /** What was opened once stays, closed, so that it can close in its own time and opens again at once. */
  const [fetched, setFetched] = useState<ReadonlySet<Panel>>(new Set());
  const open = useCallback((panel: Panel) => {
    setShown(panel);
    setFetched((before) => new Set(before).add(panel));
  }, []);
  useKeys(desk, { open, copying: useCopying(desk) });
  const panel = (of: Panel) => ({ open: shown === of, onOpenChange: (next: boolean) => setShown(next ? of : undefined) });
  const panels = (
    <>
      {fetched.has("keys") && <KeysDialog {...panel("keys")} />}
      {fetched.has("search") && <SearchPanel groupId={desk.groupId} {...panel("search")} />}
    </>
  );
  return { open, panels };
}

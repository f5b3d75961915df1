// What belongs to the signed-in person's tab: the socket, and the outbox of what they do.
"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { carryBy } from "#app/_client/carry.ts";
import { Live } from "#app/_client/live.ts";
import { Outbox } from "#app/_client/outbox.ts";
import { deviceStore } from "#app/_client/outbox-store.ts";

interface Tab {
  personId: string;
  live: Live;
  outbox: Outbox;
}
const TabContext = createContext<Tab | undefined>(undefined);

/** The tab of the signed-in person, or nothing for a stranger. */
export function useTab(): Tab | undefined {
  return useContext(TabContext);
}

/** `personId` is who is signed in. Another person needs another one of these: give it a key. */
export function TabProvider({ personId, children }: { personId: string | undefined; children: ReactNode }) {
  const api = useApiClient();
  const [tab] = useState<Tab | undefined>(() => {
    if (personId === undefined) return undefined;
    const live = new Live();
    const outbox = new Outbox(personId, {
      store: deviceStore,
      carry: carryBy(api, live),
      now: () => Date.now(),
      after: (ms, callback) => void setTimeout(callback, ms),
    });
    return { personId, live, outbox };
  });
  useEffect(() => {
    if (!tab) return;
    const stop = tab.live.start();
    const stopWatching = tab.live.subscribe(() => tab.live.state === "online" && tab.outbox.wake());
    tab.outbox.open();
    return () => {
      stopWatching();
      stop();
    };
  }, [tab]);
  return <TabContext value={tab}>{children}</TabContext>;
}

// What client components need round them: data by tRPC and TanStack Query, the socket, and the outbox of the person who is signed in.
"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { ApiProvider, makeApi } from "#app/_client/api.ts";
import { carryBy } from "#app/_client/carry.ts";
import { failureOf } from "#app/_client/failure.ts";
import { Live } from "#app/_client/live.ts";
import { Outbox } from "#app/_client/outbox.ts";
import { deviceStore } from "#app/_client/outbox-store.ts";

/** What belongs to the signed-in person's tab. */
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

function makeQueryClient(): QueryClient {
  const retry = (count: number, thrown: unknown) => failureOf(thrown).kind === "later" && count < 3;
  return new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, retry }, mutations: { retry: false } } });
}

/** `personId` is who is signed in. */
export function Providers({ personId, children }: { personId: string | undefined; children: ReactNode }) {
  const [queries] = useState(makeQueryClient);
  const [api] = useState(makeApi);
  return (
    <QueryClientProvider client={queries}>
      <ApiProvider trpcClient={api} queryClient={queries}>
        <TabProvider key={personId ?? ""} personId={personId} api={api}>
          {children}
        </TabProvider>
      </ApiProvider>
    </QueryClientProvider>
  );
}

function TabProvider({
  personId,
  api,
  children,
}: {
  personId: string | undefined;
  api: ReturnType<typeof makeApi>;
  children: ReactNode;
}) {
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

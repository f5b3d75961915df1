// Finds out who is signed in and puts the client's providers round the pages. Used once, by the layout of the app.
import type { ReactNode } from "react";
import { whoAsks } from "#app/_client/caller.ts";
import { ConnectionNotice } from "#app/_client/connection-notice.tsx";
import { TabProvider } from "#app/_client/tab.tsx";

export async function AppProviders({ children }: { children: ReactNode }) {
  const me = await whoAsks();
  return (
    <TabProvider key={me?.id ?? ""} personId={me?.id}>
      {children}
      <ConnectionNotice />
    </TabProvider>
  );
}

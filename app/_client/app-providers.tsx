// Finds out who is signed in and puts the client's providers round the pages. Used once, by the layout of the app.
import type { ReactNode } from "react";
import { whoAsks } from "#app/_client/caller.ts";
import { ConnectionNotice } from "#app/_client/connection-notice.tsx";
import { Providers } from "#app/_client/providers.tsx";

export async function AppProviders({ children }: { children: ReactNode }) {
  const me = await whoAsks();
  return (
    <Providers personId={me?.id}>
      {children}
      <ConnectionNotice />
    </Providers>
  );
}

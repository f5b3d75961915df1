// A page with the head of the house above it.
import type { ReactNode } from "react";
import { ApiQueries } from "#app/_client/api-queries.tsx";
import { TopBar } from "#app/_frame/top-bar.tsx";

export function WidePage({ children }: { children: ReactNode }) {
  return (
    <>
      <TopBar />
      <main id="content" tabIndex={-1} className="mx-auto max-w-6xl px-5 pb-24 outline-none sm:px-8">
        <ApiQueries>{children}</ApiQueries>
      </main>
    </>
  );
}

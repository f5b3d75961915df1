// A single leaf in the middle of the page: for what stands before the door (setting up, signing in, joining) and for what is not there.
import type { ReactNode } from "react";
import { Mark } from "#app/_frame/mark.tsx";
import { wordsFor } from "#app/_words/words-for.tsx";

export interface PlainPageProps {
  title: ReactNode;
  /** A line or two under the title. */
  lead?: ReactNode;
  /** Whose place this is; the name of the program when nobody's yet. */
  organisation?: string;
  children?: ReactNode;
}

export async function PlainPage({ title, lead, organisation, children }: PlainPageProps) {
  const t = await wordsFor("frame");
  return (
    <div className="flex min-h-dvh flex-col items-center px-4 pt-8 pb-16 sm:pt-[10dvh]">
      <header className="mb-6 max-w-full">
        <a href="/" className="flex min-h-10 items-center gap-2.5 hover:text-rubric">
          <Mark className="size-7 shrink-0" />
          <bdi className="truncate font-text text-xl">{organisation || t("brand")}</bdi>
        </a>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="w-full max-w-lg rounded-lg border border-line bg-sheet px-5 py-7 shadow-sheet outline-none sm:px-10 sm:py-10"
      >
        <h1 className="font-text text-2xl font-medium text-balance">{title}</h1>
        {lead && <p className="mt-2 text-ink-soft">{lead}</p>}
        {children && <div className="mt-7 flex flex-col gap-6">{children}</div>}
      </main>
    </div>
  );
}

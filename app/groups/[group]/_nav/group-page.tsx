// The frame of a page of a reading group: the head of the house, the ways through the group, and the page.
import type { ReactNode } from "react";
import { ApiQueries } from "#app/_client/api-queries.tsx";
import { TopBar } from "#app/_frame/top-bar.tsx";
import { classes } from "#app/_ui/classes.ts";
import { Words } from "#app/_words/words-for.tsx";
import { GroupNav, type GroupPlace } from "#app/groups/[group]/_nav/group-nav.tsx";
import { WhileMember } from "#app/groups/[group]/_nav/while-member.tsx";
import type { Namespace } from "#domain/catalogue/catalogue.ts";

export interface GroupPageProps {
  here: GroupPlace;
  /** The moment at which the page is made. */
  now: string;
  /** Namespaces that the page's client components use beside `group`. */
  words: readonly Namespace[];
  /** The page is as high as the screen and scrolls inside. */
  fill?: boolean;
  children: ReactNode;
}

export function GroupPage({ here, now, words, fill = false, children }: GroupPageProps) {
  return (
    <div className={fill ? "flex h-dvh min-h-96 flex-col" : undefined}>
      <TopBar />
      <Words of={["group", ...words]}>
        <GroupNav here={here} now={now} />
        <main
          id="content"
          tabIndex={-1}
          className={classes("mx-auto max-w-6xl outline-none", fill ? "flex min-h-0 w-full grow flex-col" : "px-5 pb-24 sm:px-8")}
        >
          <WhileMember>
            <ApiQueries>{children}</ApiQueries>
          </WhileMember>
        </main>
      </Words>
    </div>
  );
}

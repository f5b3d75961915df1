// What stands beside the text on a wide screen, and as sheets over it on a narrow one: margin, chat, meeting, and there the contents too.
"use client";

import { CalendarDays, ListTree, type LucideIcon, MessagesSquare, NotebookText } from "lucide-react";
import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { Count } from "#app/_ui/badge.tsx";
import { classes } from "#app/_ui/classes.ts";
import { Sheet } from "#app/_ui/sheet.tsx";
import { SkeletonText } from "#app/_ui/skeleton.tsx";
import { Tabs } from "#app/_ui/tabs.tsx";
import { useWords } from "#app/_words/words.tsx";
import { type Beside, useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { Margin } from "#app/groups/[group]/read/_desk/margin.tsx";

const loading = () => <SkeletonText lines={6} />;
const TalkPanel = dynamic(() => import("#app/groups/[group]/_talk/talk-panel.tsx").then((file) => file.TalkPanel), {
  loading,
  ssr: false,
});
const NextMeetingPanel = dynamic(
  () => import("#app/groups/[group]/_meetings/next-meeting-panel.tsx").then((file) => file.NextMeetingPanel),
  {
    loading,
    ssr: false,
  },
);

/** Chat and meeting are the same wherever they stand. */
function Panel({ of }: { of: Exclude<Beside, "margin"> }) {
  const { groupId, topicId } = useDesk();
  return of === "chat" ? <TalkPanel groupId={groupId} topicId={topicId} compact /> : <NextMeetingPanel groupId={groupId} />;
}

function FreshCount() {
  const t = useWords("desk");
  const { fresh } = useDesk().notes;
  return <Count value={fresh} label={t("margin.fresh", { count: fresh })} />;
}

/** The column beside the text. It is part of the page without script too, with the margin in it. */
export function Side() {
  const t = useWords("desk");
  const { wide, beside, show } = useDesk();
  const held = (of: Exclude<Beside, "margin">) => (
    <div className="side-panel">
      <Panel of={of} />
    </div>
  );
  return (
    <aside id="desk-margin" tabIndex={-1} className="desk-side no-print outline-none" aria-label={t("tabs.label")}>
      {wide && (
        <Tabs
          label={t("tabs.label")}
          value={beside}
          onChange={(value) => show(value as Beside)}
          items={[
            { value: "margin", label: t("tabs.margin"), badge: <FreshCount />, panel: <Margin form="column" />, keep: true },
            { value: "chat", label: t("tabs.chat"), panel: held("chat") },
            { value: "meeting", label: t("tabs.meeting"), panel: held("meeting") },
          ]}
        />
      )}
    </aside>
  );
}

const places: { of: Beside | "contents"; icon: LucideIcon }[] = [
  { of: "contents", icon: ListTree },
  { of: "margin", icon: NotebookText },
  { of: "chat", icon: MessagesSquare },
  { of: "meeting", icon: CalendarDays },
];

/** The bar at the bottom of a narrow screen, and what it opens. `contents` is the list of chapters. */
export function Sheets({ contents }: { contents: ReactNode }) {
  const t = useWords("desk");
  const { wide, sheet, setSheet } = useDesk();
  const name = (of: Beside | "contents") => (of === "contents" ? t("contents") : t(`tabs.${of}`));
  const inside = {
    contents: () => contents,
    margin: () => <Margin form="list" />,
    chat: () => <Panel of="chat" />,
    meeting: () => <Panel of="meeting" />,
  };
  return (
    <>
      <nav aria-label={t("bar")} className="desk-bar no-print">
        {places.map(({ of, icon: Icon }) => (
          <button
            key={of}
            type="button"
            aria-haspopup="dialog"
            aria-expanded={sheet === of}
            onClick={() => setSheet(of)}
            className={classes(
              "relative flex min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-xs text-ink-soft",
              sheet === of && "text-ink",
            )}
          >
            <Icon aria-hidden className="size-5 stroke-[1.5]" />
            <span className="max-w-full truncate">{name(of)}</span>
            {of === "margin" && (
              <span className="absolute start-1/2 top-1 ms-2">
                <FreshCount />
              </span>
            )}
          </button>
        ))}
      </nav>
      <Sheet
        title={sheet && name(sheet)}
        open={sheet !== undefined && (!wide || sheet === "contents")}
        onOpenChange={(open) => !open && setSheet(undefined)}
      >
        {sheet && inside[sheet]()}
      </Sheet>
    </>
  );
}

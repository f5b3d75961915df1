// What stands beside the text on a wide screen, and as sheets over it on a narrow one: margin, chat, meeting, and there the contents too.
"use client";

import { CalendarDays, ListTree, type LucideIcon, MessagesSquare, NotebookText } from "lucide-react";
import { Count } from "#app/_ui/badge.tsx";
import { classes } from "#app/_ui/classes.ts";
import { SkeletonText } from "#app/_ui/skeleton.tsx";
import { usePart } from "#app/_ui/use-part.ts";
import { useWords } from "#app/_words/words.tsx";
import { MovedContents } from "#app/groups/[group]/read/_desk/book-contents.tsx";
import { type Beside, useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { DeskTabs } from "#app/groups/[group]/read/_desk/desk-tabs.tsx";
import { ColumnMargin, ListMargin } from "#app/groups/[group]/read/_desk/margin.tsx";

const panels = () => import("#app/groups/[group]/read/_desk/panels.tsx");
const sheets = () => import("#app/_ui/sheet.tsx");
const loading = <SkeletonText lines={6} />;

/** Chat and meeting are the same wherever they stand. */
function Panel({ of }: { of: Exclude<Beside, "margin"> }) {
  const part = usePart(true, panels);
  return part ? <part.Panel of={of} /> : loading;
}

function FreshCount() {
  const t = useWords("desk");
  const { fresh } = useDesk().notes;
  return <Count value={fresh.total} label={t("margin.fresh", { count: fresh.total })} />;
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
        <DeskTabs<Beside>
          label={t("tabs.label")}
          value={beside}
          onChange={show}
          tabs={[
            { value: "margin", label: t("tabs.margin"), badge: <FreshCount />, panel: <ColumnMargin />, keep: true },
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

/** The bar at the bottom of a narrow screen, and what it opens. */
export function Sheets() {
  const t = useWords("desk");
  const { wide, sheet, setSheet } = useDesk();
  const part = usePart(sheet !== undefined, sheets);
  const name = (of: Beside | "contents") => (of === "contents" ? t("contents") : t(`tabs.${of}`));
  const inside = {
    contents: () => <MovedContents />,
    margin: () => <ListMargin loading={loading} />,
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
      {part && (
        <part.Sheet
          title={sheet && name(sheet)}
          open={sheet !== undefined && (!wide || sheet === "contents")}
          onOpenChange={(open) => !open && setSheet(undefined)}
        >
          {sheet && inside[sheet]()}
        </part.Sheet>
      )}
    </>
  );
}

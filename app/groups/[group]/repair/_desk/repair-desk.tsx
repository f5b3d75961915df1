// The repair desk: what waits, the most doubtful first; one note is open at a time, and single keys act while the focus is on the list.
"use client";

import { CircleCheck } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useGroup } from "#app/_client/group.tsx";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { LinkButton } from "#app/_ui/link-button.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { VisuallyHidden } from "#app/_ui/visually-hidden.tsx";
import { useWords } from "#app/_words/words.tsx";
import { groupPath } from "#app/groups/[group]/_nav/places.ts";
import { ChapterAtOnce } from "#app/groups/[group]/repair/_desk/chapter-at-once.tsx";
import { RepairKeys } from "#app/groups/[group]/repair/_desk/repair-keys.tsx";
import { RepairRow, rowId } from "#app/groups/[group]/repair/_desk/repair-row.tsx";
import { SettledList } from "#app/groups/[group]/repair/_desk/settled-list.tsx";
import { useRepairs } from "#app/groups/[group]/repair/_desk/use-repairs.ts";
import type { Anchor } from "#domain/anchoring/anchor.ts";
import type { Repair, RepairList } from "#domain/shapes/carrying.ts";

export function RepairDesk({ first }: { first: RepairList }) {
  const t = useWords("repair");
  const { group } = useGroup();
  const repairs = useRepairs(first);
  const { waiting, settled, total, edition } = repairs.list;
  const [openId, setOpenId] = useState(waiting[0]?.annotation.id);
  /** Which of its places is shown, of notes where somebody has looked further. */
  const [looked, setLooked] = useState<ReadonlyMap<string, number>>(new Map());
  const [choosing, setChoosing] = useState(false);
  /** The note that the focus goes to once it is drawn. */
  const goTo = useRef<string | undefined>(undefined);
  const at = waiting.findIndex(({ annotation }) => annotation.id === openId);
  const current = waiting[at];

  useEffect(() => {
    if (goTo.current === undefined) return;
    const target = document.getElementById(rowId(goTo.current)) ?? document.getElementById("repair-done");
    goTo.current = undefined;
    target?.focus();
  });

  const shownOf = ({ annotation, state }: Repair) => looked.get(annotation.id) ?? (state === "orphan" ? undefined : 0);

  function open(repair: Repair | undefined) {
    setChoosing(false);
    setOpenId(repair?.annotation.id);
    goTo.current = repair?.annotation.id ?? "";
  }

  /** After a step the next note is open: the one below, or the one above when it was the last. */
  async function then(step: Promise<boolean>) {
    const next = waiting[at + 1] ?? waiting[at - 1];
    if (await step) open(next);
  }

  function accept(repair: Repair) {
    const shown = shownOf(repair);
    const place = shown === undefined ? undefined : repair.places[shown];
    if (!place) return;
    if (shown === 0 && repair.state !== "orphan") void then(repairs.settle(repair, { how: "accepted" }));
    else put(repair, place.chapter.id, place.anchor);
  }
  function put(repair: Repair, chapterId: string, anchor: Anchor) {
    void then(repairs.settle(repair, { how: "moved", chapterId, anchor }));
  }
  function next(repair: Repair) {
    if (repair.places.length === 0) return;
    setLooked(new Map(looked).set(repair.annotation.id, ((shownOf(repair) ?? -1) + 1) % repair.places.length));
  }
  const leave = (repair: Repair) => void then(repairs.settle(repair, { how: "left" }));
  async function undo(repair: Repair | undefined) {
    if (repair && (await repairs.undo(repair))) open(repair);
  }

  function keyDown(event: KeyboardEvent) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
    if ((event.target as HTMLElement).closest("input, textarea, select, [role=dialog]")) return;
    const acts: Record<string, (() => void) | undefined> = {
      j: () => waiting[at + 1] && open(waiting[at + 1]),
      k: () => waiting[at - 1] && open(waiting[at - 1]),
      u: () => void undo(settled[0]),
      ...(current && { a: () => accept(current), m: () => next(current), l: () => leave(current), c: () => setChoosing(true) }),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  return (
    <div className="flex flex-col gap-8">
      <PageHeader over={group.book?.title} title={t("title")}>
        {waiting.length + settled.length > 0 && t("lead", edition)}
      </PageHeader>
      <VisuallyHidden role="status">{repairs.said}</VisuallyHidden>
      <FormFault>{repairs.fault}</FormFault>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are a second way to what the buttons inside do */}
      <div onKeyDown={keyDown} className="flex flex-col gap-8">
        <section aria-labelledby="repair-waiting" className="flex flex-col gap-3">
          <h2 id="repair-waiting" className="font-text text-xl font-medium">
            {t("waiting")}
          </h2>
          <p className="text-ink-soft">
            {t("left", { total })} {total > waiting.length && t("some", { count: waiting.length })}
          </p>
          {total === 0 && (
            <div id="repair-done" tabIndex={-1} className="outline-none">
              <EmptyState
                icon={<CircleCheck aria-hidden />}
                title={t("done.title")}
                action={<LinkButton href={groupPath(group.id)}>{t("done.back")}</LinkButton>}
              >
                {t("done.body")}
              </EmptyState>
            </div>
          )}
          <ol className="flex flex-col gap-2">
            {waiting.map((repair) => {
              const isOpen = repair === current;
              return (
                <RepairRow
                  key={repair.annotation.id}
                  {...{ repair, edition }}
                  open={isOpen}
                  busy={repairs.busy}
                  shown={shownOf(repair)}
                  onOpen={() => open(isOpen ? undefined : repair)}
                  onAccept={() => accept(repair)}
                  onNext={() => next(repair)}
                  onLeave={() => leave(repair)}
                  choosing={isOpen && choosing}
                  onChoosing={setChoosing}
                  onPlace={(chapterId, anchor) => put(repair, chapterId, anchor)}
                />
              );
            })}
          </ol>
        </section>
        {total > 0 && <ChapterAtOnce waiting={waiting} busy={repairs.busy} onAccept={repairs.acceptChapter} />}
        {settled.length > 0 && <SettledList settled={settled} busy={repairs.busy} onUndo={(repair) => void undo(repair)} />}
      </div>
      {total > 0 && <RepairKeys />}
    </div>
  );
}

// The earlier wordings of a note or reply, newest first, each with what was changed after it. Fetched when it is first opened.
"use client";

import { diffWords } from "diff";
import { useEffect, useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { ViewerClock } from "#app/_frame/clocks.tsx";
import { Dialog } from "#app/_ui/dialog.tsx";
import { SkeletonText } from "#app/_ui/skeleton.tsx";
import { VisuallyHidden } from "#app/_ui/visually-hidden.tsx";
import { useLocale, useWords } from "#app/_words/words.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import type { NoteDialogProps } from "#app/groups/[group]/read/_desk/note-dialog.tsx";
import type { Wording } from "#domain/shapes/annotation.ts";

export function NoteDialog({ note, ofId, onClose }: NoteDialogProps) {
  const t = useWords("margin");
  const api = useApiClient();
  const { groupId } = useDesk();
  const [wordings, setWordings] = useState<Wording[] | "failed">();
  const now = ofId === note.id ? note : note.replies.find((reply) => reply.id === ofId);
  useEffect(() => {
    api.annotation.wordings.query({ groupId, annotationId: note.id, ofId }).then(setWordings, () => setWordings("failed"));
  }, [api, groupId, note.id, ofId]);

  return (
    <Dialog title={t("wordings.title")} description={t("wordings.lead")} open onOpenChange={(open) => !open && onClose()}>
      {!wordings && <SkeletonText lines={4} />}
      {wordings === "failed" && <p role="alert">{t("wordings.failed")}</p>}
      {Array.isArray(wordings) && now && <Changes wordings={wordings} now={now.body} />}
    </Dialog>
  );
}

/** Each wording against the one before it: the newest is the present one. */
function Changes({ wordings, now }: { wordings: readonly Wording[]; now: string }) {
  const t = useWords("margin");
  const d = useWords("desk");
  const inOrder = wordings.toSorted((a, b) => a.number - b.number);
  const texts = [...inOrder.map(({ body }) => body), now];
  return (
    <ol className="flex flex-col divide-y divide-line">
      {texts
        .map((text, index) => {
          const wording = inOrder[index];
          return (
            <li key={wording?.number ?? "now"} className="flex flex-col gap-1.5 py-4 first:pt-0">
              <p className="flex flex-wrap items-baseline gap-x-2 text-sm text-ink-soft">
                <span className="font-medium">
                  {t(wording === undefined ? "wordings.now" : index === 0 ? "wordings.first" : "wordings.until")}
                </span>
                {wording && <ViewerClock instant={wording.until} />}
                {wording?.kind && <span>{t("wordings.kind", { kind: d(`kinds.${wording.kind}`) })}</span>}
                {wording && wording.tags.length > 0 && <span>{t("wordings.tags", { tags: wording.tags.join(", ") })}</span>}
              </p>
              {text === "" ? (
                <p className="text-ink-faint">{t("wordings.none")}</p>
              ) : (
                <Difference from={texts[index - 1]} to={text} />
              )}
            </li>
          );
        })
        .toReversed()}
    </ol>
  );
}

function Difference({ from, to }: { from: string | undefined; to: string }) {
  const t = useWords("margin");
  const locale = useLocale();
  if (from === undefined) {
    return (
      <p dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">
        {to}
      </p>
    );
  }
  const parts = diffWords(from, to, { intlSegmenter: new Intl.Segmenter(locale, { granularity: "word" }) });
  return (
    <p dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">
      {parts.map(({ value, added, removed }, index) => {
        if (added)
          return (
            <ins key={index} className="bg-ok-wash decoration-ok">
              <VisuallyHidden>{t("wordings.added")}: </VisuallyHidden>
              {value}
            </ins>
          );
        if (removed)
          return (
            <del key={index} className="bg-danger-wash decoration-danger">
              <VisuallyHidden>{t("wordings.removed")}: </VisuallyHidden>
              {value}
            </del>
          );
        return value;
      })}
    </p>
  );
}

// That a corrected text of the book is there, and what it changes; and, once it is taken, what became of the notes.
"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { useApi } from "#app/_client/api-queries.tsx";
import { useSentences } from "#app/_client/errors.ts";
import { useGroup } from "#app/_client/group.tsx";
import { useCommandIds } from "#app/_forms/command-ids.ts";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { Button } from "#app/_ui/button.tsx";
import { LinkButton } from "#app/_ui/link-button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { useWords } from "#app/_words/words.tsx";
import { repairPath } from "#app/groups/[group]/_nav/places.ts";
import type { EditionNews as News } from "#domain/shapes/carrying.ts";

export function EditionNews({ bookId, editionId, first }: { bookId: string; editionId: string; first: News | null }) {
  const t = useWords("repair");
  const shelf = useWords("shelf");
  const { group, me } = useGroup();
  const api = useApiClient();
  const sentences = useSentences();
  const ids = useCommandIds();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  /** The edition that was taken while this page was open. */
  const [taken, setTaken] = useState<number>();
  const look = useApi().carrying.look.queryOptions(
    { groupId: group.id },
    { initialData: first, staleTime: 60_000, refetchOnWindowFocus: "always" },
  );
  const { data: news, refetch } = useQuery(look);
  const known = useRef(editionId);
  useEffect(() => {
    if (known.current === editionId) return;
    known.current = editionId;
    void refetch();
  }, [editionId, refetch]);

  async function take(edition: { editionId: string; number: number }) {
    setBusy(true);
    setFault(undefined);
    try {
      await api.book.adopt.mutate({ id: ids.take(edition.editionId).id, groupId: group.id, editionId: edition.editionId });
      ids.spend();
      await refetch();
      setTaken(edition.number);
    } catch (thrown) {
      setFault(sentences.of(thrown));
    } finally {
      setBusy(false);
    }
  }

  if (!news) return null;
  const { newer, before, carried, waiting } = news;
  const host = me.role === "host";
  const reports = taken === news.number || waiting > 0;
  return (
    <div className="flex flex-col gap-4 empty:hidden">
      <FormFault>{fault}</FormFault>
      {newer && newer.number !== taken && (
        <Notice
          title={t("news.title", { number: newer.number })}
          actions={
            <>
              {host && (
                <Button variant="primary" size="small" busy={busy} onClick={() => take(newer)}>
                  {t("news.take", { number: newer.number })}
                </Button>
              )}
              <LinkButton href={`/branches/${group.branchId}/books/${bookId}`} size="small">
                {t("news.what")}
              </LinkButton>
            </>
          }
        >
          {newer.changes && <p>{shelf("editions.changed", newer.changes)}</p>}
          <p>
            {t("news.notes", { number: news.number })} {!host && t("news.member")}
          </p>
        </Notice>
      )}
      <div role="status" className="empty:hidden">
        {reports && (
          <Notice
            tone={waiting > 0 ? "warn" : "ok"}
            title={t("news.taken", { number: news.number })}
            actions={
              <>
                {waiting > 0 && (
                  <LinkButton href={repairPath(group.id)} variant="primary" size="small">
                    {t("news.toDesk")}
                  </LinkButton>
                )}
                {host && before && before.number < news.number && (
                  <Button variant="quiet" size="small" busy={busy} onClick={() => take(before)}>
                    {t("news.back", { number: before.number })}
                  </Button>
                )}
              </>
            }
          >
            <p>{carried ? t("news.report", { ...carried }) : t("news.noNotes")}</p>
            {waiting > 0 && <p>{t("news.waiting", { waiting })}</p>}
          </Notice>
        )}
      </div>
    </div>
  );
}

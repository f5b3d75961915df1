// A component's hold on the imports of a branch, or on those that correct one of its books: what has not ended is found again on the server,
// what ended in this tab in the tab.
"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import { v7 } from "uuid";
import { useApi } from "#app/_client/api-queries.tsx";
import { type ImportJob, ImportLine } from "#app/branches/[branch]/_import/import-line.ts";
import { keepImports, keptImports, rememberImport } from "#app/branches/[branch]/_import/kept-imports.ts";
import { Stopped, upload } from "#app/branches/[branch]/_import/upload.ts";

const none: readonly ImportJob[] = [];

export interface ImportsOf {
  branchId: string;
  /** The book whose corrected texts they are; without it they are all those of the branch. */
  ofBookId: string | undefined;
  /** One was sent from here. */
  onSent: ((importId: string) => void) | undefined;
}

export function useImports({ branchId, ofBookId, onSent }: ImportsOf): { line: ImportLine; jobs: readonly ImportJob[] } {
  const [line] = useState(
    () =>
      new ImportLine({
        send: (file, id, onSent) => upload(file, { id, branchId, ofBookId }, onSent),
        newId: v7,
        now: Date.now,
        isStop: (thrown) => thrown instanceof Stopped,
      }),
  );
  const jobs = useSyncExternalStore(
    (listener) => line.subscribe(listener),
    () => line.jobs,
    () => none,
  );

  useEffect(() => {
    if (!ofBookId) line.restore(keptImports(branchId));
  }, [line, branchId, ofBookId]);
  const { data: open } = useQuery(useApi().import.list.queryOptions({ branchId }, { staleTime: 0, refetchOnWindowFocus: false }));
  useEffect(() => {
    if (open) line.restore(ofBookId ? open.filter((one) => one.ofBookId === ofBookId) : open);
  }, [line, open, ofBookId]);
  useEffect(() => {
    const sent = jobs.filter((job) => job.state === "sent").map(({ id, fileName }) => ({ id, fileName }));
    if (ofBookId) for (const one of sent) rememberImport(branchId, one);
    else if (sent.length > 0 || (line.jobs.length === 0 && jobs !== none)) keepImports(branchId, sent);
  }, [jobs, branchId, line, ofBookId]);

  const sentHere = jobs.find(({ id, state }) => state === "sent" && line.hasFile(id))?.id;
  const tell = useEffectEvent((importId: string) => onSent?.(importId));
  useEffect(() => {
    if (sentHere) tell(sentHere);
  }, [sentHere]);

  // A file that is not all sent is lost with the page.
  const sending = jobs.some((job) => job.state === "sending" || job.state === "queued");
  useEffect(() => {
    if (!sending) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [sending]);

  return { line, jobs };
}

// Looking words up without leaving the desk. Fetched when it is first opened; its form leads to the search page where there is no script.
"use client";

import { type FormEvent, useRef, useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog } from "#app/_ui/dialog.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { useWords } from "#app/_words/words.tsx";
import { searchPath } from "#app/groups/[group]/_nav/places.ts";
import { Hits, sayFound } from "#app/groups/[group]/_search/hits.tsx";
import type { PassageHits } from "#domain/shapes/reading.ts";

export interface SearchPanelProps {
  groupId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

type Found = { words: string; hits: PassageHits } | { words: string; failed: true };

export function SearchPanel({ groupId, open, onOpenChange }: SearchPanelProps) {
  const t = useWords("search");
  const api = useApiClient();
  const [found, setFound] = useState<Found>();
  const [busy, setBusy] = useState(false);
  /** The newest search; an answer to an older one comes too late. */
  const asked = useRef("");

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const words = String(new FormData(event.currentTarget).get("q") ?? "").trim();
    asked.current = words;
    setBusy(true);
    const next = await api.passage.search.query({ groupId, words }).then(
      (hits): Found => ({ words, hits }),
      (): Found => ({ words, failed: true }),
    );
    if (asked.current !== words) return;
    setBusy(false);
    setFound(next);
  }

  return (
    <Dialog title={t("title")} size="wide" open={open} onOpenChange={onOpenChange}>
      <search>
        <form action={searchPath(groupId)} onSubmit={submit} className="flex items-end gap-3">
          <TextField
            type="search"
            name="q"
            label={t("words")}
            hint={t("hint")}
            maxLength={200}
            autoComplete="off"
            enterKeyHint="search"
            className="min-w-0 grow"
          />
          <Button type="submit" busy={busy}>
            {t("submit")}
          </Button>
        </form>
      </search>
      <p role="status">{found && ("hits" in found ? sayFound(t, found.words, found.hits) : t("failed"))}</p>
      {found && "hits" in found && (
        <>
          <p>
            <a href={`${searchPath(groupId)}?q=${encodeURIComponent(found.words)}`} className="link">
              {t("inNotesToo")}
            </a>
          </p>
          <Hits groupId={groupId} words={found.words} hits={found.hits} t={t} />
        </>
      )}
    </Dialog>
  );
}

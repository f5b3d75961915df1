// The small bar about my place: that I am back where I was, or the question whether to go where another device was.
"use client";

import { X } from "lucide-react";
import { IconButton } from "#app/_ui/icon-button.tsx";
import { useWords } from "#app/_words/words.tsx";
import type { PlaceInBook } from "#domain/shapes/reading.ts";

export interface PlaceBarProps {
  is: "restored" | "question";
  place: PlaceInBook;
  /** The address of the place, for the way to another chapter. */
  href: string;
  /** Whether the place is in this chapter. */
  here: boolean;
  onGo: () => void;
  onBeginning: () => void;
  onStay: () => void;
}

export function PlaceBar({ is, place, href, here, onGo, onBeginning, onStay }: PlaceBarProps) {
  const t = useWords("desk");
  const said =
    is === "restored"
      ? t("place.restored", { number: place.number })
      : t("place.elsewhere", { number: place.number, title: place.title });
  return (
    <section className="place-offer no-print" aria-label={said}>
      <span role="status" className="min-w-0">
        {said}
      </span>
      {is === "restored" ? (
        <button type="button" className="link inline-flex min-h-8 shrink-0 items-center coarse:min-h-11" onClick={onBeginning}>
          {t("place.toBeginning")}
        </button>
      ) : (
        <>
          <a
            className="link inline-flex min-h-8 shrink-0 items-center coarse:min-h-11"
            href={href}
            onClick={(event) => {
              if (here) event.preventDefault();
              onGo();
            }}
          >
            {t("place.goThere")}
          </a>
          <button type="button" className="link inline-flex min-h-8 shrink-0 items-center coarse:min-h-11" onClick={onStay}>
            {t("place.stay")}
          </button>
        </>
      )}
      {is === "restored" && (
        <IconButton size="small" label={t("place.stay")} onClick={onStay}>
          <X aria-hidden />
        </IconButton>
      )}
    </section>
  );
}

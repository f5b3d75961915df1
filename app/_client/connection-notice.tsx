// Says when the line is down or the session over, and that nothing written is lost. Quiet while all is well, and for the first moments of a gap.
"use client";

import { CloudOff } from "lucide-react";
import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { useConnection } from "#app/_client/use-stream.ts";
import { useWords } from "#app/_words/words.tsx";

const AFTER_MS = 3_000;

export function ConnectionNotice() {
  const t = useWords("errors");
  const path = usePathname();
  const state = useConnection();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (state === "online" || state === "waiting") return setShown(false);
    const timer = setTimeout(() => setShown(true), state === "ended" ? 0 : AFTER_MS);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <div
      role="status"
      className="z-toast no-print pointer-events-none fixed inset-x-0 top-2 flex justify-center px-4 max-lg:top-14"
    >
      {shown && (
        // Below the head where that is narrow, and never in the way of what lies under it, but for its link.
        <p className="flex items-center gap-2.5 rounded-md border border-line-strong bg-raised px-4 py-2 text-sm shadow-raised">
          <CloudOff aria-hidden className="size-4 shrink-0 text-ink-soft" />
          {state === "ended" ? (
            <a className="link pointer-events-auto" href={`/sign-in?next=${encodeURIComponent(path)}`}>
              {t("reasons.session_ended")}
            </a>
          ) : (
            <span>
              <strong className="font-medium">{t("offline.title")}.</strong> {t("offline.body")}
            </span>
          )}
        </p>
      )}
    </div>
  );
}

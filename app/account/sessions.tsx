// The devices on which I am signed in. Each other one can be ended, or all at once.
"use client";

import { Monitor } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { v7 } from "uuid";
import { useApiClient } from "#app/_client/api.ts";
import { useSentences } from "#app/_client/errors.ts";
import { ViewerClock } from "#app/_frame/clocks.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { VisuallyHidden } from "#app/_ui/visually-hidden.tsx";
import { useWords } from "#app/_words/words.tsx";
import type { Session } from "#domain/shapes/person.ts";

export function Sessions({ sessions }: { sessions: readonly Session[] }) {
  const t = useWords("account");
  const api = useApiClient();
  const router = useRouter();
  const sentences = useSentences();
  const { say } = useToast();
  /** Ids under way. */
  const [ending, setEnding] = useState<ReadonlySet<string>>(new Set());
  const others = sessions.filter((session) => !session.current);
  const nameOf = (session: Session) => session.device || t("sessions.unknownDevice");

  async function end(these: readonly Session[], said: string) {
    setEnding(new Set(these.map((session) => session.id)));
    try {
      for (const session of these) await api.session.end.mutate({ id: v7(), sessionId: session.id });
      say({ text: said });
    } catch (thrown) {
      say({ text: sentences.of(thrown), tone: "danger" });
    }
    setEnding(new Set());
    router.refresh();
  }

  return (
    <section aria-labelledby="sessions" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="sessions" className="font-text text-xl font-medium">
          {t("sessions.title")}
        </h2>
        {others.length > 1 && (
          <Button
            size="small"
            busy={ending.size > 1}
            onClick={() => end(others, t("sessions.othersEnded", { count: others.length }))}
          >
            {t("sessions.endOthers")}
          </Button>
        )}
      </div>
      <p className="text-ink-soft">{t("sessions.lead")}</p>
      <ul className="flex flex-col divide-y divide-line border-y border-line">
        {sessions.map((session) => (
          <li key={session.id} className="flex items-center gap-4 py-3">
            <Monitor aria-hidden className="size-5 shrink-0 stroke-[1.5] text-ink-soft" />
            <div className="min-w-0 grow">
              <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
                <bdi className="font-medium">{nameOf(session)}</bdi>
                {session.current && <Badge tone="ok">{t("sessions.thisOne")}</Badge>}
              </p>
              <p className="flex flex-col text-sm text-ink-soft">
                <span>{t.rich("sessions.seen", { time: () => <ViewerClock key="time" instant={session.seenAt} /> })}</span>
                <span>
                  {t.rich(`sessions.since.${session.method}`, {
                    time: () => <ViewerClock key="time" instant={session.createdAt} />,
                  })}
                </span>
              </p>
            </div>
            {!session.current && (
              <Button
                size="small"
                busy={ending.has(session.id)}
                onClick={() => end([session], t("sessions.ended", { device: nameOf(session) }))}
              >
                <span aria-hidden>{t("sessions.end")}</span>
                <VisuallyHidden>{t("sessions.endThis", { device: nameOf(session) })}</VisuallyHidden>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

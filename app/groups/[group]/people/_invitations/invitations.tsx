// The invitations of a group, as its hosts see them: how often each was used, until when it works, and revoking it.
"use client";

import { Mail } from "lucide-react";
import { useApiClient } from "#app/_client/api.ts";
import { useStream } from "#app/_client/use-stream.ts";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { useWords } from "#app/_words/words.tsx";
import { InvitationRow } from "#app/groups/[group]/people/_invitations/invitation-row.tsx";
import { MakeInvitation } from "#app/groups/[group]/people/_invitations/make-invitation.tsx";
import { applyToInvitations } from "#domain/live/apply.ts";
import type { At } from "#domain/live/events.ts";
import { hostsStream } from "#domain/live/streams.ts";
import type { Invitation } from "#domain/shapes/group.ts";

export interface InvitationsProps {
  groupId: string;
  initial: At<Invitation[]>;
  /** The moment at which the page was made. */
  now: string;
}

export function Invitations({ groupId, initial, now }: InvitationsProps) {
  const t = useWords("people");
  const api = useApiClient();
  const { state } = useStream(hostsStream(groupId), initial, applyToInvitations, () => api.invitation.list.query({ groupId }));
  return (
    <section aria-labelledby="invitations" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="invitations" className="font-text text-xl font-medium">
          {t("invitations.title")}
        </h2>
        {/* Always in the same place: its dialog shows the link, and must outlive the first invitation's coming. */}
        <MakeInvitation groupId={groupId} />
      </div>
      {state.length === 0 ? (
        <EmptyState icon={<Mail aria-hidden />} title={t("invitations.empty")}>
          {t("invitations.emptyBody")}
        </EmptyState>
      ) : (
        <>
          <p className="text-ink-soft">{t("invitations.lead")}</p>
          <ul className="flex flex-col divide-y divide-line border-y border-line">
            {state.toReversed().map((invitation) => (
              <li key={invitation.id} className="py-3">
                <InvitationRow groupId={groupId} invitation={invitation} now={now} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

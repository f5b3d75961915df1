// One invitation in the hosts' list.
"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { useSentences } from "#app/_client/errors.ts";
import { useCommandIds } from "#app/_forms/command-ids.ts";
import { ViewerClock } from "#app/_frame/clocks.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { VisuallyHidden } from "#app/_ui/visually-hidden.tsx";
import { useWords } from "#app/_words/words.tsx";
import type { Invitation } from "#domain/shapes/group.ts";

type InvitationStanding = "open" | "usedUp" | "over" | "revoked";

function standingOf({ revokedAt, uses, mostUses, expiresAt }: Invitation, now: string): InvitationStanding {
  if (revokedAt) return "revoked";
  if (uses >= mostUses) return "usedUp";
  return expiresAt <= now ? "over" : "open";
}

export interface InvitationRowProps {
  groupId: string;
  invitation: Invitation;
  now: string;
}

export function InvitationRow({ groupId, invitation, now }: InvitationRowProps) {
  const t = useWords("people");
  const api = useApiClient();
  const router = useRouter();
  const sentences = useSentences();
  const ids = useCommandIds();
  const { say } = useToast();
  const [busy, setBusy] = useState(false);
  const standing = standingOf(invitation, now);
  const { id: invitationId, label, email, uses, mostUses, expiresAt } = invitation;
  const name = label || (email ? t("invitations.mailedTo", { email }) : t("invitations.unnamed"));

  async function revoke() {
    setBusy(true);
    try {
      await api.invitation.revoke.mutate({ id: ids.take(invitationId).id, groupId, invitationId });
      say({ text: t("invitations.revokedNow") });
      router.refresh();
    } catch (thrown) {
      say({ text: sentences.of(thrown), tone: "danger" });
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div className="min-w-0 grow basis-60">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <bdi className="font-medium [overflow-wrap:anywhere]">{name}</bdi>
          <Badge tone={standing === "open" ? "ok" : "plain"}>{t(`invitations.${standing}`)}</Badge>
        </p>
        <p className="flex flex-wrap gap-x-3 text-sm text-ink-soft">
          {label && email && <bdi className="[overflow-wrap:anywhere]">{t("invitations.mailedTo", { email })}</bdi>}
          <span>{t("invitations.uses", { uses, most: mostUses })}</span>
          <span>{t.rich("invitations.until", { time: () => <ViewerClock key="time" instant={expiresAt} /> })}</span>
        </p>
      </div>
      {standing === "open" && (
        <Button size="small" busy={busy} onClick={revoke}>
          <span aria-hidden>{t("invitations.revoke")}</span>
          <VisuallyHidden>{t("invitations.revokeThis", { label: name })}</VisuallyHidden>
        </Button>
      )}
    </div>
  );
}

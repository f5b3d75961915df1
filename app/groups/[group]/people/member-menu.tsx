// What a host or a steward can do about a member: appoint, with a way back; remove, after a clear question.
"use client";

import { Ellipsis, UserMinus, UserRoundCheck, UserRoundX } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { v7 } from "uuid";
import { useApiClient } from "#app/_client/api.ts";
import { useSentences } from "#app/_client/errors.ts";
import { IconButton } from "#app/_ui/icon-button.tsx";
import { Menu, MenuItem, MenuLine } from "#app/_ui/menu.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { AskDialog } from "#app/groups/[group]/people/ask-dialog.tsx";
import type { Member, MemberRole } from "#domain/shapes/group.ts";

export interface MemberMenuProps {
  groupId: string;
  member: Member;
  /** I leave by another way. */
  isMe: boolean;
}

export function MemberMenu({ groupId, member, isMe }: MemberMenuProps) {
  const t = useWords("people");
  const api = useApiClient();
  const router = useRouter();
  const sentences = useSentences();
  const { say } = useToast();
  const [asking, setAsking] = useState(false);
  const { id: memberId, name } = member;

  async function appoint(role: MemberRole, isUndo = false) {
    try {
      await api.member.appoint.mutate({ id: v7(), groupId, memberId, role });
      router.refresh();
      say({
        text: t(role === "host" ? "appointed" : "unappointed", { name }),
        ...(!isUndo && { undo: () => appoint(role === "host" ? "member" : "host", true) }),
      });
    } catch (thrown) {
      say({ text: sentences.of(thrown), tone: "danger" });
    }
  }

  async function remove(id: string) {
    await api.member.remove.mutate({ id, groupId, memberId });
    say({ text: t("removal.done", { name }) });
    router.refresh();
  }

  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton label={t("more", { name })}>
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        {member.role === "member" ? (
          <MenuItem icon={<UserRoundCheck aria-hidden />} onSelect={() => appoint("host")}>
            {t("makeHost")}
          </MenuItem>
        ) : (
          <MenuItem icon={<UserRoundX aria-hidden />} onSelect={() => appoint("member")}>
            {t("makeMember")}
          </MenuItem>
        )}
        {!isMe && <MenuLine />}
        {!isMe && (
          <MenuItem icon={<UserMinus aria-hidden />} danger onSelect={() => setAsking(true)}>
            {t("remove")}
          </MenuItem>
        )}
      </Menu>
      <AskDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("removal.title", { name })}
        body={t("removal.body", { name })}
        action={t("removal.submit")}
        cancel={t("cancel")}
        work={remove}
      />
    </>
  );
}

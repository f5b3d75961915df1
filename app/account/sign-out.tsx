// Signing out of this device. What is not sent yet would be lost, so that is asked about first.
"use client";

import { LogOut } from "lucide-react";
import { useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { useSentences } from "#app/_client/errors.ts";
import { deviceStore } from "#app/_client/outbox-store.ts";
import { leave } from "#app/_forms/leave.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";

export function SignOut({ personId }: { personId: string }) {
  const t = useWords("account");
  const api = useApiClient();
  const sentences = useSentences();
  const { say } = useToast();
  const [busy, setBusy] = useState(false);
  const [unsent, setUnsent] = useState(0);

  async function signOut() {
    setBusy(true);
    try {
      await leave(api, personId);
      location.assign("/sign-in");
    } catch (thrown) {
      setBusy(false);
      say({ text: sentences.of(thrown), tone: "danger" });
    }
  }

  async function askFirst() {
    // A device that keeps nothing has nothing to lose.
    const waiting = await deviceStore.load(personId).catch(() => []);
    if (waiting.length > 0) setUnsent(waiting.length);
    else await signOut();
  }

  return (
    <section aria-labelledby="sign-out" className="flex flex-col items-start gap-3">
      <h2 id="sign-out" className="font-text text-xl font-medium">
        {t("signOut.title")}
      </h2>
      <p className="text-ink-soft">{t("signOut.lead")}</p>
      <Button busy={busy} onClick={askFirst}>
        <LogOut aria-hidden />
        {t("signOut.submit")}
      </Button>
      <Dialog
        title={t("signOut.unsent")}
        description={t("signOut.unsentBody", { count: unsent })}
        open={unsent > 0}
        onOpenChange={(open) => !open && setUnsent(0)}
        actions={
          <>
            <Button variant="danger" busy={busy} onClick={signOut}>
              {t("signOut.anyway")}
            </Button>
            <DialogClose>
              <Button variant="primary">{t("signOut.stay")}</Button>
            </DialogClose>
          </>
        }
      />
    </section>
  );
}

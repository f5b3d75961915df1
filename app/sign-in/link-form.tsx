// Asking for a link to sign in with. The answer is the same whether the address is known here or not.
"use client";

import { useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { useForm } from "#app/_forms/use-form.ts";
import { Button } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { useWords } from "#app/_words/words.tsx";
import { LinkRequest, MailAddress } from "#domain/shapes/person.ts";

const Fields = LinkRequest.extend({ email: MailAddress });

export function LinkForm({ email, onEmail }: { email: string; onEmail: (email: string) => void }) {
  const t = useWords("entry");
  const api = useApiClient();
  const [sentTo, setSentTo] = useState("");
  const { form, fault, formFault, busy } = useForm({
    shape: Fields,
    async send(values) {
      await api.session.askLink.mutate(values);
      setSentTo(values.email);
    },
  });
  if (sentTo)
    return (
      <Notice
        tone="ok"
        role="status"
        title={t("signIn.sent")}
        actions={<Button onClick={() => setSentTo("")}>{t("signIn.another")}</Button>}
      >
        <span className="[overflow-wrap:anywhere]">{t("signIn.sentBody", { email: sentTo })}</span>
      </Notice>
    );
  return (
    <form {...form} className="flex flex-col gap-5">
      <FormFault>{formFault}</FormFault>
      <p className="text-ink-soft">{t("signIn.linkLead")}</p>
      <TextField
        name="email"
        type="email"
        label={t("fields.email")}
        autoComplete="username"
        required
        value={email}
        onChange={(event) => onEmail(event.target.value)}
        {...fault("email")}
      />
      <Button type="submit" variant="primary" busy={busy}>
        {t("signIn.sendLink")}
      </Button>
    </form>
  );
}

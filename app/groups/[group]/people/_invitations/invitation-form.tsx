// The conditions of a new invitation: a link for several, or a mail to one address; how long; how often.
"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { useApiClient } from "#app/_client/api.ts";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { useForm } from "#app/_forms/use-form.ts";
import { Button } from "#app/_ui/button.tsx";
import { DialogClose } from "#app/_ui/dialog.tsx";
import { Segments } from "#app/_ui/segments.tsx";
import { Select } from "#app/_ui/select.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { useWords } from "#app/_words/words.tsx";
import type { Made } from "#app/groups/[group]/people/_invitations/invitation-link.tsx";
import { NewInvitation } from "#domain/shapes/group.ts";
import { MailAddress } from "#domain/shapes/person.ts";

const usesOffered = [1, 2, 5, 10, 20, 50, 100, 200];
const daysOffered = [1, 3, 7, 14, 30, 60];

const ByLink = z.object({ label: NewInvitation.shape.label, mostUses: z.coerce.number(), days: z.coerce.number() });
const ByMail = z.object({ label: NewInvitation.shape.label, email: MailAddress, days: z.coerce.number() });

export function InvitationForm({ groupId, onMade }: { groupId: string; onMade: (made: Made) => void }) {
  const t = useWords("people");
  const ui = useWords("ui");
  const api = useApiClient();
  const router = useRouter();
  const [how, setHow] = useState<"link" | "mail">("link");
  const { form, fault, formFault, busy } = useForm({
    shape: how === "mail" ? ByMail : ByLink,
    async send(values, { id, madeId }) {
      const { link } = await api.invitation.make.mutate({ id, invitationId: madeId, groupId, ...values });
      router.refresh();
      onMade({ link, ...("email" in values && { email: values.email }) });
    },
  });
  return (
    <form {...form} className="flex flex-col gap-5">
      <FormFault>{formFault}</FormFault>
      <Segments
        name="how"
        label={t("making.how")}
        value={how}
        onChange={(event) => setHow(event.target.value === "mail" ? "mail" : "link")}
        options={[
          { value: "link", label: t("making.byLink") },
          { value: "mail", label: t("making.byMail") },
        ]}
      />
      {how === "mail" && (
        <TextField
          name="email"
          type="email"
          label={t("making.email")}
          hint={t("making.emailHint")}
          required
          autoComplete="off"
          {...fault("email")}
        />
      )}
      <div className="grid gap-5 sm:grid-cols-2">
        {how === "link" && (
          <Select
            name="mostUses"
            label={t("making.uses")}
            defaultValue="1"
            options={usesOffered.map((uses) => ({ value: String(uses), label: t("making.useCount", { uses }) }))}
          />
        )}
        <Select
          name="days"
          label={t("making.days")}
          defaultValue="7"
          options={daysOffered.map((days) => ({ value: String(days), label: t("making.dayCount", { days }) }))}
        />
      </div>
      <TextField
        name="label"
        label={t("making.label")}
        hint={t("making.labelHint")}
        optional={ui("optional")}
        autoComplete="off"
        dir="auto"
        {...fault("label")}
      />
      <div className="flex flex-wrap justify-end gap-3">
        <DialogClose>
          <Button>{t("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={busy}>
          {t(how === "mail" ? "making.submitMail" : "making.submit")}
        </Button>
      </div>
    </form>
  );
}

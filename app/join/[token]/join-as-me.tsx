// Joining as who is signed in: only the name in the group is asked for.
"use client";

import { useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { useSentences } from "#app/_client/errors.ts";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { leave } from "#app/_forms/leave.ts";
import { useForm } from "#app/_forms/use-form.ts";
import { Button } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { useWords } from "#app/_words/words.tsx";
import { Acceptance } from "#domain/shapes/group.ts";
import type { Me } from "#domain/shapes/person.ts";

const Fields = Acceptance.pick({ displayName: true });

export function JoinAsMe({ token, me }: { token: string; me: Me }) {
  const t = useWords("entry");
  const api = useApiClient();
  const sentences = useSentences();
  const [changing, setChanging] = useState(false);
  const [changeFault, setChangeFault] = useState<string>();
  const { form, fault, formFault, busy } = useForm({
    shape: Fields,
    says: { forbidden: t("join.wrongAddress") },
    async send({ displayName }, { id }) {
      const { groupId } = await api.invitation.accept.mutate({ id, token, displayName });
      location.assign(`/groups/${groupId}`);
      return "leaving";
    },
  });

  async function changePerson() {
    setChanging(true);
    try {
      await leave(api, me.id);
      location.reload();
    } catch (thrown) {
      setChangeFault(sentences.of(thrown));
      setChanging(false);
    }
  }

  return (
    <form {...form} className="flex flex-col gap-5">
      <FormFault>{formFault ?? changeFault}</FormFault>
      <p className="[overflow-wrap:anywhere]">{t("join.asMeLead", { name: me.name, email: me.email })}</p>
      <TextField
        name="displayName"
        label={t("fields.displayName")}
        hint={t("fields.displayNameHint")}
        defaultValue={me.name}
        required
        autoComplete="nickname"
        dir="auto"
        {...fault("displayName")}
      />
      <Button type="submit" variant="primary" busy={busy}>
        {t("join.submit")}
      </Button>
      <Button variant="quiet" busy={changing} onClick={changePerson}>
        {t("join.notMe")}
      </Button>
    </form>
  );
}

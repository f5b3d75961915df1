// Joining with a new account, which is signed in on this device at once.
"use client";

import { useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { enter } from "#app/_forms/enter.ts";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { PasswordField } from "#app/_forms/password-field.tsx";
import { useForm } from "#app/_forms/use-form.ts";
import { Button } from "#app/_ui/button.tsx";
import { LinkButton } from "#app/_ui/link-button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { useWords } from "#app/_words/words.tsx";
import { Acceptance } from "#domain/shapes/group.ts";

const Fields = Acceptance.pick({ displayName: true }).extend(Acceptance.shape.account.unwrap().shape);

const signInTo = (path: string) => `/sign-in?next=${encodeURIComponent(path)}`;

export function JoinAsNewcomer({ token }: { token: string }) {
  const t = useWords("entry");
  const api = useApiClient();
  /** The group, once it is joined and signing in did not work. */
  const [joined, setJoined] = useState("");
  const { form, fault, formFault, busy } = useForm({
    shape: Fields,
    says: { forbidden: t("join.wrongAddress") },
    async send({ displayName, ...account }, { id }) {
      const { groupId } = await api.invitation.accept.mutate({ id, token, displayName, account });
      try {
        await enter("password", account);
      } catch {
        setJoined(groupId);
        return undefined;
      }
      location.assign(`/groups/${groupId}`);
      return "leaving";
    },
  });

  if (joined)
    return (
      <Notice
        tone="warn"
        role="alert"
        title={t("join.notSignedIn")}
        actions={<LinkButton href={signInTo(`/groups/${joined}`)}>{t("signIn.title")}</LinkButton>}
      />
    );
  return (
    <form {...form} className="flex flex-col gap-5">
      <FormFault>{formFault}</FormFault>
      <LinkButton href={signInTo(`/join/${token}`)}>{t("join.haveAccount")}</LinkButton>
      <h2 className="eyebrow">{t("join.newAccount")}</h2>
      <TextField
        name="displayName"
        label={t("fields.displayName")}
        hint={t("fields.displayNameHint")}
        required
        autoComplete="nickname"
        dir="auto"
        {...fault("displayName")}
      />
      <TextField
        name="name"
        label={t("fields.name")}
        hint={t("fields.nameHint")}
        required
        autoComplete="name"
        dir="auto"
        {...fault("name")}
      />
      <TextField name="email" type="email" label={t("fields.email")} required autoComplete="username" {...fault("email")} />
      <PasswordField chosen {...fault("password")} />
      <Button type="submit" variant="primary" busy={busy}>
        {t("join.submit")}
      </Button>
    </form>
  );
}

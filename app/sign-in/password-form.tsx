// Signing in with address and password.
"use client";

import { enter } from "#app/_forms/enter.ts";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { PasswordField } from "#app/_forms/password-field.tsx";
import { useForm } from "#app/_forms/use-form.ts";
import { Button } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { useWords } from "#app/_words/words.tsx";
import { MailAddress, PasswordSignIn } from "#domain/shapes/person.ts";

/** Any password may be tried; only the address has a form. */
const Fields = PasswordSignIn.extend({ email: MailAddress, password: PasswordSignIn.shape.password.min(1) });

export function PasswordForm({ email, onEmail, next }: { email: string; onEmail: (email: string) => void; next: string }) {
  const t = useWords("entry");
  const { form, fault, formFault, busy } = useForm({
    shape: Fields,
    async send(values) {
      await enter("password", values);
      location.assign(next);
      return "leaving";
    },
  });
  return (
    <form {...form} className="flex flex-col gap-5">
      <FormFault>{formFault}</FormFault>
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
      <PasswordField {...fault("password")} />
      <Button type="submit" variant="primary" busy={busy}>
        {t("signIn.submit")}
      </Button>
    </form>
  );
}

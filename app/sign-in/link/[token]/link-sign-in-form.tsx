// The button that signs in by the token of a mailed link.
"use client";

import { z } from "zod";
import { enter } from "#app/_forms/enter.ts";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { useForm } from "#app/_forms/use-form.ts";
import { Button } from "#app/_ui/button.tsx";
import { LinkButton } from "#app/_ui/link-button.tsx";
import { useWords } from "#app/_words/words.tsx";

const Nothing = z.object({});

export function LinkSignInForm({ token }: { token: string }) {
  const t = useWords("entry");
  const { form, formFault, busy } = useForm({
    shape: Nothing,
    async send() {
      await enter("link", { token });
      location.assign("/");
      return "leaving";
    },
  });
  return (
    <form {...form} className="flex flex-col gap-5">
      <FormFault>{formFault}</FormFault>
      <Button type="submit" variant="primary" size="large" busy={busy}>
        {t("link.submit")}
      </Button>
      {formFault && (
        <LinkButton href="/sign-in?by=link" variant="quiet">
          {t("link.another")}
        </LinkButton>
      )}
    </form>
  );
}

// The form of setting up, and after it the steps that follow: signing in, filling the demonstration branch, going to the branch.
"use client";

import { useRef, useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { enter } from "#app/_forms/enter.ts";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { PasswordField } from "#app/_forms/password-field.tsx";
import { useForm } from "#app/_forms/use-form.ts";
import { Button } from "#app/_ui/button.tsx";
import { Checkbox } from "#app/_ui/checkbox.tsx";
import { LinkButton } from "#app/_ui/link-button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { useWords } from "#app/_words/words.tsx";
import { type Step, Steps } from "#app/set-up/[token]/steps.tsx";
import { useDemonstration } from "#app/set-up/[token]/use-demonstration.ts";
import { SetUp } from "#domain/shapes/person.ts";

const Fields = SetUp.omit({ id: true, token: true });

export function SetUpForm({ token }: { token: string }) {
  const t = useWords("entry");
  const api = useApiClient();
  const demonstration = useDemonstration();
  const [step, setStep] = useState<Step>("form");
  const organisation = useRef("");

  const { form, fault, formFault, busy } = useForm({
    shape: Fields,
    read: (data) => ({ ...Object.fromEntries(data), demonstration: data.has("demonstration") }),
    async send(values, { id }) {
      organisation.current = values.organisation;
      const { branchId } = await api.instance.setUp.mutate({ id, token, ...values });
      setStep("signing_in");
      try {
        await enter("password", values);
      } catch {
        setStep("not_signed_in");
        return undefined;
      }
      if (!values.demonstration) {
        location.assign(`/branches/${branchId}`);
        return "leaving";
      }
      setStep("filling");
      await demonstration.fill(branchId);
      return undefined;
    },
  });

  if (step === "not_signed_in")
    return (
      <Notice
        tone="warn"
        role="alert"
        title={t("setUp.done", { organisation: organisation.current })}
        actions={<LinkButton href="/sign-in">{t("signIn.title")}</LinkButton>}
      >
        {t("setUp.notSignedIn")}
      </Notice>
    );
  if (step !== "form") return <Steps step={step} organisation={organisation.current} demonstration={demonstration} />;

  return (
    <form {...form} className="flex flex-col gap-8">
      <FormFault>{formFault}</FormFault>
      <fieldset className="flex flex-col gap-5">
        <legend className="eyebrow mb-4">{t("setUp.place")}</legend>
        <TextField
          name="organisation"
          label={t("fields.organisation")}
          required
          autoComplete="organization"
          {...fault("organisation")}
        />
        <TextField
          name="branch"
          label={t("fields.branch")}
          hint={t("fields.branchHint")}
          required
          autoComplete="off"
          {...fault("branch")}
        />
      </fieldset>
      <fieldset className="flex flex-col gap-5">
        <legend className="eyebrow mb-4">{t("setUp.you")}</legend>
        <TextField
          name="name"
          label={t("fields.name")}
          hint={t("fields.nameHint")}
          required
          autoComplete="name"
          {...fault("name")}
        />
        <TextField name="email" type="email" label={t("fields.email")} required autoComplete="username" {...fault("email")} />
        <PasswordField chosen {...fault("password")} />
      </fieldset>
      <Checkbox name="demonstration" label={t("setUp.demonstration")} hint={t("setUp.demonstrationHint")} />
      <Button type="submit" variant="primary" size="large" busy={busy}>
        {t("setUp.submit")}
      </Button>
    </form>
  );
}

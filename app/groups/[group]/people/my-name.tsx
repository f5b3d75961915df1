// The name I go by in this group.
"use client";

import { useRouter } from "next/navigation";
import { useApiClient } from "#app/_client/api.ts";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { useForm } from "#app/_forms/use-form.ts";
import { Button } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { MemberName } from "#domain/shapes/group.ts";

const Fields = MemberName.pick({ name: true });

export function MyName({ groupId, name }: { groupId: string; name: string }) {
  const t = useWords("people");
  const api = useApiClient();
  const router = useRouter();
  const { say } = useToast();
  const { form, fault, formFault, busy } = useForm({
    shape: Fields,
    async send(values, { id }) {
      await api.member.rename.mutate({ id, groupId, ...values });
      router.refresh();
      say({ text: t("myName.done", values) });
    },
  });
  return (
    <section aria-labelledby="my-name" className="flex flex-col gap-4">
      <h2 id="my-name" className="font-text text-xl font-medium">
        {t("myName.title")}
      </h2>
      <form {...form} className="flex flex-col items-start gap-4">
        <FormFault>{formFault}</FormFault>
        <TextField
          name="name"
          className="w-full"
          label={t("myName.label")}
          hint={t("myName.hint")}
          defaultValue={name}
          required
          autoComplete="nickname"
          dir="auto"
          {...fault("name")}
        />
        <Button type="submit" busy={busy}>
          {t("myName.submit")}
        </Button>
      </form>
    </section>
  );
}

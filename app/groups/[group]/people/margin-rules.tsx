// What the group has settled for its margins: in words for everybody, and for hosts as choices.
"use client";

import { z } from "zod";
import { useApiClient } from "#app/_client/api.ts";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { useForm } from "#app/_forms/use-form.ts";
import { Button } from "#app/_ui/button.tsx";
import { Checkbox } from "#app/_ui/checkbox.tsx";
import { Select } from "#app/_ui/select.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { spoilerRules } from "#domain/annotations/choices.ts";
import { MarginRules as Rules } from "#domain/shapes/annotation.ts";
import type { GroupHome } from "#domain/shapes/group.ts";

const reaches = Rules.shape.widest.options;
const Fields = Rules.extend({ blindFirst: z.literal("on").optional() });

export function MarginRules({ group, mayManage }: { group: GroupHome; mayManage: boolean }) {
  const t = useWords("people");
  const { spoilers, widest, blindFirst } = group.margin;
  return (
    <section aria-labelledby="margin-rules" className="flex flex-col gap-4">
      <h2 id="margin-rules" className="font-text text-xl font-medium">
        {t("margin.title")}
      </h2>
      <ul className="flex max-w-prose flex-col gap-2 text-ink-soft">
        <li>{t(`margin.says.${spoilers}`)}</li>
        <li>{t(`margin.says.${widest}`, { branch: group.branchName })}</li>
        <li>{t(`margin.says.${blindFirst ? "held" : "shown"}`)}</li>
      </ul>
      {/* Made anew when another host settles it meanwhile: a form that shows what is not so any more would undo it. */}
      {mayManage && <Choices key={`${spoilers} ${widest} ${blindFirst}`} group={group} />}
    </section>
  );
}

function Choices({ group }: { group: GroupHome }) {
  const t = useWords("people");
  const api = useApiClient();
  const { say } = useToast();
  const { form, fault, formFault, busy } = useForm({
    shape: Fields,
    async send({ blindFirst, ...rules }, { id }) {
      await api.group.settleMargin.mutate({ id, groupId: group.id, ...rules, blindFirst: blindFirst === "on" });
      say({ text: t("margin.done") });
    },
  });
  return (
    <form {...form} className="flex max-w-prose flex-col items-start gap-5 pt-2">
      <FormFault>{formFault}</FormFault>
      <Select
        name="spoilers"
        className="w-full"
        label={t("margin.spoilers.label")}
        defaultValue={group.margin.spoilers}
        options={spoilerRules.map((value) => ({ value, label: t(`margin.spoilers.${value}`) }))}
        {...fault("spoilers")}
      />
      <Select
        name="widest"
        className="w-full"
        label={t("margin.widest.label")}
        hint={t("margin.widest.hint")}
        defaultValue={group.margin.widest}
        options={reaches.map((value) => ({ value, label: t(`margin.widest.${value}`, { branch: group.branchName }) }))}
        {...fault("widest")}
      />
      <Checkbox
        name="blindFirst"
        label={t("margin.blindFirst.label")}
        hint={t("margin.blindFirst.hint")}
        defaultChecked={group.margin.blindFirst}
        {...fault("blindFirst")}
      />
      <Button type="submit" busy={busy}>
        {t("margin.submit")}
      </Button>
    </form>
  );
}

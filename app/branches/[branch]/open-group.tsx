// Opening a reading group in a branch: a steward names it and becomes its host.
"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useApiClient } from "#app/_client/api.ts";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { useForm } from "#app/_forms/use-form.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextArea } from "#app/_ui/text-area.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { useWords } from "#app/_words/words.tsx";
import { NewGroup } from "#domain/shapes/branch.ts";

const Fields = NewGroup.pick({ name: true, about: true, displayName: true });

export interface OpenGroupProps {
  branchId: string;
  /** What the name in the group starts from. */
  myName: string;
}

export function OpenGroup(props: OpenGroupProps) {
  const t = useWords("branch");
  return (
    <Dialog
      title={t("newGroup.title")}
      description={t("newGroup.lead")}
      trigger={
        <Button variant="primary">
          <Plus aria-hidden />
          {t("groups.open")}
        </Button>
      }
    >
      <OpenGroupForm {...props} />
    </Dialog>
  );
}

function OpenGroupForm({ branchId, myName }: OpenGroupProps) {
  const t = useWords("branch");
  const ui = useWords("ui");
  const api = useApiClient();
  const router = useRouter();
  const { form, fault, formFault, busy } = useForm({
    shape: Fields,
    async send(values, { id, madeId }) {
      const { groupId } = await api.group.open.mutate({ id, groupId: madeId, branchId, ...values });
      router.push(`/groups/${groupId}`);
      return "leaving";
    },
  });
  return (
    <form {...form} className="flex flex-col gap-5">
      <FormFault>{formFault}</FormFault>
      <TextField name="name" label={t("newGroup.name")} required autoComplete="off" dir="auto" {...fault("name")} />
      <TextArea
        name="about"
        label={t("newGroup.about")}
        hint={t("newGroup.aboutHint")}
        optional={ui("optional")}
        dir="auto"
        {...fault("about")}
      />
      <TextField
        name="displayName"
        label={t("newGroup.displayName")}
        defaultValue={myName}
        required
        autoComplete="nickname"
        dir="auto"
        {...fault("displayName")}
      />
      <div className="flex flex-wrap justify-end gap-3">
        <DialogClose>
          <Button>{t("newGroup.cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={busy}>
          {t("newGroup.submit")}
        </Button>
      </div>
    </form>
  );
}

// Saying by what right an edition is here: the kind, the ground in one's own words, and the number of copies where they are counted.
"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { useForm } from "#app/_forms/use-form.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Segments } from "#app/_ui/segments.tsx";
import { TextArea } from "#app/_ui/text-area.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { type BookEdition, StatedRights, statedKinds } from "#domain/shapes/shelf.ts";

export interface StateRightsProps {
  branchId: string;
  bookId: string;
  edition: BookEdition;
}

export function StateRights(props: StateRightsProps) {
  const t = useWords("shelf");
  const [open, setOpen] = useState(false);
  const isStated = props.edition.rights.kind !== "unstated";
  return (
    <Dialog
      title={t("rights.state")}
      description={t("rights.lead")}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" variant={isStated ? "plain" : "primary"}>
          {t(isStated ? "rights.change" : "rights.state")}
        </Button>
      }
    >
      <RightsForm {...props} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

/** A field that is not there, or left empty, is no number at all. */
function readRights(data: FormData): unknown {
  const copies = data.get("copies");
  return { rights: data.get("rights"), ground: data.get("ground"), ...(copies && { copies: Number(copies) }) };
}

function RightsForm({ branchId, bookId, edition, onDone }: StateRightsProps & { onDone: () => void }) {
  const t = useWords("shelf");
  const api = useApiClient();
  const router = useRouter();
  const toast = useToast();
  const { rights } = edition;
  const [kind, setKind] = useState<string>(rights.kind === "unstated" ? "" : rights.kind);
  const { form, fault, formFault, busy } = useForm({
    shape: StatedRights,
    read: readRights,
    async send(values, { id }) {
      await api.book.stateRights.mutate({ id, branchId, bookId, editionId: edition.id, ...values });
      toast.say({ text: t("rights.stated", { number: edition.number }) });
      onDone();
      router.refresh();
    },
  });
  return (
    <form {...form} className="flex flex-col gap-5">
      <FormFault>{formFault}</FormFault>
      <Segments
        name="rights"
        label={t("rights.kind")}
        required
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value)}
        options={statedKinds.map((value) => ({ value, label: t(`rights.kinds.${value}`) }))}
        {...fault("rights")}
      />
      {kind === "copies" && (
        <TextField
          name="copies"
          label={t("rights.copiesField")}
          type="number"
          inputMode="numeric"
          min={1}
          required
          defaultValue={rights.copies}
          {...fault("copies")}
        />
      )}
      <TextArea
        name="ground"
        label={t("rights.groundField")}
        hint={t("rights.groundHint")}
        defaultValue={rights.ground}
        dir="auto"
        {...fault("ground")}
      />
      <div className="flex flex-wrap justify-end gap-3">
        <DialogClose>
          <Button>{t("rights.cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={busy}>
          {t("rights.submit")}
        </Button>
      </div>
    </form>
  );
}

// Who may choose a book, and the change of it. What is withdrawn says at once which groups go on reading.
"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { useForm } from "#app/_forms/use-form.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Segments } from "#app/_ui/segments.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useLocale, useWords } from "#app/_words/words.tsx";
import { locales } from "#domain/catalogue/locales.ts";
import { sharings } from "#domain/shapes/book.ts";
import { type BookPage, type BookReader, BookSharing } from "#domain/shapes/shelf.ts";

type SharingProps = { branchId: string } & Pick<BookPage, "book" | "may">;

export function SharingPanel({ branchId, book, may }: SharingProps) {
  const t = useWords("shelf");
  const [open, setOpen] = useState(false);
  return (
    <section aria-labelledby="sharing" className="flex flex-col items-start gap-2">
      <h2 id="sharing" className="eyebrow">
        {t("sharing.title")}
      </h2>
      <p className="[overflow-wrap:anywhere]">{t(`sharing.${book.sharing}`, { branch: book.owner.name })}</p>
      {(may.share || may.shareWidely) && (
        <Dialog
          title={t("sharing.question")}
          description={t("sharing.lead")}
          open={open}
          onOpenChange={setOpen}
          trigger={<Button size="small">{t("sharing.change")}</Button>}
        >
          <SharingForm {...{ branchId, book, may }} onDone={() => setOpen(false)} />
        </Dialog>
      )}
    </section>
  );
}

function SharingForm({ branchId, book, may, onDone }: SharingProps & { onDone: () => void }) {
  const t = useWords("shelf");
  const api = useApiClient();
  const router = useRouter();
  const toast = useToast();
  const { format } = locales[useLocale()];
  const nameOf = ({ name, branch }: BookReader) => name ?? t("reading.elsewhere", { branch });
  const { form, formFault, busy } = useForm({
    shape: BookSharing,
    async send({ sharing }, { id }) {
      const change = { id, branchId, bookId: book.id };
      const { readOn } =
        sharing === "organisation"
          ? await api.book.shareWidely.mutate(change)
          : await api.book.share.mutate({ ...change, sharing });
      const said = t(`sharing.done.${sharing}`, { title: book.title, branch: book.owner.name });
      const groups = new Intl.ListFormat(format).format(readOn.map(nameOf));
      toast.say({
        text: readOn.length > 0 ? `${said} ${t("sharing.readOn", { groups })}` : said,
        seconds: readOn.length > 0 ? 0 : 6,
      });
      onDone();
      router.refresh();
    },
  });
  return (
    <form {...form} className="flex flex-col gap-5">
      <FormFault>{formFault}</FormFault>
      <Segments
        name="sharing"
        label={t("sharing.question")}
        hideLabel
        defaultValue={book.sharing}
        {...(!may.shareWidely && { hint: t("sharing.onlyTop") })}
        options={sharings.map((value) => ({
          value,
          label: t(`sharing.options.${value}`),
          disabled: value === "organisation" && !may.shareWidely,
        }))}
      />
      <div className="flex flex-wrap justify-end gap-3">
        <DialogClose>
          <Button>{t("rights.cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={busy}>
          {t("sharing.submit")}
        </Button>
      </div>
    </form>
  );
}

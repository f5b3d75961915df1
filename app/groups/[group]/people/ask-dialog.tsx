// A question before something that cannot be undone: says what will be, does it once, and tells if it was refused.
"use client";

import type { ReactElement } from "react";
import { z } from "zod";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { useForm } from "#app/_forms/use-form.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";

export interface AskDialogProps {
  title: string;
  /** What will be, when it is done. */
  body: string;
  /** The words on the button that does it, and on the one that does not. */
  action: string;
  cancel: string;
  /** Does it, by a command of this id. "leaving" keeps the dialog: another page is on its way. */
  work: (id: string) => Promise<"leaving" | undefined> | Promise<void>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  trigger?: ReactElement;
}

const Nothing = z.object({});

export function AskDialog({ title, body, open, onOpenChange, trigger, ...rest }: AskDialogProps) {
  return (
    <Dialog title={title} description={body} open={open} onOpenChange={onOpenChange} {...(trigger && { trigger })}>
      <Question {...rest} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

type QuestionProps = Pick<AskDialogProps, "action" | "cancel" | "work"> & { onDone: () => void };

function Question({ action, cancel, work, onDone }: QuestionProps) {
  const { form, formFault, busy } = useForm({
    shape: Nothing,
    async send(_, { id }) {
      if ((await work(id)) === "leaving") return "leaving";
      onDone();
      return undefined;
    },
  });
  return (
    <form {...form} className="flex flex-col gap-5">
      <FormFault>{formFault}</FormFault>
      <div className="flex flex-wrap justify-end gap-3">
        <DialogClose>
          <Button>{cancel}</Button>
        </DialogClose>
        <Button type="submit" variant="danger" busy={busy}>
          {action}
        </Button>
      </div>
    </form>
  );
}

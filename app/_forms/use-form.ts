// A form that is checked by its shape, sent once at a time, and keeps everything typed when something is wrong.
"use client";

import { type FormEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { z } from "zod";
import { refusalIn, useSentences } from "#app/_client/errors.ts";
import { type CommandIds, useCommandIds } from "#app/_forms/command-ids.ts";
import { type FieldFault, faultsOf, fieldOfReason } from "#app/_forms/field-faults.ts";
import { useWords } from "#app/_words/words.tsx";
import type { Reason } from "#domain/errors.ts";

export interface FormOptions<S extends z.ZodType> {
  /** What the fields must hold, by their names. */
  shape: S;
  /** Carries it out. What it throws is said at its field, or over the form. "leaving" keeps the form closed: another page is on its way. */
  send: (values: z.output<S>, ids: CommandIds) => Promise<"leaving" | undefined> | Promise<void>;
  /** Sentences that say more here than the catalogue's for the same reason. */
  says?: Partial<Record<Reason, string>>;
  /** Makes the shape's input from the fields; by default their texts by name. */
  read?: (data: FormData) => unknown;
}

export interface FormState {
  /** To be spread on the <form>. `post` keeps what was typed out of the address should the form be sent before the page is ready for it. */
  form: {
    ref: RefObject<HTMLFormElement | null>;
    onSubmit: (event: FormEvent<HTMLFormElement>) => void;
    noValidate: true;
    method: "post";
  };
  /** What is wrong with a field, if anything: to be spread on it. */
  fault: (field: string) => { error?: string };
  /** What is wrong with the whole. */
  formFault: string | undefined;
  busy: boolean;
}

export function useForm<S extends z.ZodType>({ shape, send, says, read = textsOf }: FormOptions<S>): FormState {
  const sentences = useSentences();
  const t = useWords("errors");
  const ids = useCommandIds();
  const form = useRef<HTMLFormElement>(null);
  const underWay = useRef(false);
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<Record<string, FieldFault>>({});
  const [formFault, setFormFault] = useState<string>();

  // Whoever cannot see the page is led to the first field that is wrong.
  useEffect(() => {
    if (Object.keys(faults).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [faults]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (underWay.current) return;
    const data = new FormData(event.currentTarget);
    const input = read(data);
    const checked = shape.safeParse(input);
    setFormFault(undefined);
    setFaults(checked.success ? {} : faultsOf(checked.error.issues, input));
    if (!checked.success) return;
    underWay.current = true;
    setBusy(true);
    let leaving = false;
    try {
      leaving = (await send(checked.data, ids.take(checked.data))) === "leaving";
      ids.spend();
    } catch (thrown) {
      const reason = refusalIn(thrown)?.reason;
      const field = reason && fieldOfReason[reason];
      if (reason && field && data.has(field)) setFaults({ [field]: { say: "reason", reason } });
      else setFormFault((reason && says?.[reason]) ?? sentences.of(thrown));
    } finally {
      underWay.current = leaving;
      setBusy(leaving);
    }
  }

  function say(fault: FieldFault): string {
    switch (fault.say) {
      case "reason":
        return sentences.ofRefusal({ reason: fault.reason, values: {} });
      case "tooLong":
        return t("fields.tooLong", { most: fault.most });
      default:
        return t(`fields.${fault.say}`);
    }
  }

  return {
    form: { ref: form, onSubmit: submit, noValidate: true, method: "post" },
    fault(field) {
      const found = faults[field];
      return found ? { error: say(found) } : {};
    },
    formFault,
    busy,
  };
}

function textsOf(data: FormData): unknown {
  return Object.fromEntries(data);
}

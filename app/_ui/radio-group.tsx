// One of several, each with room for a line of explanation.

import { type ComponentProps, type ReactNode, useId } from "react";
import { classes } from "#app/_ui/classes.ts";
import { FieldError, FieldHint } from "#app/_ui/field.tsx";

export interface RadioOption {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

export interface RadioGroupProps
  extends Pick<ComponentProps<"input">, "defaultValue" | "onChange" | "required" | "disabled" | "form"> {
  name: string;
  /** The question. */
  label: ReactNode;
  options: readonly RadioOption[];
  /** Makes it controlled; give onChange too. */
  value?: string;
  hint?: ReactNode;
  error?: ReactNode;
  hideLabel?: boolean;
  className?: string;
}

/** What both forms of a group of radios carry: the question as legend, hint and error, and for each option what its input needs. */
export function useRadios({ name, value, defaultValue, onChange, required, disabled, form, hint, error }: RadioGroupProps) {
  const id = useId();
  return {
    hint: hint && <FieldHint id={`${id}-hint`}>{hint}</FieldHint>,
    error: error && <FieldError id={`${id}-error`}>{error}</FieldError>,
    group: { "aria-describedby": classes(error ? `${id}-error` : "", hint ? `${id}-hint` : "") || undefined },
    input: (option: RadioOption) => ({
      type: "radio" as const,
      name,
      form,
      required,
      onChange,
      value: option.value,
      disabled: disabled || option.disabled,
      ...(value === undefined ? { defaultChecked: defaultValue === option.value } : { checked: value === option.value }),
    }),
  };
}

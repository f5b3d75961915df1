// A choice from a list. Native, because the phone's own list is the best one there is.

import type { ComponentProps } from "react";
import { classes } from "#app/_ui/classes.ts";
import { boxLook, Field, type FieldFrame } from "#app/_ui/field.tsx";

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
  /** Options with the same heading stand together. */
  group?: string;
}

export interface SelectProps extends Omit<ComponentProps<"select">, "className" | "children">, FieldFrame {
  options: readonly SelectOption[];
  className?: string;
  inputClassName?: string;
}

export function Select({
  label,
  hint,
  error,
  optional,
  hideLabel,
  id,
  className,
  inputClassName,
  options,
  ...rest
}: SelectProps) {
  const groups = new Map<string, SelectOption[]>();
  for (const option of options) groups.set(option.group ?? "", [...(groups.get(option.group ?? "") ?? []), option]);
  const item = (option: SelectOption) => (
    <option key={option.value} value={option.value} disabled={option.disabled}>
      {option.label}
    </option>
  );
  return (
    <Field {...{ label, hint, error, id, className, ...(optional && { optional }), ...(hideLabel && { hideLabel }) }}>
      {(ties) => (
        <select {...rest} {...ties} className={classes(boxLook, "choice min-h-10 pe-8 coarse:min-h-11", inputClassName)}>
          {[...groups].map(([heading, members]) =>
            heading ? (
              <optgroup key={heading} label={heading}>
                {members.map(item)}
              </optgroup>
            ) : (
              members.map(item)
            ),
          )}
        </select>
      )}
    </Field>
  );
}

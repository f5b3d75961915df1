// One line of text: names, addresses, dates, numbers.

import type { ComponentProps } from "react";
import { classes } from "#app/_ui/classes.ts";
import { boxLook, Field, type FieldFrame } from "#app/_ui/field.tsx";

export interface TextFieldProps extends Omit<ComponentProps<"input">, "className">, FieldFrame {
  /** On the field as a whole. */
  className?: string;
  inputClassName?: string;
}

export function TextField({ label, hint, error, optional, hideLabel, id, className, inputClassName, ...rest }: TextFieldProps) {
  return (
    <Field {...{ label, hint, error, id, className, ...(optional && { optional }), ...(hideLabel && { hideLabel }) }}>
      {(ties) => (
        <input type="text" {...rest} {...ties} className={classes(boxLook, "min-h-10 coarse:min-h-11", inputClassName)} />
      )}
    </Field>
  );
}

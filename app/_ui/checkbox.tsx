// One thing that is so or not so.

import { type ComponentProps, useId } from "react";
import { classes } from "#app/_ui/classes.ts";
import { FieldError, type FieldFrame, FieldHint } from "#app/_ui/field.tsx";

export interface CheckboxProps
  extends Omit<ComponentProps<"input">, "type" | "className">,
    Pick<FieldFrame, "label" | "hint" | "error"> {
  className?: string;
}

export function Checkbox({ label, hint, error, id, className, ...rest }: CheckboxProps) {
  const made = useId();
  const inputId = id ?? made;
  const hintId = hint ? `${inputId}-hint` : "";
  const errorId = error ? `${inputId}-error` : "";
  return (
    <div className={classes("flex flex-col gap-1", className)}>
      <label className="flex min-h-8 items-start gap-2.5 py-1 coarse:py-2.5">
        <input
          {...rest}
          type="checkbox"
          id={inputId}
          aria-describedby={classes(errorId, hintId) || undefined}
          aria-invalid={error ? true : undefined}
          className="tick mt-[0.15rem]"
        />
        <span>{label}</span>
      </label>
      {(hint || error) && (
        <div className="ms-7 flex flex-col gap-1">
          {hint && <FieldHint id={hintId}>{hint}</FieldHint>}
          {error && <FieldError id={errorId}>{error}</FieldError>}
        </div>
      )}
    </div>
  );
}

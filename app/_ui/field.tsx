// A form field's frame: label, hint and error, tied to the control by their ids, so that all of it is heard with the control.

import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { classes } from "#app/_ui/classes.ts";

/** What every field takes beside its control's own properties. */
export interface FieldFrame {
  label: ReactNode;
  /** What to know before filling it in. */
  hint?: ReactNode;
  /** What is wrong and how to mend it; its presence marks the field as wrong. */
  error?: ReactNode;
  /** Said after the label of a field that may stay empty, usually useWords("ui")("optional"). */
  optional?: string;
  /** Keeps the label for those who listen, and off the page. */
  hideLabel?: boolean;
}

/** Properties the control must carry for the frame to be tied to it. */
export interface ControlTies {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

export interface FieldProps extends FieldFrame {
  id?: string | undefined;
  className?: string | undefined;
  children: (ties: ControlTies) => ReactNode;
}

export function Field({ label, hint, error, optional, hideLabel, id, className, children }: FieldProps) {
  const made = useId();
  const controlId = id ?? made;
  const hintId = hint ? `${controlId}-hint` : "";
  const errorId = error ? `${controlId}-error` : "";
  return (
    <div className={classes("flex flex-col gap-1.5", className)}>
      <label htmlFor={controlId} className={hideLabel ? "sr-only" : "text-sm font-medium text-ink"}>
        {label}
        {optional && <span className="font-normal text-ink-faint"> ({optional})</span>}
      </label>
      {hint && <FieldHint id={hintId}>{hint}</FieldHint>}
      {children({
        id: controlId,
        "aria-describedby": classes(errorId, hintId) || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {error && <FieldError id={errorId}>{error}</FieldError>}
    </div>
  );
}

export function FieldHint(props: { id: string; children: ReactNode }) {
  return (
    <p id={props.id} className="text-sm text-ink-soft">
      {props.children}
    </p>
  );
}

export function FieldError(props: { id: string; children: ReactNode }) {
  return (
    <p id={props.id} className="flex items-start gap-1.5 text-sm text-danger">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{props.children}</span>
    </p>
  );
}

/** Class names of a box one writes in. */
export const boxLook =
  "w-full rounded-md border border-line-strong bg-sheet px-3 text-base text-ink transition-colors coarse:text-[1rem] " +
  "hover:border-ink-soft aria-invalid:border-danger disabled:bg-wash disabled:text-ink-faint [&[readonly]]:bg-wash";

// Several lines of text; the box grows with them.
"use client";

import { type ComponentProps, type FormEvent, useLayoutEffect, useRef } from "react";
import { classes } from "#app/_ui/classes.ts";
import { boxLook, Field, type FieldFrame } from "#app/_ui/field.tsx";

export interface TextAreaProps extends Omit<ComponentProps<"textarea">, "className" | "ref">, FieldFrame {
  className?: string;
  inputClassName?: string;
  /** Lines it grows to before it scrolls. */
  maxRows?: number;
}

/** Browsers without `field-sizing` are given the height by hand. */
function growToText(box: HTMLTextAreaElement) {
  if (CSS.supports("field-sizing", "content")) return;
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
}

export function TextArea(props: TextAreaProps) {
  const {
    label,
    hint,
    error,
    optional,
    hideLabel,
    id,
    className,
    inputClassName,
    maxRows = 16,
    rows = 3,
    onInput,
    ...rest
  } = props;
  const box = useRef<HTMLTextAreaElement>(null);
  // A value set from outside changes the height too.
  useLayoutEffect(() => {
    if (box.current) growToText(box.current);
  }, [rest.value]);
  function input(event: FormEvent<HTMLTextAreaElement>) {
    growToText(event.currentTarget);
    onInput?.(event as Parameters<NonNullable<typeof onInput>>[0]);
  }
  return (
    <Field {...{ label, hint, error, id, className, ...(optional && { optional }), ...(hideLabel && { hideLabel }) }}>
      {(ties) => (
        <textarea
          {...rest}
          {...ties}
          ref={box}
          rows={rows}
          onInput={input}
          style={{ minHeight: `calc(${rows}lh + 1.25rem)`, maxHeight: `calc(${maxRows}lh + 1.25rem)` }}
          className={classes(boxLook, "grow-text py-2.5", inputClassName)}
        />
      )}
    </Field>
  );
}

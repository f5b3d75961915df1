// A line of a review that is edited in place: what is typed counts at once, and an empty line that must not be empty comes back on leaving it.
"use client";

import { useState } from "react";
import { TextField, type TextFieldProps } from "#app/_ui/text-field.tsx";
import { foldLine } from "#domain/text/fold.ts";

export interface LineFieldProps extends Omit<TextFieldProps, "value" | "onChange" | "onBlur" | "defaultValue"> {
  value: string;
  /** Given the line without white space at its ends; never an empty one when it is required. */
  onLine: (line: string) => void;
}

export function LineField({ value, onLine, required, ...rest }: LineFieldProps) {
  // What is being typed, for as long as the value is what came of it.
  const [typed, setTyped] = useState<{ text: string; makes: string }>();
  function type(text: string) {
    const line = foldLine(text).normalize("NFC");
    const counts = !required || line !== "";
    setTyped({ text, makes: counts ? line : value });
    if (counts && line !== value) onLine(line);
  }
  return (
    <TextField
      autoComplete="off"
      dir="auto"
      {...rest}
      required={required}
      value={typed?.makes === value ? typed.text : value}
      onChange={(event) => type(event.target.value)}
      onBlur={() => setTyped(undefined)}
    />
  );
}

// One of a few short answers side by side (yes, if need be, no). Radios underneath: arrow keys move, a form sends them.

import { classes } from "#app/_ui/classes.ts";
import { type RadioGroupProps, useRadios } from "#app/_ui/radio-group.tsx";

export interface SegmentsProps extends RadioGroupProps {
  size?: "small" | "normal";
}

export function Segments({ size = "normal", ...props }: SegmentsProps) {
  const radios = useRadios(props);
  return (
    <fieldset {...radios.group} className={classes("flex min-w-0 flex-col items-start gap-1.5", props.className)}>
      <legend className={props.hideLabel ? "sr-only" : "mb-1.5 text-sm font-medium"}>{props.label}</legend>
      {radios.hint}
      <div className="inline-flex max-w-full flex-wrap gap-px overflow-hidden rounded-md border border-line-strong bg-line">
        {props.options.map((option) => (
          <label
            key={option.value}
            className={classes(
              "relative flex grow items-center justify-center gap-1.5 bg-sheet text-ink-soft transition-colors hover:bg-wash hover:text-ink",
              "has-checked:bg-ink has-checked:text-sheet has-disabled:opacity-55",
              "has-focus-visible:z-1 has-focus-visible:outline-2 has-focus-visible:-outline-offset-4 has-focus-visible:outline-focus",
              "has-checked:has-focus-visible:outline-sheet forced-colors:has-checked:outline-2 forced-colors:has-checked:-outline-offset-4",
              size === "small" ? "min-h-8 px-2.5 text-sm coarse:min-h-10" : "min-h-10 px-4 text-base coarse:min-h-11",
            )}
          >
            <input {...radios.input(option)} className="absolute inset-0 opacity-0" />
            {option.label}
          </label>
        ))}
      </div>
      {radios.error}
    </fieldset>
  );
}

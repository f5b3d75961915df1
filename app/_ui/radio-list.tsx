// One of several, under each other, for answers that need a line.

import { classes } from "#app/_ui/classes.ts";
import { type RadioGroupProps, useRadios } from "#app/_ui/radio-group.tsx";

export function RadioList(props: RadioGroupProps) {
  const radios = useRadios(props);
  return (
    <fieldset {...radios.group} className={classes("flex min-w-0 flex-col gap-1", props.className)}>
      <legend className={props.hideLabel ? "sr-only" : "mb-1 text-sm font-medium"}>{props.label}</legend>
      {radios.hint}
      {props.options.map((option) => (
        <label key={option.value} className="flex min-h-8 items-start gap-2.5 py-1 coarse:py-2.5">
          <input {...radios.input(option)} className="dot mt-[0.15rem]" />
          <span className="min-w-0 [overflow-wrap:anywhere]">
            {option.label}
            {option.hint && <span className="block text-sm text-ink-soft">{option.hint}</span>}
          </span>
        </label>
      ))}
      {radios.error}
    </fieldset>
  );
}

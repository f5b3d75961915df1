// The time zone of a meeting's place, from the zones this browser knows, by part of the world. Typing the name of a town finds it.
"use client";

import { useMemo, useState } from "react";
import { Select, type SelectOption } from "#app/_ui/select.tsx";
import { useWords } from "#app/_words/words.tsx";
import { useZone } from "#app/groups/[group]/_nav/use-zone.ts";

/** "America/Argentina/Buenos_Aires" as an option: its town or country under its part of the world. */
function optionOf(zone: string): SelectOption {
  const [region = zone, ...places] = zone.split("/");
  if (places.length === 0) return { value: zone, label: zone };
  const place = places.toReversed().join(", ").replaceAll("_", " ");
  return { value: zone, label: `${place} (${region})`, group: region };
}

export interface ZoneFieldProps {
  name: string;
  /** What it stands at first; the reader's own zone when it is absent. */
  defaultValue?: string;
  error?: string;
}

export function ZoneField({ name, defaultValue, error }: ZoneFieldProps) {
  const t = useWords("meetings");
  const own = useZone();
  const [chosen, choose] = useState(defaultValue);
  const value = chosen ?? own ?? "UTC";
  // The server's zones may have other names than the browser's, so the list is made here.
  const options = useMemo(() => {
    const known = own === undefined ? [] : Intl.supportedValuesOf("timeZone");
    const zones = new Set([...known, "UTC", value]);
    return [...zones].map(optionOf).sort((a, b) => ((a.group ?? "") + a.label < (b.group ?? "") + b.label ? -1 : 1));
  }, [own, value]);
  return (
    <Select
      name={name}
      label={t("form.zone")}
      hint={t("form.zoneHint")}
      required
      value={value}
      onChange={(event) => choose(event.currentTarget.value)}
      options={options}
      {...(error && { error })}
    />
  );
}

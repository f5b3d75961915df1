// Theme and type, chosen with a look at what each does. A choice is shown at once on <html> and kept in the cookie the server reads.
"use client";

import { useEffect, useId, useState } from "react";
import { classes } from "#app/_ui/classes.ts";
import {
  barColours,
  type Look,
  lookAttributes,
  lookCookie,
  lookOfAttributes,
  looks,
  personAttribute,
  readLook,
  sizesInOrder,
  type Theme,
  writeLook,
} from "#app/_ui/look.ts";
import { Segments } from "#app/_ui/segments.tsx";
import { useWords } from "#app/_words/words.tsx";

const year = 365 * 24 * 60 * 60;

/** Shows a look on the page and keeps it for a year on this device. */
function applyLook(look: Look) {
  const html = document.documentElement;
  for (const [name, value] of Object.entries(lookAttributes(look))) html.setAttribute(name, value);
  const secure = location.protocol === "https:" ? "; secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not there on plain http, where the app also runs.
  document.cookie = `${lookCookie(html.getAttribute(personAttribute))}=${writeLook(look)}; path=/; max-age=${year}; samesite=lax${secure}`;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const system: Theme = meta.media.includes("dark") ? "night" : "paper";
    meta.content = barColours[look.theme === "auto" ? (system as "night" | "paper") : look.theme];
  }
}

export function LookPicker({ className }: { className?: string }) {
  const t = useWords("ui");
  const id = useId();
  // What the server set on <html> is known only there; the first frame shows a newcomer's choices, the next one the truth.
  const [look, setLook] = useState<Look>(() => readLook(undefined));
  useEffect(() => setLook(lookOfAttributes((name) => document.documentElement.getAttribute(name))), []);

  function choose<K extends keyof Look>(key: K, value: string) {
    const next = { ...look, [key]: value } as Look;
    setLook(next);
    applyLook(next);
  }

  return (
    <div className={classes("flex flex-col gap-5", className)}>
      <fieldset>
        <legend className="mb-2 text-sm font-medium">{t("look.theme")}</legend>
        <div className="grid grid-cols-2 gap-2 sm:grid-cols-3">
          {looks.theme.map((theme) => (
            <label
              key={theme}
              data-theme={theme}
              className="relative flex flex-col gap-0.5 rounded-md border border-line-strong bg-sheet px-3 py-2.5 text-ink has-checked:outline-2 has-checked:outline-offset-1 has-checked:outline-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-focus"
            >
              <input
                type="radio"
                name="look-theme"
                value={theme}
                checked={look.theme === theme}
                onChange={() => choose("theme", theme)}
                className="absolute inset-0 opacity-0"
              />
              <span aria-hidden className="font-text text-lg leading-none">
                {t.rich("look.letters", { red: (letter) => <span className="text-rubric">{letter}</span> })}
              </span>
              <span className="text-xs">{t(`look.themes.${theme}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="flex flex-col gap-1.5">
        <label htmlFor={`${id}-size`} className="text-sm font-medium">
          {t("look.size")}
        </label>
        <div className="flex items-center gap-3 font-text leading-none">
          <span aria-hidden className="text-sm">
            {t("look.letter")}
          </span>
          <input
            id={`${id}-size`}
            type="range"
            min={0}
            max={sizesInOrder.length - 1}
            step={1}
            value={sizesInOrder.indexOf(look.size)}
            aria-valuetext={t(`look.sizes.${look.size}`)}
            onChange={(event) => choose("size", sizesInOrder[Number(event.target.value)] ?? look.size)}
            className="h-6 min-w-0 grow accent-ink coarse:h-11"
          />
          <span aria-hidden className="text-2xl">
            {t("look.letter")}
          </span>
        </div>
        <p aria-hidden className="text-sm text-ink-soft">
          {t(`look.sizes.${look.size}`)}
        </p>
      </div>
      <Segments
        name="look-measure"
        size="small"
        label={t("look.measure")}
        value={look.measure}
        onChange={(event) => choose("measure", event.target.value)}
        options={(["narrow", "normal", "wide"] as const).map((value) => ({ value, label: t(`look.measures.${value}`) }))}
      />
      <Segments
        name="look-line-height"
        size="small"
        label={t("look.lineHeight")}
        value={look.lineHeight}
        onChange={(event) => choose("lineHeight", event.target.value)}
        options={(["tight", "normal", "loose", "double"] as const).map((value) => ({
          value,
          label: t(`look.lineHeights.${value}`),
        }))}
      />
      <Segments
        name="look-face"
        size="small"
        label={t("look.face")}
        value={look.face}
        onChange={(event) => choose("face", event.target.value)}
        options={looks.face.map((value) => ({ value, label: t(`look.faces.${value}`) }))}
      />
      <Segments
        name="look-justify"
        size="small"
        label={t("look.justify")}
        value={look.justify}
        onChange={(event) => choose("justify", event.target.value)}
        options={looks.justify.map((value) => ({ value, label: t(`look.justifies.${value}`) }))}
      />
      <Segments
        name="look-spoken"
        size="small"
        label={t("look.spoken")}
        hint={t("look.spokenHint")}
        value={look.spoken}
        onChange={(event) => choose("spoken", event.target.value)}
        options={(["off", "passage", "line"] as const).map((value) => ({ value, label: t(`look.spokens.${value}`) }))}
      />
      <p className="text-sm text-ink-soft">{t("look.kept")}</p>
    </div>
  );
}

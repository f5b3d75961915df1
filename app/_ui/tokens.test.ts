// Holds the themes in globals.css to their contrast: text 4.5:1, lines and focus 3:1 (WCAG 2.2, 1.4.3 and 1.4.11), the contrast theme 7:1.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const css = readFileSync(join(process.cwd(), "app/globals.css"), "utf8");
const themes = ["paper", "sepia", "night", "contrast"] as const;
const kinds = ["highlight", "remark", "question", "objection", "definition", "link"] as const;
const grounds = ["page", "sheet", "raised", "wash"] as const;

type Rgb = [number, number, number];

/** The variables of one theme block, by name without dashes. */
function tokensOf(theme: string): Map<string, string> {
  const block = new RegExp(`@utility theme-${theme} \\{([^}]*)\\}`).exec(css)?.[1] ?? "";
  return new Map([...block.matchAll(/--([a-z-]+):\s*([^;]+);/g)].map((m) => [m[1] ?? "", (m[2] ?? "").trim()]));
}

function rgb(tokens: Map<string, string>, name: string): Rgb {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(tokens.get(name) ?? "");
  if (!hex) throw new Error(`${name} is missing or not a plain colour: ${tokens.get(name)}`);
  return [1, 2, 3].map((i) => Number.parseInt(hex[i] ?? "", 16)) as Rgb;
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4)) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** `over` laid on `under` with this opacity (0 to 1). */
function laidOn(over: Rgb, under: Rgb, opacity: number): Rgb {
  return over.map((v, i) => v * opacity + (under[i] ?? 0) * (1 - opacity)) as Rgb;
}

describe.each(themes)("the %s theme", (theme) => {
  const tokens = tokensOf(theme);
  const c = (name: string) => rgb(tokens, name);
  const text = theme === "contrast" ? 7 : 4.5;

  /** Pairs that fall short, in words, so that a failure names the colours to mend. */
  function short(pairs: [string, Rgb, string, Rgb][], least: number): string[] {
    return pairs
      .filter(([, a, , b]) => contrast(a, b) < least)
      .map(([a, ca, b, cb]) => `${a} on ${b}: ${contrast(ca, cb).toFixed(2)} < ${least}`);
  }

  it("has text that can be read on every ground", () => {
    const inks = ["ink", "ink-soft", "ink-faint", "rubric", "rubric-strong", "ok", "warn", "danger"];
    const pairs = inks.flatMap((ink) => grounds.map((g): [string, Rgb, string, Rgb] => [ink, c(ink), g, c(g)]));
    expect(short(pairs, text)).toEqual([]);
  });

  it("has text that can be read on each tone's own wash, and on rubric", () => {
    const tones = ["rubric", "ok", "warn", "danger"];
    const pairs: [string, Rgb, string, Rgb][] = [
      ...tones.flatMap((t) =>
        [t, "ink", "ink-soft"].map((ink): [string, Rgb, string, Rgb] => [ink, c(ink), `${t}-wash`, c(`${t}-wash`)]),
      ),
      ["rubric-ink", c("rubric-ink"), "rubric", c("rubric")],
      ["rubric-ink", c("rubric-ink"), "rubric-strong", c("rubric-strong")],
      // Chosen things, tooltips, and the grounds of avatars are inks with the sheet's colour on them.
      ...["ink", "ink-soft", "rubric", ...kinds].map((g): [string, Rgb, string, Rgb] => ["sheet", c("sheet"), g, c(g)]),
    ];
    expect(short(pairs, text)).toEqual([]);
  });

  it("has control borders and a focus ring that can be seen on every ground", () => {
    const lines = ["line-strong", "focus", "heat"];
    const pairs = lines.flatMap((l) =>
      (l === "heat" ? (["page", "sheet"] as const) : grounds).map((g): [string, Rgb, string, Rgb] => [l, c(l), g, c(g)]),
    );
    expect(short(pairs, 3)).toEqual([]);
  });

  it("keeps noted words readable, and their line visible, at every depth", () => {
    const step = Number.parseFloat(tokens.get("tint-step") ?? "") / 100;
    const ink: [string, Rgb, string, Rgb][] = [];
    const line: [string, Rgb, string, Rgb][] = [];
    for (const kind of kinds) {
      line.push([kind, c(kind), "sheet", c("sheet")], [kind, c(kind), "page", c("page")]);
      for (const depth of [1, 2, 3, 4]) {
        // The same sum as `mark[data-k]` in reading.css.
        const ground = laidOn(c(`${kind}-tint`), c("sheet"), step * (depth + 0.5));
        ink.push(["ink", c("ink"), `${kind} depth ${depth}`, ground]);
      }
    }
    expect(short(ink, 4.5)).toEqual([]);
    expect(short(line, 3)).toEqual([]);
  });
});

it("defines the same tokens in every theme", () => {
  const names = (theme: string) => [...tokensOf(theme).keys()].sort();
  for (const theme of themes) expect(names(theme)).toEqual(names("paper"));
  expect(names("paper").length).toBeGreaterThan(30);
});

it("gives every colour name in the utilities a token behind it", () => {
  const used = [...css.matchAll(/--color-[a-z-]+: var\(--([a-z-]+)\)/g)].map((m) => m[1] ?? "");
  const defined = tokensOf("paper");
  expect(used.length).toBeGreaterThan(20);
  expect(used.filter((name) => !defined.has(name))).toEqual([]);
});

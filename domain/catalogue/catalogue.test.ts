// Every message of every language can be read by ICU and takes the arguments its English original takes.

import { createTranslator, type IntlError, IntlErrorCode } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { catalogues } from "#domain/catalogue/catalogue.ts";
import { en } from "#domain/catalogue/en.ts";
import { isLocale } from "#domain/catalogue/locales.ts";

type Tree = { readonly [key: string]: string | Tree };

function flatten(tree: Tree, path = ""): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[path + key, value]] : flatten(value, `${path}${key}.`),
  );
}

/** Names a message takes, tags included. A brace inside an argument opens a branch, which is a message again. */
function argumentsOf(text: string): string[] {
  const names = new Set([...text.matchAll(/<([a-zA-Z]\w*)>/g)].map((m) => m[1] ?? ""));
  const inside: ("argument" | "branch")[] = [];
  for (const { 0: brace, index } of text.matchAll(/[{}]/g)) {
    if (brace === "}") inside.pop();
    else if (inside.at(-1) === "argument") inside.push("branch");
    else {
      inside.push("argument");
      names.add(/^\{\s*(\w+)/.exec(text.slice(index))?.[1] ?? "");
    }
  }
  return [...names].sort();
}

const english = new Map(flatten(en));

describe.each(Object.entries(catalogues))("the catalogue in %s", (locale, catalogue) => {
  const messages = flatten(catalogue as Tree);

  it("has a language the interface knows", () => {
    expect(isLocale(locale)).toBe(true);
  });

  it("has the same keys and arguments as English", () => {
    const shape = (entries: Iterable<[string, string]>) =>
      [...entries].map(([key, text]) => `${key}(${argumentsOf(text)})`).sort();
    expect(shape(messages)).toEqual(shape(english));
  });

  it.each(messages)("can read %s", (key, text) => {
    const faults: string[] = [];
    const t = createTranslator<Record<string, never>>({
      locale,
      messages: catalogue as never,
      onError: (error: IntlError) => {
        if (error.code !== IntlErrorCode.MISSING_MESSAGE) faults.push(error.message);
      },
    }) as unknown as { markup: (key: string, values: Record<string, unknown>) => string };
    const values = Object.fromEntries(
      argumentsOf(text).map((name) => [name, text.includes(`<${name}>`) ? (words: string) => words : 1]),
    );
    expect(t.markup(key, values)).not.toMatch(/[{}]/);
    expect(faults).toEqual([]);
    expect(text).not.toMatch(/!|\bplease note\b/i);
  });
});

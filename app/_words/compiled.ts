// The catalogue with its messages taken apart beforehand, so that the browser only puts values in and carries no parser (next.config.ts chooses the formatter that belongs to it).
import compile from "icu-minify/compile";
import { type Catalogue, catalogues } from "#domain/catalogue/catalogue.ts";
import type { Locale } from "#domain/catalogue/locales.ts";

const made = new Map<Locale, Catalogue>();

/** All messages of a language. They keep the catalogue's type: what checks keys and arguments reads the texts of the English file. */
export function compiled(locale: Locale): Catalogue {
  const messages = made.get(locale) ?? (take(catalogues[locale]) as Catalogue);
  made.set(locale, messages);
  return messages;
}

function take(messages: unknown): unknown {
  // Its objects have no prototype, and such are not sent to client components.
  if (typeof messages === "string") return JSON.parse(JSON.stringify(compile(messages)));
  return Object.fromEntries(Object.entries(messages as object).map(([name, inside]) => [name, take(inside)]));
}

// The languages the interface speaks, and how one is chosen for a person. Adding one: a line here, a file beside en.ts, a line in catalogue.ts.

/** Name of the language in itself, its direction, and the tag by which dates and numbers are written (24 hours, day before month). */
export const locales = {
  en: { name: "English", dir: "ltr", format: "en-GB" },
} as const satisfies Record<string, { name: string; dir: "ltr" | "rtl"; format: string }>;

export type Locale = keyof typeof locales;

export const defaultLocale: Locale = "en";

/** Whether a string from outside names a language the interface speaks. */
export function isLocale(tag: string): tag is Locale {
  return Object.hasOwn(locales, tag);
}

/**
 * The first language of `wanted` that the interface speaks, most wanted first; else English. A tag is shortened from its
 * end until it fits ("de-AT" is served by "de": RFC 4647, section 3.4, lookup).
 */
export function pickLocale(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const parts = tag.trim().toLowerCase().split("-");
    for (; parts.length > 0; parts.pop()) {
      const shorter = parts.join("-");
      if (isLocale(shorter)) return shorter;
    }
  }
  return defaultLocale;
}

/** The tags of an Accept-Language header, most wanted first (RFC 9110, section 12.5.4); what cannot be read is left out. */
export function tagsOfHeader(header: string): string[] {
  return header
    .split(",")
    .map((item) => {
      const [tag = "", ...parameters] = item.split(";").map((part) => part.trim());
      const quality = parameters.find((part) => part.startsWith("q="))?.slice(2) ?? "1";
      return { tag, quality: Number(quality) };
    })
    .filter(({ tag, quality }) => /^[a-z]{1,8}(-[a-z0-9]{1,8})*$/i.test(tag) && quality > 0 && quality <= 1)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}

// What somebody typed or pasted to lead somewhere: the number of a passage, the address of a passage on this site, or a page of the web. Pure.

export type WhereTo =
  | { is: "number"; number: number }
  | { is: "passage"; chapterId: string; number: number }
  | { is: "web"; href: string };

/** Reads it; nothing when it is none of these. `origin` is the site's own ("https://read.example.org"). */
export function whereTo(typed: string, origin: string): WhereTo | undefined {
  const text = typed.trim();
  if (/^[1-9]\d{0,5}$/.test(text)) return { is: "number", number: Number(text) };
  const own = text.startsWith(`${origin}/`) ? text.slice(origin.length) : text;
  const [, chapterId, number] = /^\/groups\/[0-9a-f-]{36}\/read\/([0-9a-f-]{36})(?:\?[^#\s]*)?#p-([1-9]\d{0,5})$/.exec(own) ?? [];
  if (chapterId) return { is: "passage", chapterId, number: Number(number) };
  // Two words are no address, and neither is one that only begins like one.
  return /^https?:\/\/[^\s/]+\S*$/i.test(text) && URL.canParse(text) && text.length <= 2_000
    ? { is: "web", href: text }
    : undefined;
}

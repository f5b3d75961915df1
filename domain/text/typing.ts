// What keys and buttons do to Markdown that is being typed: emphasis, quotes, lists, links, and the names and tags begun with "@" and "#". Pure.

/** A text with what is selected of it, in UTF-16 units; `start` and `end` are equal where nothing is. */
export interface Typed {
  text: string;
  start: number;
  end: number;
}

/** The text with a part of it replaced; what was put in is selected, or the caret stands behind it. */
function replaced(text: string, from: number, to: number, by: string, selected = false): Typed {
  const end = from + by.length;
  return { text: text.slice(0, from) + by + text.slice(to), start: selected ? from : end, end };
}

/** Puts `sign` round the selected words, or takes it away where it is there already. White space at the ends of a selection stays outside, where Markdown wants it. */
export function emphasised(typed: Typed, sign: "*" | "**"): Typed {
  const { text } = typed;
  const selected = text.slice(typed.start, typed.end);
  const start = typed.start + (selected.length - selected.trimStart().length) * (selected.trim() === "" ? 0 : 1);
  const end = selected.trim() === "" ? typed.end : typed.start + selected.trimEnd().length;
  const outer = text.slice(start - sign.length, start) === sign && text.slice(end, end + sign.length) === sign;
  // One star of two is no emphasis of its own.
  const doubled = sign === "*" && text[start - 2] === "*" && text[start - 3] !== "*";
  if (outer && !doubled) {
    const without = text.slice(0, start - sign.length) + text.slice(start, end) + text.slice(end + sign.length);
    return { text: without, start: start - sign.length, end: end - sign.length };
  }
  const words = text.slice(start, end);
  return {
    text: `${text.slice(0, start)}${sign}${words}${sign}${text.slice(end)}`,
    start: start + sign.length,
    end: end + sign.length,
  };
}

/** Makes the lines of the selection a quote or a list, or plain again where all of them are one. */
export function asLines({ text, start, end }: Typed, marker: "> " | "- "): Typed {
  const from = start === 0 ? 0 : text.lastIndexOf("\n", start - 1) + 1;
  const next = text.indexOf("\n", end);
  const to = next === -1 ? text.length : next;
  const lines = text.slice(from, to).split("\n");
  const all = lines.every((line) => line.startsWith(marker));
  const changed = lines.map((line) => (all ? line.slice(marker.length) : marker + line)).join("\n");
  const result = replaced(text, from, to, changed, true);
  return start === end ? { ...result, start: result.end } : result;
}

/** Makes the selected words, or `words` where none are, a link that `write` gives. */
export function linked({ text, start, end }: Typed, words: string, write: (words: string) => string): Typed {
  const selected = text.slice(start, end).trim();
  return replaced(text, start, end, write(selected === "" ? words : selected));
}

/** A name or tag that is being typed: its sign, what of it is there, and where it begins. */
export interface Begun {
  sign: "@" | "#";
  typed: string;
  from: number;
}

const LONGEST = 40;

/** What stands before the caret, when it is the beginning of a name ("@Ad") or a tag ("#bre"). Within a word or an address it is neither. */
export function begunAt({ text, start, end }: Typed): Begun | undefined {
  if (start !== end) return undefined;
  const before = text.slice(Math.max(0, start - LONGEST - 2), start);
  const found = /(?:^|[\s([{"'“‘«])([@#])([\p{L}\p{M}\p{N}_'’.-]*)$/u.exec(before);
  const [, sign, typed = ""] = found ?? [];
  if ((sign !== "@" && sign !== "#") || typed.length > LONGEST) return undefined;
  return { sign, typed, from: start - typed.length - 1 };
}

/** The text with what was begun replaced by all of it, and a space after. */
export function completed({ text, start }: Typed, { from }: Begun, by: string): Typed {
  const space = /^\s/.test(text.slice(start)) ? "" : " ";
  const result = replaced(text, from, start, by + space);
  return space === "" ? { ...result, start: result.start + 1, end: result.end + 1 } : result;
}

/** Letters without case and marks, for finding a name by its beginning. */
const bare = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Of these, those of which a word begins with what was typed; those that begin with it themselves first. */
export function fitting<T>(all: readonly T[], nameOf: (one: T) => string, typed: string): T[] {
  const wanted = bare(typed);
  const rank = (one: T) => {
    const name = bare(nameOf(one));
    if (name.startsWith(wanted)) return 0;
    return name.split(/[\s-]+/).some((word) => word.startsWith(wanted)) ? 1 : 2;
  };
  return all
    .map((one) => ({ one, rank: rank(one) }))
    .filter((ranked) => ranked.rank < 2)
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}

/** The tags that a text names with "#", without the sign, each once and in its order. A number is none. */
export function tagsIn(text: string): string[] {
  const found = text.matchAll(/(?<=^|[\s([{"'“‘«])#(\p{L}[\p{L}\p{M}\p{N}_'’-]{0,39})(?![\p{L}\p{M}\p{N}_])/gu);
  return [...new Set([...found].map(([, tag = ""]) => tag))];
}

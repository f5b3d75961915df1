// The second line of a clipping of a Kindle: what it is, where, and when, in the languages its readers speak.

/** What a clipping is. */
export type ClippingKind = "highlight" | "note" | "bookmark";

export interface ClippingHead {
  kind: ClippingKind;
  /** Positions in the book, or pages where there are none. */
  from?: number;
  to?: number;
  /** By the device's clock, whose zone it does not tell; taken for UTC. */
  time?: string;
}

/** Words for a note and for a bookmark; what is neither is a highlight. English, German, Spanish, French, Italian, Portuguese, Dutch, Russian, Chinese, Japanese, Korean. */
const words: Record<Exclude<ClippingKind, "highlight">, RegExp> = {
  note: /\b(?:note|notiz|nota|notitie)\b|заметка|笔记|筆記|メモ|메모/iu,
  bookmark: /\b(?:bookmark|lesezeichen|marcador|signet|segnalibro|bladwijzer)\b|закладка|书签|書籤|ブックマーク|북마크/iu,
};

const languages = ["en", "de", "es", "fr", "it", "pt", "nl", "ru"];

/** The number of each month by its name, as it stands in a date. */
const months = new Map(
  languages.flatMap((language) =>
    Array.from({ length: 12 }, (_, month): [string, number] => {
      const date = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", timeZone: "UTC" });
      const part = date.formatToParts(Date.UTC(2024, month, 2)).find(({ type }) => type === "month");
      return [(part?.value ?? "").toLowerCase(), month + 1];
    }),
  ),
);

/** Nothing when the line does not look like one: it begins with a dash and has a number. */
export function readClippingHead(line: string): ClippingHead | undefined {
  if (!/^\s*-\s*\S/.test(line) || !/\d|\|/.test(line)) return undefined;
  const parts = line.split("|").map((part) => part.trim());
  const what = parts[0] ?? "";
  const kind = words.bookmark.test(what) ? "bookmark" : words.note.test(what) ? "note" : "highlight";
  const where = parts.length > 2 ? (parts[1] ?? "") : what;
  const [, from, to] = /(\d+)(?:\s*[-–]\s*(\d+))?(?!.*\d)/u.exec(where.replace(/[.,](?=\d{3}\b)/g, "")) ?? [];
  const time = timeIn(parts.length > 1 ? (parts.at(-1) ?? "") : "");
  return {
    kind,
    ...(from !== undefined && { from: Number(from), to: endOf(from, to) }),
    ...(time !== undefined && { time }),
  };
}

/** "680-82" is short for "680-682". */
function endOf(from: string, to: string | undefined): number {
  if (to === undefined) return Number(from);
  return Number(to.length < from.length ? from.slice(0, from.length - to.length) + to : to);
}

function timeIn(words: string): string | undefined {
  const [, year, month, day] = dateIn(words) ?? [];
  if (year === undefined) return undefined;
  const clock = /(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?/.exec(words);
  const late = /\bp\.?\s?m\b|下午|午後|오후/iu.test(words);
  const early = /\ba\.?\s?m\b|上午|午前|오전/iu.test(words);
  const hour = Number(clock?.[1] ?? 0);
  const hours = late && hour < 12 ? hour + 12 : early && hour === 12 ? 0 : hour;
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day), hours, Number(clock?.[2] ?? 0), Number(clock?.[3] ?? 0));
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** Year, month and day, in whichever order and words. */
function dateIn(words: string): [unknown, string, number | string, string] | undefined {
  const eastern = /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})/u.exec(words);
  if (eastern) return [0, eastern[1] ?? "", eastern[2] ?? "", eastern[3] ?? ""];
  const month = words
    .toLowerCase()
    .split(/[^\p{L}\p{M}]+/u)
    .map((word) => months.get(word))
    .find((number) => number !== undefined);
  const year = /\b(\d{4})\b/.exec(words)?.[1];
  const day = /(?<![\d:])(\d{1,2})(?![\d:])/.exec(words)?.[1];
  return month !== undefined && year !== undefined && day !== undefined ? [0, year, month, day] : undefined;
}

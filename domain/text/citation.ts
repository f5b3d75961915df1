// A quotation with what it is from, to be pasted elsewhere: as plain text and as HTML. Pure; its few words come from the catalogue.

/** What is quoted, and from where. */
export interface Quotation {
  words: string;
  /** BCP 47; it decides the quotation marks. */
  language: string;
  book: { title: string; authors: readonly string[] };
  chapter: { title: string; author?: string; date?: string };
  /** Said of the edition when there is more than one: "2nd edition". */
  edition?: string;
  /** Said of the passage: "passage 12". */
  passage: string;
  /** The absolute address of the passage. */
  link: string;
}

/** Quotation marks by language, as Unicode's CLDR lists them; for others the English ones. */
const marks: Record<string, [string, string]> = {
  cs: ["„", "“"],
  da: ["“", "”"],
  de: ["„", "“"],
  el: ["«", "»"],
  es: ["«", "»"],
  fa: ["«", "»"],
  fi: ["”", "”"],
  fr: ["«\u00a0", "\u00a0»"],
  hu: ["„", "”"],
  it: ["«", "»"],
  ja: ["「", "」"],
  no: ["«", "»"],
  pl: ["„", "”"],
  pt: ["“", "”"],
  ru: ["«", "»"],
  sv: ["”", "”"],
  uk: ["«", "»"],
};

/** The words in quotation marks of their language. Line breaks stay. */
export function inQuotes(words: string, language: string): string {
  const [open, close] = marks[language.toLowerCase().split("-", 1)[0] ?? ""] ?? ["“", "”"];
  return `${open}${words.trim()}${close}`;
}

/** The source in one line: who wrote it, the chapter unless it is the book itself, the book, edition and passage. `dress` writes each part, and the book's title. */
function sourceOf(
  { book, chapter, edition, passage }: Quotation,
  dress: (part: string) => string,
  dressTitle: (title: string) => string,
): string {
  const authors = book.authors.join(", ");
  const own = chapter.author !== undefined && !book.authors.includes(chapter.author) ? chapter.author : "";
  const part = chapter.title === book.title ? "" : [chapter.title, chapter.date].filter(Boolean).join(", ");
  const whole = (own !== "" && authors !== "" ? dress(`${authors}: `) : "") + dressTitle(book.title);
  const parts = [dress(own || authors), dress(part), whole, dress(edition ?? ""), dress(passage)];
  return parts.filter((one) => one !== "").join(", ");
}

const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => signs[sign] ?? "");

/** For the clipboard: plain text, and HTML for where that can be pasted. */
export function citationOf(quotation: Quotation): { text: string; html: string } {
  const quoted = inQuotes(quotation.words, quotation.language);
  const same = (part: string) => part;
  const link = escapeHtml(quotation.link);
  const source = sourceOf(quotation, escapeHtml, (title) => `<cite>${escapeHtml(title)}</cite>`);
  return {
    text: `${quoted}\n${sourceOf(quotation, same, same)}\n${quotation.link}`,
    html: `<blockquote cite="${link}"><p>${escapeHtml(quoted).replaceAll("\n", "<br>")}</p></blockquote><p>${source}. <a href="${link}">${link}</a></p>`,
  };
}

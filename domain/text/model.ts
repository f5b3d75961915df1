// The text of a book as Interleaf keeps it: book > section > chapter > passage > inline nodes.
// Importers make it, the database stores it as JSON, the desk renders it; nothing else is ever shown to a reader.

/** An inline node: bare text, or one of a closed list of elements. White space in text is already folded; text carries no control characters. */
export type Inline =
  | string
  | {
      t: "em" | "strong" | "small" | "sub" | "sup" | "code" | "cite" | "q" | "u" | "s" | "ruby" | "rt";
      c: Inline[];
      lang?: string;
      dir?: Dir;
    }
  | { t: "span"; c: Inline[]; lang?: string; dir?: Dir; caps?: true }
  | { t: "br" }
  /** A link: `href` is an absolute http(s)/mailto address, or `to` names a passage of the same edition by its key. */
  | { t: "a"; c: Inline[]; href?: string; to?: string }
  /** A note marker. It is shown, but is no part of the canonical text; `to` is the key of the note's first passage, or of what the marker
   *  leads to instead (a part of an appendix, say). */
  | { t: "noteref"; label: string; to: string }
  /** An image kept with the edition; `name` is its content-addressed name (sha256 + extension). */
  | { t: "img"; name: string; alt: string; width?: number; height?: number }
  /** A formula as sanitised presentation MathML, with its plain-text reading. */
  | { t: "math"; mathml: string; text: string; display?: true };

export type Dir = "ltr" | "rtl" | "auto";

/** How lines run: across the page, or down it with the next line to the left (Japanese, Chinese) or to the right (Mongolian). */
export const writings = ["horizontal", "vertical-rl", "vertical-lr"] as const;
export type Writing = (typeof writings)[number];

/** What a book may be imported from. "text" is also what somebody pasted. */
export const bookFormats = ["epub", "html", "markdown", "docx", "pdf", "text"] as const;
export type BookFormat = (typeof bookFormats)[number];

/** What a passage is. `note` is one footnote or endnote; `verse` one line group; `rule` a thematic break (no text). */
export const passageKinds = [
  "paragraph",
  "heading",
  "quote",
  "verse",
  "item",
  "table",
  "figure",
  "formula",
  "note",
  "code",
  "rule",
] as const;
export type PassageKind = (typeof passageKinds)[number];

/** One numbered block of a chapter: the unit of text that annotations hang on. */
export interface Passage {
  /** Unique within the edition, made by the importer (for instance "3.12"); links and note markers point at it. Stored ids are made from it. */
  key: string;
  kind: PassageKind;
  content: Inline[];
  /** Heading level 2 to 6 (level 1 is the chapter's own title, which is not a passage). */
  level?: number;
  /** Depth of a list item or nested quote, 0 at the outside. */
  depth?: number;
  /** For an item: its marker as it is to be shown ("1.", "•"). For a note: its number or sign. */
  marker?: string;
  /** For a table: rows of cells; `content` is then empty and the canonical text is the cells, separated by tabs and line breaks. */
  rows?: { header?: true; cells: { content: Inline[]; colspan?: number; rowspan?: number }[] }[];
  /** Inside an outer block quotation. */
  quoted?: true;
  /** Paragraph set apart by the author: centred, or a signature line on the right. */
  align?: "center" | "end";
  lang?: string;
  dir?: Dir;
  /** Label of a printed page that begins inside this passage, with the canonical offset where it begins. */
  pages?: { label: string; at: number }[];
}

/** How a chapter counts: `body` is read and planned; `front`, `back` and `notes` are there but left out of plans. */
export const chapterRoles = ["body", "front", "back", "notes"] as const;
export type ChapterRole = (typeof chapterRoles)[number];

/** What is read at one go. A collection's chapter may carry its own author and date. */
export interface Chapter {
  title: string;
  /** Titles of the sections it stands in, outermost first. Empty for a book without sections. */
  section: string[];
  role: ChapterRole;
  author?: string;
  date?: string;
  /** Where it was first published. */
  source?: string;
  lang?: string;
  dir?: Dir;
  passages: Passage[];
  /** Words of the canonical text, notes not counted. */
  words: number;
}

/** What an importer gives: the whole text, and the pictures it refers to by name. */
export interface ImportedBook {
  format: BookFormat;
  title: string;
  subtitle?: string;
  authors: string[];
  /** BCP 47, "und" when the file does not say. */
  language: string;
  direction: Dir;
  /** How its lines run; horizontal when it does not say. */
  writing?: Writing;
  /** What the file says about its rights, as it says it. */
  rights?: string;
  chapters: Chapter[];
  /** Content-addressed pictures: name → bytes and media type. */
  images: Map<string, { type: string; bytes: Uint8Array }>;
  /** Name in `images` of the cover, if there is one. */
  cover?: string;
  /** Plain sentences for the importer's report: what was repaired, what was lost. */
  report: { kind: "repaired" | "lost"; what: string }[];
}

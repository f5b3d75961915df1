// What a file is: by its first bytes and what is packed in it, by its name only between kinds of text that look alike.
import type { BookFormat } from "#domain/text/model.ts";
import { decodeText } from "./decode-text.ts";
import { ImportRefusal } from "./import-refusal.ts";

/** Bytes that are looked at to tell one kind of text from another. */
const HEAD = 64 * 1024;

/** Kinds of file that people do choose, and what to do instead. `at` is where the sign stands, in bytes. */
const FOREIGN: { sign: string; at?: number; what: string }[] = [
  { sign: "\u0089PNG", what: "a picture" },
  { sign: "\u00ff\u00d8\u00ff", what: "a picture" },
  { sign: "GIF8", what: "a picture" },
  { sign: "BM", what: "a picture" },
  { sign: "II*\u0000", what: "a picture" },
  { sign: "MM\u0000*", what: "a picture" },
  { sign: "WEBP", at: 8, what: "a picture" },
  { sign: "ID3", what: "a recording" },
  { sign: "\u00ff\u00fb", what: "a recording" },
  { sign: "OggS", what: "a recording" },
  { sign: "fLaC", what: "a recording" },
  { sign: "WAVE", at: 8, what: "a recording" },
  { sign: "AVI ", at: 8, what: "a film" },
  { sign: "ftyp", at: 4, what: "a recording or film" },
  { sign: "\u001aE\u00df\u00a3", what: "a film" },
  { sign: "BOOKMOBI", at: 60, what: "a Kindle book" },
  { sign: "TEXtREAd", at: 60, what: "a Palm book" },
  { sign: "{\\rtf", what: "an RTF document" },
  { sign: "AT&TFORM", what: "a DjVu file of scanned pages" },
  { sign: "%!PS", what: "a PostScript file" },
  { sign: "Rar!", what: "a RAR archive" },
  { sign: "7z\u00bc\u00af", what: "a 7-Zip archive" },
  { sign: "\u001f\u008b", what: "a packed file (gzip)" },
  { sign: "ITSF", what: "a Windows help file" },
  { sign: "MZ", what: "a program" },
  { sign: "\u007fELF", what: "a program" },
];

const ACCEPTED = "EPUB, HTML, Markdown, Word (.docx), PDF with a text layer, or plain text";

/**
 * Tells the format of a file. Refuses, with what to do, a file that is empty or of a kind no book can be read from.
 * The name counts only where the bytes leave it open: Markdown is plain text, too.
 */
export function detectFormat(bytes: Uint8Array, fileName = ""): BookFormat {
  if (bytes.length === 0) {
    throw new ImportRefusal(
      "unknown-format",
      "The file is empty. Please choose it again, or get it again from where it came from.",
    );
  }
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD)).toString("latin1");
  if (head.startsWith("PK")) return packedFormat(bytes);
  if (/^[\s\S]{0,1024}%PDF-\d/.test(head.slice(0, 1100))) return "pdf";
  if (head.startsWith("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")) throw oldOffice(bytes);
  const foreign = FOREIGN.find(({ sign, at = 0 }) => head.startsWith(sign, at) && !isPlainText(sign, head));
  if (foreign !== undefined) throw wrongKind(foreign.what);
  const { text } = decodeText(bytes.subarray(0, HEAD), "");
  if (looksBinary(text)) {
    throw new ImportRefusal(
      "unknown-format",
      `The file is of a kind that is not known here. Please choose the text as ${ACCEPTED}.`,
    );
  }
  if (looksLikeHtml(text)) return "html";
  if (/\.(?:md|markdown|mdown|mkd)$/i.test(fileName) || looksLikeMarkdown(text)) return "markdown";
  return "text";
}

/** Short signs made of letters ("BM", "MZ") also begin sentences: a file of text has no control characters. */
function isPlainText(sign: string, head: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what text has not
  return /^[A-Z0-9]+$/.test(sign) && !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(head);
}

/** Looks into a zip archive: at the names in its directory, without unpacking anything. */
function packedFormat(bytes: Uint8Array): BookFormat {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (name: string) => raw.includes(name, 0, "latin1");
  const start = raw.subarray(0, 200).toString("latin1");
  if (start.includes("application/epub+zip") || has("META-INF/container.xml")) return "epub";
  if (has("word/document.xml")) return "docx";
  if (start.includes("application/vnd.oasis.opendocument")) throw wrongKind("an OpenDocument file", "save it as .docx or PDF");
  if (has("xl/workbook.xml")) throw wrongKind("a spreadsheet");
  if (has("ppt/presentation.xml")) throw wrongKind("a presentation", "save it as PDF");
  // An EPUB whose container is missing can still be read by its parts; a damaged one is refused there with its reason.
  return "epub";
}

/** Compound files are Word documents before 2007, and also what Word makes of a document with a password. */
function oldOffice(bytes: Uint8Array): ImportRefusal {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (raw.includes(Buffer.from("EncryptedPackage", "utf16le"))) {
    return new ImportRefusal(
      "encrypted",
      "The document is protected with a password, so its text cannot be read here. Please save it without a password.",
    );
  }
  return new ImportRefusal(
    "unknown-format",
    "The file is a document of an older Office (.doc for instance), which cannot be read here. Please open it in a word processor and save it as .docx.",
  );
}

function wrongKind(what: string, how = `choose the text as ${ACCEPTED}`): ImportRefusal {
  return new ImportRefusal("unknown-format", `The file is ${what} and not a book that can be read here. Please ${how}.`);
}

/** Text has no control characters, but for a few left over from an old program, and no characters that do not exist. */
function looksBinary(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are counted
  const signs = text.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/g)?.length ?? 0;
  const nobodys = text.match(/[\p{Cn}\p{Co}]/gu)?.length ?? 0;
  return signs * 100 > text.length || nobodys * 20 > text.length;
}

/** A document type, or one of the tags a page begins with, before any text. */
function looksLikeHtml(text: string): boolean {
  const start = text.replace(/^\ufeff/, "").replace(/^(?:\s|<\?[^>]*>|<!--[\s\S]*?-->)+/, "");
  return /^<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|main|article|section|div|h[1-6]|p|table)\b/i.test(
    start,
  );
}

/** Front matter, or at least two kinds of signs that only Markdown sets, with headings among them. */
function looksLikeMarkdown(text: string): boolean {
  if (/^\ufeff?---\r?\n(?:[\w-]+:.*\r?\n)+---\r?\n/.test(text)) return true;
  const headings = text.match(/^#{1,6} \S.*$/gm)?.length ?? 0;
  const signs = [
    /^(?:[-*+]|\d+\.) \S/m,
    /\[[^\]\n]+\]\([^)\s]+\)/,
    /\*\*[^*\n]+\*\*/,
    /^> \S/m,
    /^```/m,
    /\[\^[^\]\n]+\]/,
    /^-{3,}\r?$/m,
  ];
  return headings >= 2 && /^#{1,3} /m.test(text) && (headings >= 4 || signs.some((sign) => sign.test(text)));
}

// Notes as W3C JSON-LD: a collection with its one page, and the set of an EPUB's `.annotations` file. Both come back whole.
import { CONTEXT, motivationOf, noteToJsonLd, replyToJsonLd, urnOf } from "../annotations/json-ld.ts";
import { canonicalJson, entryOf, isObject, type JsonObject, listOf, textOf } from "../annotations/json-value.ts";
import type { Annotation } from "../shapes/annotation.ts";
import { parseRich, richToText } from "../text/rich.ts";
import type { ExportBook, ExportChapter, NoteWriter } from "./note-writer.ts";

/** The context of EPUB annotations (https://www.w3.org/TR/epub-anno-10/), and the name of the file inside the zip. */
const EPUB_CONTEXT = "https://www.w3.org/ns/epub-anno.jsonld";
export const EPUB_ENTRY = "annotations.json";

/** An AnnotationCollection whose first page is all of it. */
export function collectionWriter(book: ExportBook): NoteWriter {
  let total = 0;
  const list = listWriter((items) => {
    total += items.length;
    return items;
  });
  return {
    head() {
      const page = `${book.iri}#page`;
      const collection = { "@context": CONTEXT, id: book.iri, type: "AnnotationCollection", label: book.title };
      const first = { id: page, type: "AnnotationPage", partOf: book.iri, startIndex: 0 };
      return `${open({ ...collection, generated: book.writtenAt })},"first":${open(first)},"items":[`;
    },
    chapter: (chapter) => list(chapter.notes.flatMap((note) => noteToJsonLd(note, settingOf(book, chapter)))),
    tail: () => `]},"total":${total}}\n`,
  };
}

/**
 * The AnnotationSet of EPUB Annotations 1.0. Its profile has three motivations, one plain text and no threads: what it has no room for
 * stands in our own field. The source of a target is to be a file of the EPUB; where it is not known, it is the chapter's URN, and the words
 * themselves, as a text fragment, tell the place.
 */
export function epubSetWriter(
  book: ExportBook,
  sourceOf: (chapterId: string) => string | undefined = () => undefined,
): NoteWriter {
  const list = listWriter((items) => items);
  return {
    head() {
      const generator = { id: "urn:x-interleaf:software", type: "Software", name: "Interleaf" };
      const about = { "dc:title": book.title, "dc:creator": book.authors, "dc:identifier": [urnOf(book.editionId)] };
      const context = [EPUB_CONTEXT, CONTEXT[1]];
      const set = { "@context": context, id: book.iri, type: "AnnotationSet", generator, generated: book.writtenAt };
      return `${open({ ...set, title: book.title, about })},"items":[`;
    },
    chapter: (chapter) => list(chapter.notes.map((note) => epubItem(note, book, chapter, sourceOf(chapter.id)))),
    tail: () => "]}\n",
  };
}

function epubItem(note: Annotation, book: ExportBook, chapter: ExportChapter, source: string | undefined): JsonObject {
  const setting = settingOf(book, chapter);
  const [item = {}] = noteToJsonLd({ ...note, replies: [] }, setting);
  const { exact = "", prefix = "", suffix = "" } = quoteOf(item);
  const position = listOf(entryOf(item.target, "selector")).find((one) => textOf(one, "type") === "TextPositionSelector");
  const own = isObject(item.interleaf) ? item.interleaf : {};
  const replies = note.replies.map((reply) => replyToJsonLd(reply, setting));
  const highlight = note.kind === "highlight" ? "solid" : "underline";
  const text = richToText(parseRich(note.body));
  return {
    id: item.id,
    type: "Annotation",
    motivation: note.body === "" ? "highlighting" : "commenting",
    created: item.created,
    ...(item.modified !== undefined && { modified: item.modified }),
    creator: { id: urnOf(note.imported?.by ?? note.author.id), ...(isObject(item.creator) && item.creator) },
    target: {
      source: source ?? urnOf(note.chapterId),
      selector: [
        {
          type: "FragmentSelector",
          conformsTo: "https://wicg.github.io/scroll-to-text-fragment/",
          value: `:~:text=${[prefix && `${directive(prefix)}-`, directive(exact), suffix && `-${directive(suffix)}`].filter(Boolean).join(",")}`,
        },
        ...(position ? [position] : []),
      ],
      meta: { title: chapter.title },
    },
    ...((text !== "" || note.tags.length > 0) && {
      body: {
        type: "TextualBody",
        value: text,
        format: "text/plain",
        highlight,
        ...(note.tags.length > 0 && { tags: note.tags }),
      },
    }),
    interleaf: {
      ...own,
      motivation: motivationOf[note.kind],
      ...(note.body !== "" && { markdown: note.body }),
      ...(replies.length > 0 && { replies }),
    },
  };
}

function quoteOf(item: JsonObject): { exact?: string; prefix?: string; suffix?: string } {
  const quote = listOf(entryOf(item.target, "selector")).find((one) => textOf(one, "type") === "TextQuoteSelector");
  return { exact: textOf(quote, "exact") ?? "", prefix: textOf(quote, "prefix") ?? "", suffix: textOf(quote, "suffix") ?? "" };
}

/** Percent-encoded, with the signs that a text directive has for itself. */
const directive = (text: string) => encodeURIComponent(text).replaceAll("-", "%2D");

const settingOf = (book: ExportBook, { passages }: ExportChapter) => ({ iri: urnOf, editionId: book.editionId, passages });

/** An object without its closing brace, so that more can follow. */
const open = (object: object) => JSON.stringify(object).slice(0, -1);

function listWriter(counted: (items: JsonObject[]) => JsonObject[]): (items: JsonObject[]) => string {
  let any = false;
  return (items) => {
    const lines = counted(items).map((item) => `\n${JSON.stringify(item)}`);
    const text = lines.length > 0 ? `${any ? "," : ""}${lines.join(",")}` : "";
    any ||= lines.length > 0;
    return text;
  };
}

/** The annotations of a collection in one form, for comparing: what it is called, when it was written and in which order it tells them does not count. */
export function canonicalNotes(collection: unknown): string {
  const items = listOf(entryOf(entryOf(collection, "first"), "items") ?? entryOf(collection, "items")).map(canonicalJson);
  return `[${items.sort().join(",\n")}]`;
}

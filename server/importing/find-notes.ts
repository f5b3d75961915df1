// Which links of a book are references to notes, and which elements are the notes: by what the file says, else by how notes look.
import { foldLine } from "#domain/text/fold.ts";
import { addressOf, type LinkTarget } from "./archive-path.ts";
import { addressesOf } from "./read-inlines.ts";
import { hasClass, hasType } from "./semantic-types.ts";
import { ancestors, attribute, childElements, descendants, textOf, type XmlElement } from "./xml-tree.ts";

/** A parsed document of the book, under its name in the archive. */
export interface BookDocument {
  name: string;
  root: XmlElement;
}

export interface Note {
  element: XmlElement;
  /** The document it stands in. */
  document: string;
  /** The address references are given; one note has one, however it is linked to. */
  address: string;
}

export interface BookNotes {
  /** Every element that can be linked to, by address. */
  targets: ReadonlyMap<string, { element: XmlElement; document: string }>;
  /** For each reference its note and the sign it is shown by. */
  references: ReadonlyMap<XmlElement, { address: string; label: string }>;
  /** Notes by address: those referred to, and those that say they are notes. */
  notes: ReadonlyMap<string, Note>;
  elements: ReadonlyMap<XmlElement, Note>;
  /** The addresses of the notes that something refers to. */
  referred: ReadonlySet<string>;
  /** The addresses of references: a link to one of them in a note leads back. */
  origins: ReadonlySet<string>;
}

const NOTE_TYPES = ["footnote", "endnote", "rearnote", "note"];
const NOTES_TYPES = ["footnotes", "endnotes", "rearnotes", "notes"];
const NOTE_HINT = /^(?:foot|end)?-?_?note|^fn|^ftn|^(?:rear|side)note|^footer$/i;
const LABEL = /^[[({]?\s*(?:\d{1,4}|[*†‡§¶#⁂]{1,4}|[ivxlc]{1,6}|[a-z])\s*[\])}]?[.:]?$/i;
const HOLDERS = new Set(["p", "li", "dd", "div", "aside", "blockquote", "td", "section", "article"]);
/** What is no note even if a link calls it so: a whole division of the text. */
const DIVISIONS = new Set(["section", "article", "body", "main", "nav", "header", "table", "#root", "html", "figure"]);

/** Finds the notes of a book. `link` resolves an address that stands in a document. */
export function findNotes(documents: readonly BookDocument[], link: (document: string, href: string) => LinkTarget): BookNotes {
  const targets = new Map<string, { element: XmlElement; document: string }>();
  const links: { element: XmlElement; document: string; address: string }[] = [];
  const notes = new Map<string, Note>();
  const elements = new Map<XmlElement, Note>();
  const add = (element: XmlElement, document: string, address: string): Note => {
    const known = elements.get(element);
    if (known !== undefined) return known;
    const note = { element, document, address };
    notes.set(address, note);
    elements.set(element, note);
    return note;
  };
  for (const { name, root } of documents) {
    for (const element of descendants(root)) {
      for (const address of addressesOf(element, name))
        if (!targets.has(address)) targets.set(address, { element, document: name });
      if (element.name === "a" && element.attributes.has("href")) {
        const target = link(name, attribute(element, "href"));
        if (target.is === "inside" && target.fragment !== "")
          links.push({ element, document: name, address: addressOf(target.name, target.fragment) });
      }
      if (isTypedNote(element))
        add(element, name, addressesOf(element, name)[0] ?? addressOf(name, `\u0000note-${elements.size}`));
    }
  }
  const linked = new Map(links.map(({ element, address }) => [element, address]));
  const references = new Map<XmlElement, { address: string; label: string }>();
  const origins = new Set<string>();
  const judge = ({ element, document, address }: (typeof links)[number]) => {
    const target = targets.get(address);
    if (target === undefined || insideNote(element, elements, target.element)) return;
    const isTyped = hasType(element, "noteref");
    const holder = isTyped ? noteHolder(target.element) : looksLikeReference(element, document, target.element, linked, elements);
    const known = elements.get(target.element) ?? (holder === undefined ? undefined : elements.get(holder));
    if (holder === undefined && (known === undefined || !isTyped)) return;
    const note = known ?? add(holder ?? target.element, target.document, address);
    references.set(element, { address: note.address, label: labelOf(element) });
    for (const from of originsOf(element, document)) origins.add(from);
  };
  for (const link of links) judge(link);
  // Once more: a reference without an id of its own is known by the note, and the note only by a later reference.
  for (const link of links) if (!references.has(link.element)) judge(link);
  const referred = new Set([...references.values()].map(({ address }) => address));
  return { targets, references, notes, elements, referred, origins };
}

/** A note by its own word, or an item of a list of notes (Standard Ebooks gives those no type). */
function isTypedNote(element: XmlElement): boolean {
  if (hasType(element, ...NOTE_TYPES) && !hasType(element, ...NOTES_TYPES))
    return element.name !== "a" && element.name !== "span" && element.name !== "body";
  if (element.name !== "li") return false;
  const section = element.parent?.parent;
  return (
    section !== undefined &&
    (hasType(section, ...NOTES_TYPES) || (element.parent !== undefined && hasType(element.parent, ...NOTES_TYPES)))
  );
}

/** True for a link that stands in the very note it points at, or in a note and points out of it at the text. */
function insideNote(element: XmlElement, notes: ReadonlyMap<XmlElement, Note>, target: XmlElement): boolean {
  let inside = false;
  for (const outer of ancestors(element)) {
    if (outer === target) return true;
    if (notes.has(outer)) inside = true;
  }
  if (!inside) return false;
  for (const outer of [target, ...ancestors(target)]) if (notes.has(outer)) return false;
  return true;
}

/** The element that holds the whole note whose beginning is linked to; nothing if that is a division of the text. */
function noteHolder(target: XmlElement): XmlElement | undefined {
  let holder: XmlElement | undefined = target;
  while (holder !== undefined && !HOLDERS.has(holder.name) && !DIVISIONS.has(holder.name) && !/^h\d$/.test(holder.name))
    holder = holder.parent;
  if (holder === undefined) return undefined;
  const parent = holder.parent;
  // A note of several paragraphs: the box around them, if it is the box of this one note.
  if (
    parent !== undefined &&
    ["div", "aside", "li", "dd"].includes(parent.name) &&
    childElements(parent)[0] === holder &&
    isOneNote(parent)
  )
    holder = parent;
  if (DIVISIONS.has(holder.name) && !hasType(holder, ...NOTE_TYPES)) return undefined;
  if (!HOLDERS.has(holder.name)) return undefined;
  for (const inner of descendants(holder)) if (/^h\d$|^section$|^article$/.test(inner.name)) return undefined;
  return holder;
}

function isOneNote(box: XmlElement): boolean {
  if (box.name === "li" || box.name === "dd" || hasType(box, ...NOTE_TYPES)) return true;
  return hasClass(box, NOTE_HINT) && !hasClass(box, /s$/i);
}

/** The note a link refers to, judged by looks: a short raised or bracketed sign, and at its other end a note. */
function looksLikeReference(
  element: XmlElement,
  document: string,
  target: XmlElement,
  linked: ReadonlyMap<XmlElement, string>,
  notes: ReadonlyMap<XmlElement, Note>,
): XmlElement | undefined {
  const label = foldLine(textOf(element));
  if (!LABEL.test(label)) return undefined;
  const isRaised = element.parent?.name === "sup" || childElements(element, "sup").length > 0;
  const isSign = /^[[({]|^[*†‡§¶⁂]/.test(label);
  if (!isRaised && !isSign && !hasClass(element, NOTE_HINT)) return undefined;
  const holder = noteHolder(target);
  if (holder !== undefined && notes.has(holder)) return holder;
  if (holder === undefined || !beginsWith(holder, target)) return undefined;
  for (const outer of ancestors(element)) if (outer === holder) return undefined;
  const hinted = [target, holder, ...(holder.parent === undefined ? [] : [holder.parent])].some(
    (hint) =>
      hasClass(hint, NOTE_HINT) ||
      NOTE_HINT.test(attribute(hint, "id") || attribute(hint, "name")) ||
      hasType(hint, ...NOTE_TYPES, ...NOTES_TYPES),
  );
  return hinted || leadsBack(holder, element, document, linked) ? holder : undefined;
}

/** True if nothing is said in a holder before the target, so that the link leads to its beginning. */
function beginsWith(holder: XmlElement, target: XmlElement): boolean {
  for (let inner = target; inner !== holder; ) {
    const parent = inner.parent;
    if (parent === undefined) return false;
    for (const child of parent.children) {
      if (child === inner) break;
      if ((typeof child === "string" ? child : textOf(child)).trim() !== "") return false;
    }
    inner = parent;
  }
  return true;
}

function leadsBack(
  holder: XmlElement,
  reference: XmlElement,
  document: string,
  linked: ReadonlyMap<XmlElement, string>,
): boolean {
  const own = originsOf(reference, document);
  for (const inner of descendants(holder)) {
    const address = linked.get(inner);
    if (address !== undefined && own.has(address)) return true;
  }
  return false;
}

/** The addresses a note may lead back to: of the reference, of what it stands in or holds, and of the empty anchor straight before it. */
function originsOf(reference: XmlElement, document: string): Set<string> {
  const { parent } = reference;
  const before = parent?.children[parent.children.indexOf(reference) - 1];
  const isAnchor = typeof before === "object" && before.name === "a" && before.children.length === 0;
  const places = [
    reference,
    ...childElements(reference),
    ...(parent === undefined ? [] : [parent]),
    ...(isAnchor ? [before] : []),
  ];
  return new Set(places.flatMap((element) => addressesOf(element, document)));
}

/** The sign of a reference without its brackets; a phrase that is linked has none, so it is given a star. */
function labelOf(element: XmlElement): string {
  const text = foldLine(textOf(element));
  const label = /^[[({]\s*(.+?)\s*[\])}]$/.exec(text)?.[1] ?? text;
  return label === "" || label.length > 12 || (label.includes(" ") && label.length > 6) ? "*" : label;
}

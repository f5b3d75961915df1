// From markup inside a block to inline nodes: the closed list of what a passage may hold, and nothing else of the markup.

import { foldLine } from "#domain/text/fold.ts";
import type { Dir, Inline } from "#domain/text/model.ts";
import { append } from "./append.ts";
import { addressOf, type LinkTarget } from "./archive-path.ts";
import { languageTag } from "./epub-package.ts";
import type { StoredImage } from "./image-store.ts";
import type { ImportReport } from "./import-report.ts";
import { pageMark } from "./page-marks.ts";
import { sanitiseMath } from "./sanitise-mathml.ts";
import { hasClass, semanticTypes } from "./semantic-types.ts";
import { attribute, childElements, descendants, textOf, type XmlElement, type XmlNode } from "./xml-tree.ts";

/** What a document's reader is told about the rest of the book. */
export interface ReaderPorts {
  /** The document's name in the archive; ids become addresses with it. */
  document: string;
  report: ImportReport;
  link(href: string): LinkTarget;
  picture(src: string): StoredImage | undefined;
  drawing(svg: XmlElement): StoredImage | undefined;
  /** The note an element is a reference to, if it is one. */
  noteOf(link: XmlElement): { address: string; label: string } | undefined;
  /** True for an element that is a note and is read where it is referred to. */
  isNote(element: XmlElement): boolean;
  /** True for a note that nothing refers to: it is read where it stands. */
  isLooseNote(element: XmlElement): boolean;
  /** True for a link in a note that leads back to its reference. */
  isBacklink(link: XmlElement): boolean;
  /** True for an element that is no part of the text: a page's menus, its own list of contents. */
  isFurniture(element: XmlElement): boolean;
  /** The printed page that begins at an element; `swallow` if the element holds nothing but its number. */
  pageAt(element: XmlElement): { label: string; swallow: boolean } | undefined;
}

/** Language and direction where a text stands, and whether it stands in a link. */
export interface TextScope {
  lang: string;
  dir: Dir;
  linked?: true;
}

const BLOCKS = new Set(
  `address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2
   h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul
   level1 level2 level3 level4 level5 level6`.split(/\s+/),
);

/** Elements whose content is no text of the book. */
const SILENT = new Set(
  `script style head title template link meta base input button select textarea option datalist progress meter iframe frame frameset
   applet embed param source track canvas area map colgroup col rp trigger case noframes`.split(/\s+/),
);

const PLAIN: Record<string, "em" | "strong" | "small" | "sub" | "sup" | "code" | "cite" | "q" | "u" | "s"> = {
  em: "em",
  i: "em",
  var: "em",
  dfn: "em",
  strong: "strong",
  b: "strong",
  small: "small",
  sub: "sub",
  sup: "sup",
  code: "code",
  kbd: "code",
  samp: "code",
  tt: "code",
  cite: "cite",
  q: "q",
  u: "u",
  ins: "u",
  s: "s",
  del: "s",
  strike: "s",
};

/** True if an element is a block or holds one; then it parts the text around it. */
export function isBlock(element: XmlElement): boolean {
  if (BLOCKS.has(element.name)) return true;
  if (element.name === "svg" || element.name === "math") return false;
  return element.children.some((child) => typeof child !== "string" && isBlock(child));
}

/** True if an element holds nothing that is shown. */
export function isSilent(element: XmlElement): boolean {
  return (
    SILENT.has(element.name) ||
    element.attributes.has("hidden") ||
    /(?:^|;)\s*display\s*:\s*none/i.test(attribute(element, "style"))
  );
}

/** Where the text inside an element stands: its `lang` and `dir`, or those around it. */
export function scopeInside<T extends TextScope>(element: XmlElement, scope: T): T {
  const lang = languageTag(element.attributes.get("xml:lang") ?? element.attributes.get("lang") ?? "");
  const dir = attribute(element, "dir").toLowerCase();
  const isDir = dir === "ltr" || dir === "rtl" || dir === "auto";
  if (lang === "und" && !isDir) return scope;
  return { ...scope, ...(lang === "und" ? {} : { lang }), ...(isDir ? { dir } : {}) };
}

/** The addresses under which links know an element. */
export function addressesOf(element: XmlElement, document: string): string[] {
  const ids = [
    element.attributes.get("id"),
    element.attributes.get("xml:id"),
    element.name === "a" ? element.attributes.get("name") : undefined,
  ];
  return ids.filter((id) => id !== undefined && id !== "").map((id) => addressOf(document, id ?? ""));
}

/**
 * Reads nodes as inline content; white space is not yet folded. The addresses of elements met on the way are added to `ids`.
 * Blocks met on the way (in a table cell, in a heading) are put on lines of their own.
 */
export function readInlines(nodes: readonly XmlNode[], scope: TextScope, ports: ReaderPorts, ids: string[]): Inline[] {
  const out: Inline[] = [];
  for (const node of nodes) {
    if (typeof node === "string") out.push(node);
    else readElement(node, scope, ports, ids, out);
  }
  return out;
}

function readElement(element: XmlElement, outer: TextScope, ports: ReaderPorts, ids: string[], out: Inline[]): void {
  if (ports.isNote(element)) return;
  ids.push(...addressesOf(element, ports.document));
  const page = ports.pageAt(element);
  if (page !== undefined) {
    out.push(pageMark(page.label));
    if (page.swallow) return;
  }
  if (isSilent(element)) {
    for (const inner of descendants(element)) ids.push(...addressesOf(inner, ports.document));
    return;
  }
  const scope = scopeInside(element, outer);
  const inside = (inner: TextScope = scope) => readInlines(element.children, inner, ports, ids);
  const set = {
    ...(scope.lang === outer.lang ? {} : { lang: scope.lang }),
    ...(scope.dir === outer.dir ? {} : { dir: scope.dir }),
  };
  const plain = PLAIN[element.name];
  if (BLOCKS.has(element.name)) {
    breakLine(out);
    if (element.name !== "hr") append(out, inside());
    breakLine(out);
  } else if (element.name === "a") readLink(element, scope, ports, ids, out, set);
  else if (element.name === "b" && semanticTypes(element).size > 0) out.push({ t: "span", c: inside(), caps: true, ...set });
  else if (plain !== undefined) {
    const c = inside();
    // A note marker is raised by itself.
    const isRaisedMarker = plain === "sup" && c.every((node) => typeof node !== "string" && node.t === "noteref");
    append(out, isRaisedMarker ? c : [{ t: plain, c, ...set }]);
  } else if (element.name === "br") out.push({ t: "br" });
  else if (element.name === "wbr") out.push("\u200b");
  else if (element.name === "img" || element.name === "image") append(out, readPicture(element, ports));
  else if (element.name === "object") {
    const picture = readPicture(element, ports);
    append(out, picture.length > 0 ? picture : inside());
  } else if (element.name === "svg") append(out, readDrawing(element, ports));
  else if (element.name === "math") out.push(...readMath(element));
  else if (element.name === "ruby") out.push({ t: "ruby", c: readRuby(element, scope, ports, ids), ...set });
  else if (element.name === "audio" || element.name === "video") {
    ports.report.tally(
      "lost",
      (count) => `${count === 1 ? "One recording (sound or film) was" : `${count} recordings (sound or film) were`} left out.`,
      "recordings",
    );
  } else if (hasClass(element, /^(?:small-?caps?|smcap|sc|caps)$/i)) out.push({ t: "span", c: inside(), caps: true, ...set });
  else if (element.name === "bdo" || element.name === "bdi") out.push({ t: "span", c: inside(), dir: "auto", ...set });
  else if ("lang" in set || "dir" in set) out.push({ t: "span", c: inside(), ...set });
  else append(out, inside());
}

function readLink(
  element: XmlElement,
  scope: TextScope,
  ports: ReaderPorts,
  ids: string[],
  out: Inline[],
  set: { lang?: string; dir?: Dir },
): void {
  if (ports.isBacklink(element)) return;
  const note = ports.noteOf(element);
  if (note !== undefined) {
    const label = foldLine(textOf(element));
    // A whole phrase that is linked to a note stays text; the marker follows it.
    if (label.length > 12 || (label.includes(" ") && label.length > 6))
      append(out, readInlines(element.children, scope, ports, ids));
    else for (const inner of descendants(element)) ids.push(...addressesOf(inner, ports.document));
    out.push({ t: "noteref", label: note.label, to: note.address });
    return;
  }
  const target = scope.linked ? { is: "nothing" as const } : ports.link(attribute(element, "href"));
  const isLink = target.is === "outside" || (target.is === "inside" && !/\.(?:jpe?g|png|gif|svg|webp)$/i.test(target.name));
  const c = readInlines(element.children, isLink ? { ...scope, linked: true } : scope, ports, ids);
  if (target.is === "blocked") {
    ports.report.tally(
      "lost",
      (count) =>
        `${count === 1 ? "One link" : `${count} links`} led to what is no page of the web; the text was kept, the link was not.`,
      "blocked links",
    );
  }
  const isEmpty = c.every((node) => typeof node === "string" && node.trim() === "");
  if (!isLink || isEmpty) append(out, "lang" in set || "dir" in set ? [{ t: "span" as const, c, ...set }] : c);
  else if (target.is === "outside") out.push({ t: "a", c, href: target.url });
  else {
    const to = addressOf(target.name, target.fragment);
    const label = foldLine(textOf(element));
    // A note marker that leads to something that is no note (a part of an appendix, say) is a marker still: no part of the text.
    if (semanticTypes(element).has("noteref") && label !== "" && label.length <= 12) out.push({ t: "noteref", label, to });
    else out.push({ t: "a", c, to });
  }
}

function readPicture(element: XmlElement, ports: ReaderPorts): Inline[] {
  const source = ["src", "href", "xlink:href", "data"].map((name) => attribute(element, name)).find((value) => value !== "");
  const picture = source === undefined ? undefined : ports.picture(source);
  if (picture === undefined) {
    const alt = foldLine(attribute(element, "alt"));
    return source === undefined || alt === "" ? [] : [alt];
  }
  const alt = foldLine(element.attributes.get("alt") ?? picture.alt);
  return [{ t: "img", ...pictureSize(picture), name: picture.name, alt }];
}

function readDrawing(element: XmlElement, ports: ReaderPorts): Inline[] {
  const inner = [...descendants(element)];
  const images = inner.filter(({ name }) => name === "image");
  const draws = inner.some(({ name }) =>
    ["path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "use"].includes(name),
  );
  if (images.length > 0 && !draws) return images.flatMap((image) => readPicture(image, ports));
  const drawing = ports.drawing(element);
  return drawing === undefined ? [] : [{ t: "img", ...pictureSize(drawing), name: drawing.name, alt: drawing.alt }];
}

function pictureSize(picture: StoredImage): { width?: number; height?: number } {
  return picture.width === undefined || picture.height === undefined ? {} : { width: picture.width, height: picture.height };
}

function readMath(element: XmlElement): Inline[] {
  const { mathml, text, display } = sanitiseMath(element);
  if (childElements(element).length === 0) return text === "" ? [] : [text];
  return [{ t: "math", mathml, text, ...(display ? { display: true as const } : {}) }];
}

function readRuby(element: XmlElement, scope: TextScope, ports: ReaderPorts, ids: string[]): Inline[] {
  const out: Inline[] = [];
  for (const child of element.children) {
    if (typeof child === "string") out.push(child);
    else if (child.name === "rt") out.push({ t: "rt", c: readInlines(child.children, scope, ports, ids) });
    else if (child.name === "rb" || child.name === "rtc") append(out, readRuby(child, scope, ports, ids));
    else readElement(child, scope, ports, ids, out);
  }
  return out;
}

/** Begins a new line, unless the content already stands at the beginning of one. */
function breakLine(out: Inline[]): void {
  const last = out.findLast((node) => typeof node !== "string" || node.trim() !== "");
  if (last !== undefined && (typeof last === "string" || last.t !== "br")) out.push({ t: "br" });
}

// From XML or HTML text to a tree: strictly first, leniently when the text is not well-formed. Nothing outside the text is ever read.
import { Parser } from "htmlparser2";
import { SaxesParser } from "saxes";
import { ImportRefusal } from "./import-refusal.ts";
import type { ImportReport } from "./import-report.ts";
import { type TreeBudget, TreeBuilder, type XmlElement } from "./xml-tree.ts";

export interface MarkupOptions {
  /** The file's name, for the report. */
  where: string;
  report: ImportReport;
  budget: TreeBudget;
  /** What a document type with entities of its own is answered with; "ignore" gives the references no text. */
  entities?: "refuse" | "ignore";
}

const XML_ENTITIES = new Set(["amp", "lt", "gt", "quot", "apos"]);

/** Parses a text into a tree with a root above its outermost elements. Faults of the markup are repaired and reported. */
export function parseMarkup(source: string, options: MarkupOptions): XmlElement {
  const text = source.replace(/^\ufeff/, "");
  const declared = declaredEntities(text, options);
  const builder = new TreeBuilder(options.budget, options.where);
  const fault = parseStrictly(text, builder, declared, options);
  if (fault === undefined) return builder.root;
  const line = fault === 0 ? "" : ` (line ${fault})`;
  options.report.repaired(
    `“${options.where}” is not well-formed${line}; it was read as far as it makes sense, please look it over.`,
  );
  return parseLeniently(text, declared, options);
}

/** Gives the line of the first fault, 0 if it has none, or nothing if the text is well-formed. */
function parseStrictly(text: string, builder: TreeBuilder, declared: Set<string>, options: MarkupOptions): number | undefined {
  const parser = new SaxesParser();
  const unknown = new Set<string>();
  for (const name of entityNames(text)) {
    const known = declared.has(name) ? "" : htmlEntity(name);
    if (known === undefined) unknown.add(name);
    parser.ENTITIES[name] = known ?? `&${name};`;
  }
  parser.on("opentag", (tag) => builder.open(tag.name, tag.attributes));
  parser.on("closetag", () => builder.close());
  parser.on("text", (part) => builder.text(part));
  parser.on("cdata", (part) => builder.text(part));
  let fault: number | undefined;
  parser.on("error", () => {
    fault ??= parser.line;
    throw new SyntaxError("not well-formed");
  });
  try {
    parser.write(text).close();
  } catch (error) {
    if (fault === undefined) throw error;
    return fault;
  }
  for (const name of unknown) {
    options.report.repaired(`“${options.where}” uses the unknown character name “&${name};”; it is shown as it is written.`);
  }
  return undefined;
}

function parseLeniently(text: string, declared: Set<string>, options: MarkupOptions): XmlElement {
  const builder = new TreeBuilder(options.budget, options.where);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => builder.open(name, attributes),
      onclosetag: () => builder.close(),
      ontext: (part) => builder.text(part),
    },
    { recognizeSelfClosing: true, recognizeCDATA: true, lowerCaseTags: true },
  );
  parser.end(
    declared.size === 0 ? text : text.replace(/&([A-Za-z][\w.-]*);/g, (whole, name) => (declared.has(name) ? "" : whole)),
  );
  return builder.root;
}

/** The names of the entities used in a text, without XML's own five. */
function entityNames(text: string): Set<string> {
  const names = new Set<string>();
  for (const match of text.matchAll(/&([A-Za-z_][\w.-]{0,63});/g)) {
    if (match[1] !== undefined && !XML_ENTITIES.has(match[1])) names.add(match[1]);
  }
  return names;
}

/** The text of one of HTML's named characters (they are allowed in no XML, and used in many books). */
function htmlEntity(name: string): string | undefined {
  let text = "";
  const parser = new Parser({ ontext: (part) => (text += part) });
  parser.end(`&${name};`);
  return text === `&${name};` ? undefined : text;
}

/**
 * The names of external entities that a document type declares: they are never resolved and stand for nothing.
 * Entities declared with a text of their own can grow without end when used, so a book with them is refused.
 */
function declaredEntities(text: string, options: MarkupOptions): Set<string> {
  const names = new Set<string>();
  const start = text.slice(0, 100_000).search(/<!DOCTYPE\b/i);
  if (start < 0) return names;
  const head = text.slice(start);
  const subset = /^<!DOCTYPE[^[>]*\[/i.exec(head);
  if (subset === null) return names;
  const end = /\]\s*>/.exec(head);
  const declarations = head.slice(subset[0].length, end?.index);
  for (const [, parameter, name, kind] of declarations.matchAll(/<!ENTITY\s+(%\s+)?([^\s"'<>]+)\s+(SYSTEM|PUBLIC|["'])/gi)) {
    const literal = kind === '"' || kind === "'";
    if (literal && options.entities !== "ignore") {
      throw new ImportRefusal(
        "entities",
        `“${options.where}” declares character names of its own (“${name}”), a known way to make a small file grow without end. Please save the book again without its document type.`,
      );
    }
    if (parameter !== undefined || name === undefined) continue;
    names.add(name);
    if (!literal)
      options.report.lost(`“${options.where}” refers to another file as “&${name};”; such references are never followed.`);
  }
  return names;
}

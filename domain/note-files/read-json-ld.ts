// From W3C Web Annotation JSON-LD to notes: one annotation, a list, a collection, a page, or the set of an EPUB's `.annotations` file; ours come back whole.

import { TAGS_MOST } from "../annotations/choices.ts";
import { EpubOwnNote, motivationOf, type OwnNote, OwnReply } from "../annotations/json-ld.ts";
import { entryOf, isObject, type JsonObject, listOf, textOf } from "../annotations/json-value.ts";
import type { AnnotationKind, LinkTarget } from "../shapes/annotation.ts";
import { Id } from "../shapes/id.ts";
import { webAddress } from "../text/web-address.ts";
import { cleanLine, cleanProse, cleanTag, momentOf } from "./clean-words.ts";
import {
  type ForeignAuthor,
  type ForeignNote,
  type ForeignReply,
  NOTES_MOST,
  type NoteFile,
  NoteFileFault,
  REPLIES_MOST,
} from "./foreign-note.ts";

const BODY_MOST = 20_000;

/** Whether a value is something of the Web Annotation model, or a list of such things. */
export function isAnnotationJson(value: unknown): boolean {
  const types = listOf(entryOf(Array.isArray(value) ? value[0] : value, "type")).map(String);
  return types.some((type) => /^Annotation(?:Collection|Page|Set)?$/.test(type));
}

/** Reads them all. What targets another annotation of the file is a reply to it. */
export function readJsonLd(value: unknown): NoteFile {
  const format = listOf(entryOf(value, "type")).includes("AnnotationSet") ? "epub-annotations" : "json-ld";
  const items = itemsOf(value).filter(isObject);
  if (items.length > NOTES_MOST + REPLIES_MOST) throw new NoteFileFault("too_many");
  const byIri = new Map<string, JsonObject>();
  for (const item of items)
    for (const iri of [textOf(item, "id"), textOf(item, "canonical")]) if (iri !== undefined) byIri.set(iri, item);
  const parentOf = (item: JsonObject): JsonObject | undefined => {
    const [target] = listOf(item.target);
    const iri = typeof target === "string" ? target : (textOf(target, "id") ?? textOf(target, "source"));
    const parent = iri === undefined ? undefined : byIri.get(iri);
    return parent === item ? undefined : parent;
  };

  const notes = new Map<JsonObject, ForeignNote>();
  let left = 0;
  for (const item of items) {
    if (parentOf(item)) continue;
    const note = isReply(item) ? undefined : readNote(item);
    if (note) notes.set(item, note);
    else left++;
  }
  for (const item of items) {
    const parent = parentOf(item);
    if (!parent) continue;
    const root = rootOf(parent, parentOf);
    const note = root && notes.get(root);
    if (note) note.replies.push(readReply(item, parent === root ? undefined : keyOf(parent)));
    else left++;
  }
  return { format, notes: [...notes.values()], left };
}

/** The annotations in whatever holds them; the first page of a collection is all of it that a file has. */
function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const items = entryOf(value, "items") ?? entryOf(entryOf(value, "first"), "items");
  if (Array.isArray(items)) return items;
  return listOf(entryOf(value, "type")).includes("Annotation") ? [value] : [];
}

/** The annotation at the top of a thread; nothing when the chain goes round. */
function rootOf(item: JsonObject, parentOf: (item: JsonObject) => JsonObject | undefined): JsonObject | undefined {
  const seen = new Set<JsonObject>();
  let at = item;
  for (let up = parentOf(at); up; up = parentOf(at)) {
    if (seen.has(at)) return undefined;
    seen.add(at);
    at = up;
  }
  return at;
}

const isReply = (item: JsonObject) => listOf(item.motivation).includes("replying");

/** What it is called everywhere: our UUID where it has one, else its IRI. */
function keyOf(item: JsonObject): string {
  const names = [textOf(item, "canonical"), textOf(item, "id")].filter((name) => name !== undefined);
  for (const name of names) {
    const uuid = uuidIn(name);
    if (uuid !== undefined) return uuid;
  }
  return names[0] ?? JSON.stringify(item.target ?? null).slice(0, 2_000);
}

/** The UUID of a URN, or at the end of an address. */
export function uuidIn(iri: string): string | undefined {
  const found = /(?:^urn:uuid:|\/)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(iri)?.[1];
  return found === undefined ? undefined : Id.safeParse(found).data;
}

function readNote(item: JsonObject): ForeignNote | undefined {
  const found = EpubOwnNote.safeParse(item.interleaf).data;
  const { markdown, motivation, replies = [], ...own } = found ?? {};
  const { anchor, chapterId } = found ?? {};
  const quote = anchor ? { exact: anchor.quote, prefix: anchor.before, suffix: anchor.after } : quoteIn(listOf(item.target)[0]);
  if (!quote) return undefined;
  const { body, tags, to } = readBodies(item);
  const link = found?.to ?? to;
  // Who changed the motivation and left our own field as it was means the motivation.
  const said = motivation === undefined ? listOf(item.motivation) : [motivation];
  const kind = found && said.includes(motivationOf[found.kind]) ? found.kind : kindOf(item, body, link);
  return {
    key: keyOf(item),
    kind,
    body: markdown === undefined ? body : cleanProse(markdown, BODY_MOST),
    tags,
    ...(kind === "link" && link && { to: link }),
    quote,
    ...(anchor && chapterId && { place: { chapterId, anchor } }),
    ...(found && { own: own as OwnNote }),
    ...whoAndWhen(item),
    replies: repliesIn(replies.filter(isObject), keyOf(item)),
  };
}

/** Replies that stand in their note: each names what it answers. */
function repliesIn(items: readonly JsonObject[], noteKey: string): ForeignReply[] {
  return items.slice(0, REPLIES_MOST).map((item) => {
    const [target] = listOf(item.target);
    const parent = typeof target === "string" ? (uuidIn(target) ?? target) : noteKey;
    return readReply(item, parent === noteKey ? undefined : parent);
  });
}

function readReply(item: JsonObject, parentKey: string | undefined): ForeignReply {
  const own = OwnReply.safeParse(item.interleaf).data;
  return {
    key: keyOf(item),
    ...(parentKey !== undefined && { parentKey }),
    body: readBodies(item).body,
    ...whoAndWhen(item),
    ...(own?.removedAt !== undefined && { removedAt: own.removedAt }),
    ...(own?.from !== undefined && { from: own.from }),
  };
}

/** The quote among the selectors of a target, also where one refines another. */
function quoteIn(target: unknown): ForeignNote["quote"] {
  const waiting = [...listOf(entryOf(target, "selector"))];
  for (let looked = 0; waiting.length > 0 && looked < 100; looked++) {
    const selector = waiting.shift();
    const exact = textOf(selector, "exact");
    if (exact !== undefined && exact.trim() !== "") {
      const [prefix, suffix] = [textOf(selector, "prefix"), textOf(selector, "suffix")];
      return { exact, ...(prefix !== undefined && { prefix }), ...(suffix !== undefined && { suffix }) };
    }
    const directive = textOf(selector, "value")?.split(":~:text=")[1];
    const quote = directive === undefined ? undefined : fromTextDirective(directive);
    if (quote) return quote;
    waiting.push(...listOf(entryOf(selector, "refinedBy")));
  }
  return undefined;
}

/** `[prefix-,]text[,textEnd][,-suffix]` of a text fragment. One with two ends does not tell the words between them, and is left. */
function fromTextDirective(directive: string): ForeignNote["quote"] {
  const parts = (directive.split("&")[0] ?? "").split(",");
  const prefix = parts[0]?.endsWith("-") ? parts.shift()?.slice(0, -1) : undefined;
  const suffix = parts.at(-1)?.startsWith("-") ? parts.pop()?.slice(1) : undefined;
  const [words, other] = parts;
  if (!words || other !== undefined) return undefined;
  try {
    const exact = decodeURIComponent(words);
    return {
      exact,
      ...(prefix && { prefix: decodeURIComponent(prefix) }),
      ...(suffix && { suffix: decodeURIComponent(suffix) }),
    };
  } catch {
    return undefined;
  }
}

function readBodies(item: JsonObject): { body: string; tags: string[]; to?: LinkTarget } {
  const texts = textOf(item, "bodyValue") === undefined ? [] : [textOf(item, "bodyValue") ?? ""];
  const tags = new Set<string>();
  let to: LinkTarget | undefined;
  for (const body of listOf(item.body)) {
    const purposes = listOf(entryOf(body, "purpose"));
    const source = typeof body === "string" ? body : (textOf(body, "source") ?? textOf(body, "id"));
    // EPUB Annotations write a text with its language as an object.
    const value = textOf(body, "value") ?? textOf(entryOf(body, "value"), "text");
    const href = source === undefined ? undefined : webAddress(source);
    for (const tag of [...(purposes.includes("tagging") ? [value] : []), ...listOf(entryOf(body, "tags"))]) {
      const clean = typeof tag === "string" ? cleanTag(tag) : undefined;
      if (clean !== undefined) tags.add(clean);
    }
    if (value !== undefined && !purposes.includes("tagging")) texts.push(value);
    else if (href?.startsWith("http")) {
      if (purposes.includes("linking") || listOf(item.motivation).includes("linking")) to ??= { href };
      else texts.push(href);
    }
  }
  const body = cleanProse(texts.join("\n\n"), BODY_MOST);
  return { body, tags: [...tags].slice(0, TAGS_MOST), ...(to && { to }) };
}

/** The kind that a motivation names; without words of its own everything but a link is a highlight. */
function kindOf(item: JsonObject, body: string, to: LinkTarget | undefined): AnnotationKind {
  const motivations = listOf(item.motivation);
  const named = (Object.keys(motivationOf) as AnnotationKind[]).find((kind) => motivations.includes(motivationOf[kind]));
  if (to && (named === "link" || (named === undefined && body === ""))) return "link";
  if (body === "") return "highlight";
  return named === undefined || named === "highlight" || named === "link" ? "remark" : named;
}

function whoAndWhen(item: JsonObject): Pick<ForeignNote, "author" | "writtenAt" | "editedAt"> {
  const [creator] = listOf(item.creator);
  const iri = typeof creator === "string" ? creator : textOf(creator, "id");
  const named = textOf(creator, "name") ?? textOf(creator, "nickname") ?? textOf(entryOf(creator, "name"), "text");
  const id = iri?.startsWith("urn:uuid:") ? uuidIn(iri) : undefined;
  const name = cleanLine(named ?? "", 80);
  const author: ForeignAuthor = { ...(id !== undefined && { id }), ...(name !== "" && { name }) };
  const [writtenAt, editedAt] = [momentOf(item.created), momentOf(item.modified)];
  return {
    ...(Object.keys(author).length > 0 && { author }),
    ...(writtenAt !== undefined && { writtenAt }),
    ...(editedAt !== undefined && editedAt !== writtenAt && { editedAt }),
  };
}

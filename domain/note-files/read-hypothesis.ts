// From the JSON of Hypothesis's API (`rows` of a search, https://h.readthedocs.io/en/latest/api-reference/) or of its client's export to notes. Replies name their thread in `references`.

import { TAGS_MOST } from "../annotations/choices.ts";
import { entryOf, isObject, type JsonObject, listOf, textOf } from "../annotations/json-value.ts";
import { cleanLine, cleanProse, cleanTag, momentOf } from "./clean-words.ts";
import { type ForeignNote, NOTES_MOST, type NoteFile, NoteFileFault, REPLIES_MOST } from "./foreign-note.ts";

const rowsOf = (value: unknown) => entryOf(value, "rows") ?? entryOf(value, "annotations") ?? value;

/** Whether a value is such a list: each row has a target and no type of the W3C's. */
export function isHypothesisJson(value: unknown): boolean {
  const rows = rowsOf(value);
  if (!Array.isArray(rows) || rows.length === 0) return false;
  return rows.slice(0, 20).every((row) => isObject(row) && Array.isArray(row.target) && row.type === undefined);
}

export function readHypothesis(value: unknown): NoteFile {
  const rows = listOf(rowsOf(value)).filter(isObject);
  if (rows.length > NOTES_MOST + REPLIES_MOST) throw new NoteFileFault("too_many");
  const notes = new Map<string, ForeignNote>();
  let left = 0;
  for (const row of rows) {
    if (references(row).length > 0) continue;
    const note = readRow(row);
    if (note) notes.set(note.key, note);
    else left++;
  }
  for (const row of rows) {
    const above = references(row);
    const [root] = above;
    if (root === undefined) continue;
    const note = notes.get(root);
    const parent = above.at(-1);
    if (!note) left++;
    else {
      const { kind: _, tags: __, quote: ___, replies: ____, ...reply } = common(row);
      note.replies.push({ ...reply, ...(parent !== undefined && parent !== root && { parentKey: parent }) });
    }
  }
  return { format: "hypothesis", notes: [...notes.values()], left };
}

const references = (row: JsonObject) => listOf(row.references).filter((one) => typeof one === "string");

function readRow(row: JsonObject): ForeignNote | undefined {
  const note = common(row);
  return note.quote ? note : undefined;
}

function common(row: JsonObject): ForeignNote {
  const body = cleanProse(textOf(row, "text") ?? "", 20_000);
  const selectors = listOf(row.target).flatMap((target) => listOf(entryOf(target, "selector")));
  const quoted = selectors.find((selector) => textOf(selector, "exact")?.trim());
  const exact = textOf(quoted, "exact");
  const [prefix, suffix] = [textOf(quoted, "prefix"), textOf(quoted, "suffix")];
  const name = textOf(row.user_info, "display_name") ?? /^acct:([^@]+)@/.exec(textOf(row, "user") ?? "")?.[1];
  const tags = listOf(row.tags).flatMap((tag) => (typeof tag === "string" ? (cleanTag(tag) ?? []) : []));
  const [writtenAt, editedAt] = [momentOf(row.created), momentOf(row.updated)];
  return {
    key: textOf(row, "id") ?? `${exact} ${body}`,
    kind: body === "" ? "highlight" : "remark",
    body,
    tags: [...new Set(tags)].slice(0, TAGS_MOST),
    ...(exact !== undefined && { quote: { exact, ...(prefix && { prefix }), ...(suffix && { suffix }) } }),
    ...(name && { author: { name: cleanLine(name, 80) } }),
    ...(writtenAt && { writtenAt }),
    ...(editedAt && editedAt !== writtenAt && { editedAt }),
    replies: [],
  };
}

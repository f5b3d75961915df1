// Footnotes of a plain text: paragraphs that begin with a sign in brackets, and the same sign in the text before.
import { NOTE_MARKER } from "./plain-inlines.ts";
import { blockLine, NOTE_HEAD, type TextBlock } from "./text-blocks.ts";

export interface TextNote {
  /** The blocks that hold it. */
  at: number;
  end: number;
  label: string;
  /** The address references are given. */
  address: string;
  /** Its lines, without its own sign. */
  lines: string[];
}

export interface TextNotes {
  /** Notes by the number of their first block. */
  notes: ReadonlyMap<number, TextNote>;
  /** For each block the notes that its markers refer to, by their place among the block's markers. */
  references: ReadonlyMap<number, ReadonlyMap<number, string>>;
}

const FOOTNOTE_HEAD = /^\s*\[(?:foot)?note\s*(\d{1,4}|\*{1,4}|[A-Z])?\s*[:.]\s*(?=\S)/iu;
/** Blocks that one note in brackets may take. */
const MOST_BLOCKS = 20;

/** Pairs notes with their markers where there is no doubt: each sign has one note, or as many notes as markers, each behind its marker. */
export function findTextNotes(blocks: readonly TextBlock[]): TextNotes {
  const heads = noteHeads(blocks);
  const inNotes = new Set(heads.flatMap(({ at, end }) => Array.from({ length: end - at }, (_, i) => at + i)));
  const markers = new Map<string, { at: number; nth: number }[]>();
  for (const [at, block] of blocks.entries()) {
    if (inNotes.has(at)) continue;
    for (const [nth, match] of [...blockLine(block).matchAll(NOTE_MARKER)].entries()) {
      const label = match[1] ?? "";
      markers.set(label, [...(markers.get(label) ?? []), { at, nth }]);
    }
  }
  const notes = new Map<number, TextNote>();
  const references = new Map<number, Map<number, string>>();
  for (const [label, own] of Map.groupBy(heads, (head) => head.label)) {
    const refs = markers.get(label) ?? [];
    const pairs = own.length === 1 ? refs.map((ref) => ({ ref, note: own[0] })) : refs.map((ref, i) => ({ ref, note: own[i] }));
    const isSure =
      refs.length > 0 &&
      (own.length === 1 || refs.length === own.length) &&
      pairs.every(({ ref, note }) => note !== undefined && ref.at < note.at);
    if (!isSure) continue;
    for (const { ref, note } of pairs) {
      if (note === undefined) continue;
      notes.set(note.at, note);
      const inBlock = references.get(ref.at) ?? new Map<number, string>();
      references.set(ref.at, inBlock.set(ref.nth, note.address));
    }
  }
  return { notes, references };
}

function noteHeads(blocks: readonly TextBlock[]): TextNote[] {
  const heads: TextNote[] = [];
  for (let at = 0; at < blocks.length; at++) {
    const lines = blocks[at]?.lines ?? [];
    const footnote = FOOTNOTE_HEAD.exec(lines[0] ?? "");
    if (footnote !== null) {
      const end = closingBlock(blocks, at);
      if (end === undefined) continue;
      const own = blocks.slice(at, end).flatMap((block) => block.lines);
      heads.push(noteOf(at, end, footnote[1] ?? "*", footnote[0].length, withoutBracket(own)));
      at = end - 1;
      continue;
    }
    const head = NOTE_HEAD.exec(lines[0] ?? "");
    if (head !== null) heads.push(noteOf(at, at + 1, head[1] ?? "*", head[0].length, lines));
  }
  return heads;
}

function noteOf(at: number, end: number, label: string, skip: number, lines: readonly string[]): TextNote {
  const [first = "", ...others] = lines;
  return { at, end, label, address: `#note-${at}`, lines: [first.slice(skip), ...others] };
}

/** The block behind the one in which the bracket that opens a note is closed. */
function closingBlock(blocks: readonly TextBlock[], at: number): number | undefined {
  let open = 0;
  for (let i = at; i < Math.min(blocks.length, at + MOST_BLOCKS); i++) {
    for (const sign of blockLine(blocks[i] as TextBlock)) open += sign === "[" ? 1 : sign === "]" ? -1 : 0;
    if (open <= 0) return i + 1;
  }
  return undefined;
}

function withoutBracket(lines: readonly string[]): string[] {
  return [...lines.slice(0, -1), (lines.at(-1) ?? "").replace(/\]\s*$/, "")];
}

// Footnotes of a PDF: small lines at the foot of a page that begin with the sign that is raised in the text above.

import type { PdfSetting } from "./pdf-blocks.ts";
import type { PdfLine, PdfRun } from "./pdf-lines.ts";

export interface PdfNote {
  address: string;
  label: string;
  lines: PdfLine[];
}

export interface PdfNotes {
  notes: ReadonlyMap<string, PdfNote>;
  references: ReadonlyMap<PdfRun, { to: string; label: string }>;
  /** The pages without the notes that were found. */
  pages: PdfLine[][];
}

const SIGN = /^\s*[[(]?(\d{1,3}|[*∗†‡§¶]{1,3})[\])]?\.?\s*$/u;
const HEAD = /^\s*[[(]?(\d{1,3}|[*∗†‡§¶]{1,3})[\])]?\.?\s*(?=\S)/u;

/** Finds the notes whose sign is raised once in the text of their own page. */
export function findPdfNotes(pages: readonly PdfLine[][], setting: PdfSetting): PdfNotes {
  const notes = new Map<string, PdfNote>();
  const references = new Map<PdfRun, { to: string; label: string }>();
  const kept = pages.map((lines) => {
    const foot = footOf(lines, setting);
    if (foot === undefined) return lines;
    const text = lines.slice(0, foot);
    const found = notesIn(lines.slice(foot), `#note-${lines[foot]?.page ?? 0}`);
    const raised = text.flatMap((line) => line.runs.filter((run) => isRaised(run, line) && SIGN.test(run.text)));
    const pairs = found.map((note) => ({ note, refs: raised.filter((run) => SIGN.exec(run.text)?.[1] === note.label) }));
    // All notes of a page or none: half of them would leave the other half in the middle of the text.
    if (pairs.length === 0 || pairs.some(({ refs }) => refs.length !== 1)) return lines;
    for (const { note, refs } of pairs) {
      notes.set(note.address, note);
      for (const run of refs) references.set(run, { to: note.address, label: note.label.replaceAll("∗", "*") });
    }
    return text;
  });
  return { notes, references, pages: kept };
}

/** Where the small lines at the foot begin, if they begin with a sign. */
function footOf(lines: readonly PdfLine[], setting: PdfSetting): number | undefined {
  let at = lines.length;
  while (at > 0 && (lines[at - 1]?.size ?? 99) < setting.size * 0.93 && (lines[at - 1]?.text.length ?? 0) > 0) at--;
  while (at < lines.length && !HEAD.test(lines[at]?.text ?? "")) at++;
  return at === 0 || at >= lines.length ? undefined : at;
}

function notesIn(lines: readonly PdfLine[], page: string): PdfNote[] {
  const notes: PdfNote[] = [];
  for (const line of lines) {
    const label = HEAD.exec(line.text)?.[1];
    const last = notes.at(-1);
    // A number at the head of a line is a note's sign only if it counts on.
    const isNext = label !== undefined && (last === undefined || !/^\d/.test(label) || Number(label) === Number(last.label) + 1);
    if (isNext) notes.push({ address: `${page}-${notes.length}`, label, lines: [line] });
    else last?.lines.push(line);
  }
  return notes;
}

function isRaised(run: PdfRun, line: PdfLine): boolean {
  return run.y < line.y - line.size * 0.12 && run.size < line.size * 0.9;
}

/** The text of a note's lines without its sign: the runs that are it, or the letters at the head of the first. */
export function noteLines(note: PdfNote): PdfLine[] {
  const [first, ...others] = note.lines;
  if (first === undefined) return [];
  let left = HEAD.exec(first.text)?.[0].trim().length ?? 0;
  const runs = first.runs.flatMap((run) => {
    if (left === 0) return [run];
    const text = run.text.trimStart();
    const cut = Math.min(left, text.length);
    left -= cut;
    return text.length === cut ? [] : [{ ...run, text: text.slice(cut).trimStart() }];
  });
  return [
    {
      ...first,
      runs,
      text: runs
        .map(({ text }) => text)
        .join("")
        .trim(),
    },
    ...others,
  ];
}

// The text of a block of a PDF: lines joined, words made whole, slanted and raised letters marked, pages marked where they begin.
import type { Inline } from "#domain/text/model.ts";
import type { LineJoiner } from "./join-lines.ts";
import { pageMark } from "./page-marks.ts";
import type { PdfLine, PdfRun } from "./pdf-lines.ts";

export interface PdfFaces {
  isBold(font: string): boolean;
  isItalic(font: string): boolean;
}

export interface InlinePorts extends PdfFaces {
  join: LineJoiner;
  /** The label of the page, if it has not been marked yet. */
  pageLabel(page: number): string | undefined;
  /** The address of the note that a raised sign refers to. */
  noteOf(run: PdfRun): { to: string; label: string } | undefined;
}

type Style = "" | "em" | "strong" | "sup" | "sub";

/** Reads the lines of a block; `keepLines` for verse. A block that is all bold or all slanted is not marked so. */
export function pdfInlines(lines: readonly PdfLine[], ports: InlinePorts, keepLines: boolean): Inline[] {
  const runs = lines.flatMap((line) => line.runs);
  const plain: PdfFaces = {
    isBold: runs.every((run) => run.text.trim() === "" || ports.isBold(run.font)) ? () => false : ports.isBold,
    isItalic: runs.every((run) => run.text.trim() === "" || ports.isItalic(run.font)) ? () => false : ports.isItalic,
  };
  const out: Inline[] = [];
  let text = "";
  for (const line of lines) {
    const label = ports.pageLabel(line.page);
    if (text !== "") {
      if (keepLines) out.push({ t: "br" });
      else {
        const joint = ports.join(text, line.text);
        if (joint === "space") out.push(" ");
        else if (joint === "hyphen-goes") dropLast(out);
      }
    }
    if (label !== undefined) out.push(pageMark(label));
    for (const run of line.runs) {
      const note = ports.noteOf(run);
      if (note !== undefined) out.push({ t: "noteref", ...note });
      else put(out, run.text, styleOf(run, line, plain));
    }
    text = line.text;
  }
  return out;
}

/** Raised and smaller, lowered and smaller, bold, slanted. */
function styleOf(run: PdfRun, line: PdfLine, faces: PdfFaces): Style {
  if (run.text.trim() === "") return "";
  if (run.size < line.size * 0.85) {
    if (run.y < line.y - line.size * 0.12) return "sup";
    if (run.y > line.y + line.size * 0.08) return "sub";
  }
  if (faces.isBold(run.font)) return "strong";
  return faces.isItalic(run.font) ? "em" : "";
}

function put(out: Inline[], text: string, style: Style): void {
  const last = out.at(-1);
  if (style === "") {
    if (typeof last === "string") out[out.length - 1] = last + text;
    else out.push(text);
  } else if (last !== undefined && typeof last !== "string" && last.t === style && "c" in last) last.c.push(text);
  else {
    // White space around a marked word stands outside it.
    const [, before = "", word = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
    if (before !== "") out.push(before);
    out.push({ t: style, c: [word] });
    if (after !== "") out.push(after);
  }
}

/** Takes the hyphen off the end. */
function dropLast(out: Inline[]): void {
  const last = out.at(-1);
  if (typeof last === "string") out[out.length - 1] = last.replace(/[-‐]\s*$/u, "");
  else if (last !== undefined && "c" in last) dropLast(last.c);
}

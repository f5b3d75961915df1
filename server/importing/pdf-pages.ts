// The pages of a PDF read one after the other: what text each sets where, and the names of the faces it is set in.
import type { ImportLimits } from "./import-limits.ts";
import { ImportRefusal } from "./import-refusal.ts";
import type { ImportReport } from "./import-report.ts";
import type { PdfDocument, PdfPage } from "./pdf-document.ts";
import { linesOfPage, type PdfLine, type PdfRun } from "./pdf-lines.ts";

export interface PdfPages {
  pages: PdfLine[][];
  heights: number[];
}

/** Runs of one page: far more than any page sets, so that one page cannot take all the memory. */
const MOST_RUNS = 50_000;

/** Reads the pages. One that cannot be read is told in the report, and the others are read. */
export async function readPages(
  document: PdfDocument,
  limits: ImportLimits,
  report: ImportReport,
  progress: (done: number) => void,
): Promise<PdfPages> {
  const out: PdfPages = { pages: [], heights: [] };
  const faces = new Map<string, string>();
  let characters = 0;
  for (let number = 1; number <= document.numPages; number++) {
    progress(number - 1);
    try {
      const page = await document.getPage(number);
      const runs = await runsOf(page, report);
      characters += runs.reduce((sum, { text }) => sum + text.length, 0);
      await nameFaces(page, runs, faces);
      out.heights.push(page.getViewport({ scale: 1 }).height);
      out.pages.push(
        linesOfPage(
          runs.map((run) => ({ ...run, font: faces.get(run.font) || run.font })),
          number - 1,
        ),
      );
      page.cleanup();
    } catch {
      out.heights.push(0);
      out.pages.push([]);
      report.tally(
        "lost",
        (count) => `${count === 1 ? "One page" : `${count} pages`} could not be read and ${count === 1 ? "is" : "are"} missing.`,
        "unreadable pages",
      );
    }
    // No word is shorter than one letter; the exact count is the writer's.
    if (characters > limits.words * 60)
      throw new ImportRefusal(
        "too-many-words",
        `The book has more than ${limits.words} words. Please divide it into several files.`,
      );
  }
  return out;
}

/** The text of a page as runs, with its places turned so that it stands upright. */
async function runsOf(page: PdfPage, report: ImportReport): Promise<PdfRun[]> {
  const [a = 1, b = 0, c = 0, d = -1, e = 0, f = 0] = page.getViewport({ scale: 1 }).transform as number[];
  const { items } = await page.getTextContent();
  const runs: PdfRun[] = [];
  for (const item of items) {
    if (!("str" in item)) continue;
    if (item.str.trim() === "") {
      // A space that was set, or a gap that pdf.js takes for one.
      const last = runs.at(-1);
      if (last !== undefined && item.str !== "" && !last.text.endsWith(" ")) last.text += " ";
      continue;
    }
    if (runs.length >= MOST_RUNS) {
      report.lost("One page sets far more pieces of text than a page can hold; the rest of it was left out.");
      break;
    }
    const [ta = 1, tb = 0, tc = 0, td = 1, te = 0, tf = 0] = item.transform as number[];
    const along = { x: a * ta + c * tb, y: b * ta + d * tb };
    const size = Math.hypot(a * tc + c * td, b * tc + d * td);
    if (along.x <= 0 || Math.abs(along.y) > along.x * 0.2) {
      report.tally(
        "lost",
        (count) =>
          `${count === 1 ? "One piece of text" : `${count} pieces of text`} set upwards or askew ${count === 1 ? "was" : "were"} left out.`,
        "turned text",
      );
      continue;
    }
    const x = a * te + c * tf + e;
    runs.push({
      text: tidy(item.str),
      x,
      right: x + item.width,
      y: b * te + d * tf + f,
      size: size || item.height || 10,
      font: item.fontName,
      ...(item.dir === "rtl" ? { rtl: true as const } : {}),
    });
  }
  return runs;
}

const LIGATURES: Record<string, string> = { ﬀ: "ff", ﬁ: "fi", ﬂ: "fl", ﬃ: "ffi", ﬄ: "ffl", ﬅ: "st", ﬆ: "st" };

/** Accents that are set as signs of their own before the letter they belong to, with the mark that joins it. */
const ACCENTS: Record<string, string> = {
  "`": "\u0300",
  "´": "\u0301",
  ˆ: "\u0302",
  "˜": "\u0303",
  "¨": "\u0308",
  "˚": "\u030a",
  ˇ: "\u030c",
  "¸": "\u0327",
};

/**
 * Letters that print ties together or apart from their accents are letters again, the dots that lead to a page number are one sign,
 * and a private sign of a face is no letter anyone can read.
 */
function tidy(text: string): string {
  return text
    .replace(/[ﬀ-ﬆ]/g, (tied) => LIGATURES[tied] ?? tied)
    .replace(/(?:(?<=\p{L})`(?=[aeiou])|[´ˆ˜¨˚ˇ¸]\s?)(\p{L})/gu, (all, letter: string) =>
      `${letter === "ı" ? "i" : letter}${ACCENTS[all[0] ?? ""] ?? ""}`.normalize("NFC"),
    )
    .replace(/(?:\s?\.){6,}/g, " …")
    .replace(/[\ue000-\uf8ff]/g, "\ufffd");
}

/** Faces have names only once a page is prepared for showing; that is done for pages that bring a new face, without their pictures. */
async function nameFaces(page: PdfPage, runs: readonly PdfRun[], faces: Map<string, string>): Promise<void> {
  const unknown = new Set(runs.map(({ font }) => font).filter((font) => !faces.has(font)));
  if (unknown.size === 0) return;
  try {
    await page.getOperatorList();
    for (const font of unknown) {
      const face: unknown = page.commonObjs.has(font) ? page.commonObjs.get(font) : undefined;
      const name = typeof face === "object" && face !== null && "name" in face ? String(face.name) : "";
      faces.set(font, name);
    }
  } catch {
    // A page that cannot be shown can still be read: its faces stay without names.
    for (const font of unknown) faces.set(font, "");
  }
}

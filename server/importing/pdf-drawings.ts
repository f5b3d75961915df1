// The letters that stand in a drawing of a PDF: without its lines they are noise in the text, so they are taken out.
import type { PdfSetting } from "./pdf-blocks.ts";
import type { PdfLine } from "./pdf-lines.ts";

const CAPTION = /^(?:fig(?:ure|\.)?|abb(?:ildung|\.)?|diagram|plate|tafel)\s*\.?\s*\d+/i;
/** Lines of letters above a caption that are looked at. */
const MOST_LINES = 40;

/** Takes the letters of drawings out of a page's lines: all that is short, small and not prose, from a caption up to the text. */
export function withoutDrawings(lines: readonly PdfLine[], setting: PdfSetting): { lines: PdfLine[]; dropped: number } {
  const dropped = new Set<PdfLine>();
  for (const [at, caption] of lines.entries()) {
    if (!CAPTION.test(caption.text) || caption.text.length > 200) continue;
    for (let i = at - 1; i >= Math.max(0, at - MOST_LINES); i--) {
      const line = lines[i];
      if (line === undefined || !isLettering(line, setting)) break;
      dropped.add(line);
    }
  }
  return { lines: lines.filter((line) => !dropped.has(line)), dropped: dropped.size };
}

/** Set smaller than the text, and nothing but signs of one to three letters. */
function isLettering(line: PdfLine, setting: PdfSetting): boolean {
  return line.size < setting.size * 0.93 && line.text.split(" ").every((sign) => sign.length <= 3);
}

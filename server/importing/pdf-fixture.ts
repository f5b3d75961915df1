// PDFs made by hand, good and bad: for the tests of importers only.
import { deflateSync } from "node:zlib";

/** A line of text on a page: its place from the lower left corner, its size, and the face ("F1" plain, "F2" bold, "F3" italic). */
export interface FixtureLine {
  text: string;
  x?: number;
  y?: number;
  size?: number;
  face?: "F1" | "F2" | "F3";
}

export interface FixturePdf {
  pages: FixtureLine[][];
  /** Further entries of the catalogue, and further objects by number (from 100 on). */
  catalogue?: string;
  objects?: Record<number, string | Uint8Array>;
  info?: string;
  /** What the page tree says instead of the truth. */
  count?: number;
  /** Instead of the page tree's children. */
  kids?: string;
  /** Entries of each page. */
  page?: string;
  /** The content of the first page instead of its lines, with the entries of its stream. */
  content?: { bytes: Uint8Array; entries: string };
  /** Added to the place where the table of objects is said to be. */
  wrongBy?: number;
  outline?: { title: string; page: number }[];
}

const WIDTH = 500;
const HEIGHT = 700;

/** The bytes of a PDF with those pages, set in the faces every reader has. */
export function writePdf(pdf: FixturePdf): Uint8Array {
  const objects = new Map<number, Buffer>();
  const put = (number: number, body: string | Uint8Array) => objects.set(number, Buffer.from(body as string, "latin1"));
  const pageNumber = (i: number) => 200 + i * 2;
  const outline = pdf.outline ?? [];
  put(1, `<< /Type /Catalog /Pages 2 0 R ${outline.length > 0 ? "/Outlines 10 0 R" : ""} ${pdf.catalogue ?? ""} >>`);
  const kids = pdf.kids ?? pdf.pages.map((_, i) => `${pageNumber(i)} 0 R`).join(" ");
  put(2, `<< /Type /Pages /Kids [${kids}] /Count ${pdf.count ?? pdf.pages.length} >>`);
  for (const [i, face] of ["Times-Roman", "Times-Bold", "Times-Italic"].entries())
    put(3 + i, `<< /Type /Font /Subtype /Type1 /BaseFont /${face} /Encoding /WinAnsiEncoding >>`);
  put(6, `<< ${pdf.info ?? ""} >>`);
  if (outline.length > 0) {
    put(10, `<< /Type /Outlines /First 11 0 R /Last ${10 + outline.length} 0 R /Count ${outline.length} >>`);
    for (const [i, { title, page }] of outline.entries()) {
      const next = i + 1 < outline.length ? `/Next ${12 + i} 0 R` : "";
      put(11 + i, `<< /Title (${escaped(title)}) /Parent 10 0 R ${next} /Dest [${pageNumber(page)} 0 R /Fit] >>`);
    }
  }
  for (const [i, lines] of pdf.pages.entries()) {
    const own = i === 0 ? pdf.content : undefined;
    put(
      pageNumber(i),
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> /Contents ${pageNumber(i) + 1} 0 R ${pdf.page ?? ""} >>`,
    );
    objects.set(
      pageNumber(i) + 1,
      own === undefined ? stream(deflateSync(contentOf(lines)), "/Filter /FlateDecode") : stream(own.bytes, own.entries),
    );
  }
  for (const [number, body] of Object.entries(pdf.objects ?? {})) put(Number(number), body);
  return assemble(objects, pdf.wrongBy ?? 0);
}

/** A stream object. */
export function stream(bytes: Uint8Array, entries: string): Buffer {
  return Buffer.concat([
    Buffer.from(`<< /Length ${bytes.length} ${entries} >>\nstream\n`, "latin1"),
    bytes,
    Buffer.from("\nendstream", "latin1"),
  ]);
}

/** Paragraphs as lines on pages: wrapped, justified to nothing, first lines moved in, with a page number at the foot. */
export function setPages(paragraphs: readonly string[], options: { columns?: number; head?: string } = {}): FixtureLine[][] {
  const pages: FixtureLine[][] = [[]];
  let y = HEIGHT - 80;
  const add = (line: FixtureLine) => {
    if (y < 90) {
      pages.push([]);
      y = HEIGHT - 80;
    }
    pages.at(-1)?.push({ ...line, y });
    y -= 14;
  };
  for (const paragraph of paragraphs) {
    for (const [i, text] of wrap(paragraph, options.columns ?? 70).entries()) add({ text, x: i === 0 ? 75 : 60 });
  }
  return pages.map((lines, i) => [
    ...(options.head === undefined ? [] : [{ text: options.head, x: 180, y: HEIGHT - 40, size: 9 }]),
    ...lines,
    { text: String(i + 1), x: 245, y: 40, size: 9 },
  ]);
}

/** Breaks a paragraph into lines of at most so many characters. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > columns) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

function contentOf(lines: readonly FixtureLine[]): Buffer {
  const parts = lines.map(
    ({ text, x = 60, y = 600, size = 11, face = "F1" }) => `BT /${face} ${size} Tf 1 0 0 1 ${x} ${y} Tm (${escaped(text)}) Tj ET`,
  );
  return Buffer.from(parts.join("\n"), "latin1");
}

function escaped(text: string): string {
  return text.replace(/[\\()]/g, (sign) => `\\${sign}`);
}

function assemble(objects: ReadonlyMap<number, Buffer>, wrongBy: number): Uint8Array {
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n", "latin1")];
  let at = parts[0]?.length ?? 0;
  const places = new Map<number, number>();
  for (const [number, body] of objects) {
    const object = Buffer.concat([Buffer.from(`${number} 0 obj\n`, "latin1"), body, Buffer.from("\nendobj\n", "latin1")]);
    places.set(number, at);
    parts.push(object);
    at += object.length;
  }
  const sections = [...places].map(([number, place]) => `${number} 1\n${String(place + wrongBy).padStart(10, "0")} 00000 n \n`);
  parts.push(
    Buffer.from(
      `xref\n0 1\n0000000000 65535 f \n${sections.join("")}trailer\n<< /Size ${Math.max(...places.keys()) + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n${at + wrongBy}\n%%EOF\n`,
      "latin1",
    ),
  );
  return Buffer.concat(parts);
}

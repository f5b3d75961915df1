// A PDF opened with care: nothing is fetched, no script runs, no picture is decoded, and what cannot be read says why.
import { getDocumentProxy } from "unpdf";
import type { ImportLimits } from "./import-limits.ts";
import { ImportRefusal } from "./import-refusal.ts";
import type { ImportReport } from "./import-report.ts";
import { pdfStreams } from "./pdf-streams.ts";

export type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;
export type PdfPage = Awaited<ReturnType<PdfDocument["getPage"]>>;

/** Streams of text and structure that are larger than this when unpacked are looked at with the ratio of the limits. */
const LARGE = 32_000_000;

/** Opens a PDF. Throws ImportRefusal for what is none, needs a password, or passes the limits. */
export async function openPdf(bytes: Uint8Array, limits: ImportLimits, report: ImportReport): Promise<PdfDocument> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const begins = file.subarray(0, 1024).indexOf("%PDF-");
  if (begins < 0)
    throw new ImportRefusal("damaged", "The file is no PDF. Please look whether it was saved under the right name.");
  refuseBombs(file, limits);
  const document = await open(bytes);
  if (document.numPages < 1) {
    await document.loadingTask.destroy();
    throw new ImportRefusal("damaged", "The PDF has no pages that can be found. Please save it anew, or import another format.");
  }
  if (document.numPages > limits.pages) {
    await document.loadingTask.destroy();
    throw new ImportRefusal(
      "too-complex",
      `The PDF says it has ${document.numPages} pages; at most ${limits.pages} can be read. Please divide it.`,
    );
  }
  if (isDamaged(file, begins))
    report.repaired("The PDF is damaged: its list of places was wrong and was made anew from what the file holds.");
  return document;
}

async function open(bytes: Uint8Array): Promise<PdfDocument> {
  try {
    // pdf.js keeps and empties the array it is given, so it gets one of its own.
    return await getDocumentProxy(new Uint8Array(bytes), {
      verbosity: 0,
      useSystemFonts: false,
      disableFontFace: true,
      enableXfa: false,
      isOffscreenCanvasSupported: false,
      isImageDecoderSupported: false,
      useWorkerFetch: false,
      useWasm: false,
      disableAutoFetch: true,
      disableRange: true,
      disableStream: true,
      // A picture of more pixels than this is passed over: none is decoded.
      maxImageSize: 0,
      stopAtErrors: false,
    });
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    if (name === "PasswordException")
      throw new ImportRefusal(
        "encrypted",
        "The PDF opens only with a password. Please open it with the password, save it without one, and import that file.",
      );
    const refusal = new ImportRefusal(
      "damaged",
      "The PDF is damaged so that it cannot be read. Please save it anew, or import another format.",
    );
    refusal.cause = error;
    throw refusal;
  }
}

/** A small file must not become gigabytes: its streams are measured before they are read. */
function refuseBombs(file: Buffer, limits: ImportLimits): void {
  let total = 0;
  for (const { packed, unpacked } of pdfStreams(file, limits.unpackedBytes)) {
    total += unpacked;
    if (unpacked > Math.max(LARGE, packed * limits.ratio) || total > limits.unpackedBytes)
      throw new ImportRefusal("bomb", "The PDF unpacks to far more than a book can be. It was not read any further.");
  }
}

/** True if the places that the file lists for its objects are not where the objects are. */
function isDamaged(file: Buffer, begins: number): boolean {
  const tail = file.subarray(Math.max(0, file.length - 2048)).toString("latin1");
  const at = /startxref\s+(\d+)(?![\s\S]*startxref)/.exec(tail)?.[1];
  if (at === undefined) return true;
  const table = file.subarray(begins + Number(at), begins + Number(at) + 200_000).toString("latin1");
  if (/^\s*\d+\s+\d+\s+obj\b/.test(table)) return false;
  const head = /^\s*xref\s+(\d+)\s+(\d+)\s*/.exec(table);
  if (head === null) return true;
  const entries = table.slice(head[0].length).matchAll(/(\d{10}) (\d{5}) ([nf])/g);
  let checked = 0;
  for (const [, offset, , kind] of entries) {
    if (checked++ > Math.min(Number(head[2]), 5000) - 1) break;
    if (kind !== "n" || Number(offset) === 0) continue;
    const object = file.subarray(begins + Number(offset), begins + Number(offset) + 24).toString("latin1");
    if (!/^\s*\d+\s+\d+\s+obj/.test(object)) return true;
  }
  return false;
}

/** How many pictures the file holds; masks of pictures are not counted. */
export function countPictures(bytes: Uint8Array): number {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let pictures = 0;
  let masks = 0;
  for (let at = file.indexOf("/Image"); at >= 0; at = file.indexOf("/Image", at + 6)) {
    const before = file.subarray(Math.max(0, at - 12), at).toString("latin1");
    if (/\/Subtype\s*$/.test(before) && !/[\w]/.test(String.fromCharCode(file[at + 6] ?? 32))) pictures++;
  }
  for (let at = file.indexOf("/SMask"); at >= 0; at = file.indexOf("/SMask", at + 6)) {
    if (/^\/SMask\s+\d+\s+\d+\s+R/.test(file.subarray(at, at + 30).toString("latin1"))) masks++;
  }
  return Math.max(0, pictures - masks);
}

// A PDF opened with care: nothing is fetched, no script runs, no picture is decoded, and what cannot be read says why.
import { inflateSync } from "node:zlib";
import { getDocumentProxy } from "unpdf";
import type { ImportLimits } from "./import-limits.ts";
import { ImportRefusal } from "./import-refusal.ts";
import type { ImportReport } from "./import-report.ts";

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

/** Unpacks each stream that is not a picture as far as the limits allow: a small file must not become gigabytes. */
function refuseBombs(file: Buffer, limits: ImportLimits): void {
  let total = 0;
  for (let at = file.indexOf("stream"); at >= 0; at = file.indexOf("stream", at + 6)) {
    if (file.subarray(at - 3, at).toString("latin1") === "end") continue;
    const head = file.subarray(Math.max(0, at - 1000), at).toString("latin1");
    const dictionary = head.slice(Math.max(0, head.lastIndexOf(" obj")));
    const times = dictionary.match(/\/(?:FlateDecode|Fl)\b/g)?.length ?? 0;
    if (times === 0 || /\/Subtype\s*\/Image\b/.test(dictionary)) continue;
    const start = at + 6 + (file[at + 6] === 13 && file[at + 7] === 10 ? 2 : 1);
    const end = file.indexOf("endstream", start);
    const size = unpackedSize(file.subarray(start, end < 0 ? undefined : end), times, limits);
    total += size;
    const packed = (end < 0 ? file.length : end) - start;
    if (size > Math.max(LARGE, packed * limits.ratio) || total > limits.unpackedBytes)
      throw new ImportRefusal("bomb", "The PDF unpacks to far more than a book can be. It was not read any further.");
  }
}

/** The bytes a stream unpacks to; what cannot be unpacked counts as nothing, pdf.js will say so. */
function unpackedSize(packed: Buffer, times: number, limits: ImportLimits): number {
  let data = packed;
  let most = 0;
  for (let i = 0; i < Math.min(times, 4); i++) {
    try {
      data = inflateSync(data, { maxOutputLength: limits.unpackedBytes });
      most = Math.max(most, data.length);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? Number.POSITIVE_INFINITY : most;
    }
  }
  return most;
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

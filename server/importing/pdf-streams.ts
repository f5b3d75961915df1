// How large the streams of a PDF are when unpacked, found out before anything reads them: pdf.js itself unpacks without a limit.
import { constants, inflateSync } from "node:zlib";

const NAMES: Record<string, string> = {
  Fl: "FlateDecode",
  LZW: "LZWDecode",
  RL: "RunLengthDecode",
  AHx: "ASCIIHexDecode",
  A85: "ASCII85Decode",
};
/** A dictionary before a stream is never as long; one that is hides something. */
const LONGEST_DICTIONARY = 200_000;
/** Filters of one stream that are looked at. */
const MOST_FILTERS = 6;

export interface PdfStream {
  packed: number;
  /** Infinite where it is more than was asked for; nothing for a stream that cannot be unpacked. */
  unpacked: number;
}

/** Gives each stream that is no picture with its sizes; `most` is as far as one is unpacked. */
export function* pdfStreams(file: Buffer, most: number): Generator<PdfStream> {
  for (let at = file.indexOf("stream"); at >= 0; at = file.indexOf("stream", at + 6)) {
    if (file.subarray(Math.max(0, at - 3), at).toString("latin1") === "end") continue;
    const begins = Math.max(file.lastIndexOf(" obj", at), at - LONGEST_DICTIONARY, 0);
    const dictionary = file
      .subarray(begins, at)
      .toString("latin1")
      .replace(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
    if (/\/Subtype\s*\/Image(?![\w])/.test(dictionary)) continue;
    const start = at + 6 + (file[at + 6] === 13 && file[at + 7] === 10 ? 2 : 1);
    const found = file.indexOf("endstream", start);
    const end = found < 0 ? file.length : found;
    yield { packed: end - start, unpacked: unpackedSize(file.subarray(start, end), filtersOf(dictionary), most) };
  }
}

/** The filters in the order in which they unpack. Those that are named elsewhere are taken for the usual ones. */
function filtersOf(dictionary: string): string[] {
  const value = /\/F(?:ilter)?\s*(\[[^\]]*\]|\/\w+|\d+\s+\d+\s+R)/.exec(dictionary)?.[1];
  if (value === undefined) return [];
  if (/R$/.test(value) || /\d\s+R/.test(value)) return ["FlateDecode", "FlateDecode"];
  return (value.match(/\/\w+/g) ?? []).map((name) => NAMES[name.slice(1)] ?? name.slice(1));
}

function unpackedSize(packed: Buffer, filters: readonly string[], most: number): number {
  let data = packed;
  let largest = 0;
  for (const filter of filters.slice(0, MOST_FILTERS)) {
    const next = unpack(data, filter, most);
    if (next === "too large") return Number.POSITIVE_INFINITY;
    if (next === undefined) return largest;
    data = next;
    largest = Math.max(largest, data.length);
  }
  return filters.length > MOST_FILTERS ? Number.POSITIVE_INFINITY : largest;
}

function unpack(data: Buffer, filter: string, most: number): Buffer | "too large" | undefined {
  switch (filter) {
    case "FlateDecode":
      return inflated(data, most);
    case "LZWDecode":
      return lzw(data, most);
    case "RunLengthDecode":
      return runLength(data, most);
    case "ASCIIHexDecode":
      return Buffer.from(data.toString("latin1").replace(/[^0-9a-f]/gi, ""), "hex");
    case "ASCII85Decode":
      return ascii85(data, most);
    default:
      return undefined;
  }
}

function inflated(data: Buffer, most: number): Buffer | "too large" | undefined {
  try {
    return inflateSync(data, { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? "too large" : undefined;
  }
}

/** LZW with codes of 9 to 12 bits, as PDF 32000-1, 7.4.4 has it. */
function lzw(data: Buffer, most: number): Buffer | "too large" {
  const CLEAR = 256;
  const END = 257;
  const out = new Bytes();
  let table: number[][] = [];
  let last: number[] | undefined;
  let width = 9;
  let bits = 0;
  let held = 0;
  for (const byte of data) {
    held = ((held << 8) | byte) & 0xffffff;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const code = (held >> bits) & ((1 << width) - 1);
    if (code === END) break;
    if (code === CLEAR) {
      table = [];
      last = undefined;
      width = 9;
      continue;
    }
    const entry: number[] | undefined =
      code < 256 ? [code] : (table[code - 258] ?? (last === undefined ? undefined : [...last, last[0] ?? 0]));
    if (entry === undefined) break;
    out.add(entry);
    if (out.size > most) return "too large";
    if (last !== undefined && table.length < 4096 - 258) table.push([...last, entry[0] ?? 0]);
    last = entry;
    // The width grows one code early.
    const next = table.length + 258 + 1;
    width = next >= 2048 ? 12 : next >= 1024 ? 11 : next >= 512 ? 10 : 9;
  }
  return out.whole();
}

function runLength(data: Buffer, most: number): Buffer | "too large" {
  const parts: Buffer[] = [];
  let size = 0;
  for (let at = 0; at < data.length; ) {
    const length = data[at] ?? 128;
    if (length === 128) break;
    const part = length < 128 ? data.subarray(at + 1, at + 2 + length) : Buffer.alloc(257 - length, data[at + 1] ?? 0);
    at += length < 128 ? length + 2 : 2;
    size += part.length;
    if (size > most) return "too large";
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function ascii85(data: Buffer, most: number): Buffer | "too large" {
  const out = new Bytes();
  let group: number[] = [];
  const flush = (count: number) => {
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
    out.add([24, 16, 8, 0].slice(0, count).map((shift) => Math.floor(value / 2 ** shift) % 256));
    group = [];
  };
  for (const byte of data) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && group.length === 0) out.add([0, 0, 0, 0]);
    else if (byte >= 0x21 && byte <= 0x75) {
      group.push(byte - 0x21);
      if (group.length === 5) flush(4);
    }
    if (out.size > most) return "too large";
  }
  if (group.length > 1) {
    const count = group.length - 1;
    while (group.length < 5) group.push(84);
    flush(count);
  }
  return out.whole();
}

/** Bytes that become more, without a number for each. */
class Bytes {
  size = 0;
  #room = Buffer.alloc(4096);

  add(bytes: readonly number[]): void {
    if (this.size + bytes.length > this.#room.length)
      this.#room = Buffer.concat([this.#room], Math.max(this.#room.length * 2, this.size + bytes.length));
    for (const byte of bytes) this.#room[this.size++] = byte;
  }

  whole(): Buffer {
    return this.#room.subarray(0, this.size);
  }
}

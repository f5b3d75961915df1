// A zip archive read with limits. Names are only keys to look things up by: nothing is ever written under them.
import { crc32 } from "node:zlib";
import { type Entry, fromBufferPromise, getFileNameLowLevel, type ZipFile } from "yauzl";
import type { ImportLimits } from "./import-limits.ts";
import { ImportRefusal } from "./import-refusal.ts";
import type { ImportReport } from "./import-report.ts";

/** Bytes an entry may unpack to before its ratio is looked at: small files of blanks are harmless. */
const RATIO_FROM = 1 << 20;

const END_RECORD = Buffer.from("PK\u0005\u0006", "latin1");

/** An opened archive. Entries are unpacked one by one when asked for, and what they give is counted. */
export class ZipArchive {
  readonly names: string[] = [];
  readonly #zip: ZipFile;
  readonly #limits: ImportLimits;
  readonly #report: ImportReport;
  readonly #entries = new Map<string, Entry>();
  /** Names as careless tools write them: other case, decomposed accents. */
  readonly #loose = new Map<string, string>();
  #unpacked = 0;

  private constructor(zip: ZipFile, limits: ImportLimits, report: ImportReport) {
    this.#zip = zip;
    this.#limits = limits;
    this.#report = report;
  }

  /**
   * Opens an archive and reads its list of entries. Refuses what is no zip, is encrypted or has too many entries;
   * of two entries of one name the first is kept, as other readers do.
   */
  static async open(bytes: Uint8Array, limits: ImportLimits, report: ImportReport): Promise<ZipArchive> {
    const zip = await openZip(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), report);
    if (zip.entryCount > limits.entries) {
      throw new ImportRefusal(
        "too-many-entries",
        `The file holds ${zip.entryCount} entries, and at most ${limits.entries} are read. Please pack the book without what does not belong to it.`,
      );
    }
    const archive = new ZipArchive(zip, limits, report);
    try {
      for await (const entry of zip.eachEntry()) archive.#add(entry);
    } catch (error) {
      if (error instanceof ImportRefusal) throw error;
      if (String(error).includes("encryption")) throw encrypted();
      throw new ImportRefusal(
        "damaged",
        "The file's list of contents is damaged. Please get the book again from where it came from.",
      );
    }
    return archive;
  }

  #add(entry: Entry): void {
    if (entry.isEncrypted()) throw encrypted();
    const name = entryName(entry);
    if (name.endsWith("/")) return;
    if (/^(?:\/|[a-z]:)|(?:^|\/)\.\.(?:\/|$)/i.test(name)) {
      this.#report.tally("lost", (count) =>
        count === 1
          ? "One entry of the file is named as if it lay outside the book; it is not used."
          : `${count} entries of the file are named as if they lay outside the book; they are not used.`,
      );
      return;
    }
    if (this.#entries.has(name)) {
      this.#report.repaired(`The file holds more than one entry named “${name}”; the first is used.`);
      return;
    }
    this.#entries.set(name, entry);
    this.names.push(name);
    const loose = looseName(name);
    if (!this.#loose.has(loose)) this.#loose.set(loose, name);
  }

  /** The name under which the archive holds what a link calls `name`, or nothing. Case and accents may be written differently. */
  find(name: string): string | undefined {
    return this.#entries.has(name) ? name : this.#loose.get(looseName(name));
  }

  /**
   * Unpacks one entry, counting as it goes. A damaged entry gives what can be read of it, with a line in the report;
   * gives nothing when there is nothing to read. `limit` is the most bytes this entry may have.
   */
  async read(name: string, limit = this.#limits.unpackedBytes): Promise<Uint8Array | undefined> {
    const entry = this.#entries.get(name);
    if (entry === undefined) return undefined;
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      for await (const chunk of await this.#zip.openReadStreamPromise(entry)) {
        if (!Buffer.isBuffer(chunk)) continue;
        size += chunk.length;
        this.#unpacked += chunk.length;
        this.#guard(name, size, entry.compressedSize, limit);
        chunks.push(chunk);
      }
    } catch (error) {
      if (error instanceof ImportRefusal) throw error;
      this.#report.lost(
        size === 0
          ? `The entry “${name}” is damaged and could not be read.`
          : `The entry “${name}” is damaged; it was read up to the damage.`,
      );
      if (size === 0) return undefined;
      return joined(chunks, size);
    }
    const bytes = joined(chunks, size);
    if (crc32(bytes) !== entry.crc32) {
      this.#report.repaired(`The check sum of the entry “${name}” is wrong; it was read all the same, please look it over.`);
    }
    return bytes;
  }

  #guard(name: string, size: number, packed: number, limit: number): void {
    if (size > RATIO_FROM && size > packed * this.#limits.ratio) {
      throw new ImportRefusal(
        "bomb",
        `The entry “${name}” unpacks to more than ${this.#limits.ratio} times its size, which no book needs. The file is not opened any further.`,
      );
    }
    if (size > limit) {
      throw new ImportRefusal(
        "too-large",
        `The entry “${name}” is larger than ${megabytes(limit)} MB. Please divide it into several files or leave it out.`,
      );
    }
    if (this.#unpacked > this.#limits.unpackedBytes) {
      throw new ImportRefusal(
        "too-large",
        `The file unpacks to more than ${megabytes(this.#limits.unpackedBytes)} MB. Please make its pictures smaller or divide it.`,
      );
    }
  }
}

/** The chunks in memory of their own, which a worker can hand over. */
function joined(chunks: readonly Buffer[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Opens the zip; bytes that follow its end, as some downloads have them, are cut off. */
async function openZip(buffer: Buffer, report: ImportReport): Promise<ZipFile> {
  const options = { lazyEntries: true, decodeStrings: false, validateEntrySizes: false };
  try {
    return await fromBufferPromise(buffer, options);
  } catch (error) {
    const end = buffer.lastIndexOf(END_RECORD);
    if (String(error).includes("comment length") && end >= 0 && end + 22 <= buffer.length) {
      const length = end + 22 + buffer.readUInt16LE(end + 20);
      if (length < buffer.length) {
        const zip = await fromBufferPromise(buffer.subarray(0, length), options).catch(() => undefined);
        if (zip !== undefined) {
          report.repaired("The file goes on after its end; what follows was left out.");
          return zip;
        }
      }
    }
  }
  if (buffer.length === 0)
    throw new ImportRefusal("not-zip", "The file is empty. Please choose it again, or get it again from where it came from.");
  const zipLike = buffer.subarray(0, 2).toString("latin1") === "PK";
  throw zipLike
    ? new ImportRefusal(
        "damaged",
        "The file is cut off or damaged: its end is missing. Please get the book again from where it came from.",
      )
    : new ImportRefusal("not-zip", "The file is not an e-book: it is not packed as an EPUB is. Please choose the EPUB itself.");
}

function encrypted(): ImportRefusal {
  return new ImportRefusal(
    "encrypted",
    "The book is encrypted, so its text cannot be read here. Please use a copy without copy protection.",
  );
}

/** The entry's name: UTF-8 when it can be, as EPUB demands, whatever the archive says; else the old code page of zip. */
function entryName(entry: Entry): string {
  const raw = entry.fileNameRaw;
  let name: string;
  try {
    name = new TextDecoder("utf-8", { fatal: true }).decode(raw);
  } catch {
    name = getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false);
  }
  return name.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "");
}

function looseName(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000);
}

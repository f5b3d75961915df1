// The pictures of a book: checked by content, named by content, kept once.
import { createHash } from "node:crypto";
import { foldLine } from "#domain/text/fold.ts";
import type { ImportedBook } from "#domain/text/model.ts";
import { decodeText } from "./decode-text.ts";
import { readImageHeader } from "./image-header.ts";
import type { ImportLimits } from "./import-limits.ts";
import type { ImportReport } from "./import-report.ts";
import { parseMarkup } from "./parse-markup.ts";
import { sanitiseSvg } from "./sanitise-svg.ts";
import { findElement, type TreeBudget, type XmlElement } from "./xml-tree.ts";
import type { ZipArchive } from "./zip-archive.ts";

/** A picture that was kept. `alt` is what the picture says of itself, for where the text says nothing. */
export interface StoredImage {
  name: string;
  width?: number;
  height?: number;
  alt: string;
}

/** Holds the pictures of one import. Raster pictures keep their bytes; drawings are stored as sanitised SVG. */
export class ImageStore {
  readonly images: ImportedBook["images"] = new Map();
  readonly #limits: ImportLimits;
  readonly #report: ImportReport;
  readonly #budget: TreeBudget;
  readonly #loaded = new Map<string, StoredImage | undefined>();

  constructor(limits: ImportLimits, report: ImportReport, budget: TreeBudget) {
    this.#limits = limits;
    this.#report = report;
    this.#budget = budget;
  }

  /** Takes a picture from the archive; nothing if it is missing, too large or no picture. */
  async load(archive: ZipArchive, name: string): Promise<StoredImage | undefined> {
    const key = archive.find(name);
    if (key === undefined) {
      this.#report.lost(`The picture “${name}” is missing from the file.`);
      return undefined;
    }
    if (!this.#loaded.has(key)) {
      const bytes = await archive.read(key);
      this.#loaded.set(key, bytes === undefined ? undefined : this.keep(key, bytes));
    }
    return this.#loaded.get(key);
  }

  /** A picture that was loaded before, by its name in the archive. */
  loaded(archive: ZipArchive, name: string): StoredImage | undefined {
    const key = archive.find(name);
    return key === undefined ? undefined : this.#loaded.get(key);
  }

  /** Keeps a drawing that stands in the text itself. */
  keepDrawing(svg: XmlElement): StoredImage {
    const { svg: text, alt, defused, ...size } = sanitiseSvg(svg);
    if (defused) {
      this.#report.tally("lost", (count) =>
        count === 1
          ? "A drawing held more than lines and shapes; what could act or fetch was removed."
          : `${count} drawings held more than lines and shapes; what could act or fetch was removed.`,
      );
    }
    const bytes = new TextEncoder().encode(text);
    return { name: this.#put(bytes, "svg", "image/svg+xml"), alt: foldLine(alt), ...size };
  }

  /** Keeps a picture that was found at `where`; nothing if it is too large or no picture. */
  keep(where: string, bytes: Uint8Array): StoredImage | undefined {
    const header = readImageHeader(bytes);
    if (header !== undefined) {
      const { type, extension, ...size } = header;
      if ((size.width ?? 0) * (size.height ?? 0) > this.#limits.megapixels * 1e6) {
        this.#report.lost(`The picture “${where}” has more than ${this.#limits.megapixels} million pixels and was left out.`);
        return undefined;
      }
      if (size.width === 0 || size.height === 0) return { name: this.#put(bytes, extension, type), alt: "" };
      return { name: this.#put(bytes, extension, type), alt: "", ...size };
    }
    const svg = this.#parseSvg(where, bytes);
    if (svg !== undefined) return this.keepDrawing(svg);
    this.#report.lost(`“${where}” is not a picture of a known kind (PNG, JPEG, GIF, WebP or SVG) and was left out.`);
    return undefined;
  }

  #parseSvg(where: string, bytes: Uint8Array): XmlElement | undefined {
    if (bytes.length > this.#limits.textBytes) return undefined;
    const { text } = decodeText(bytes, where);
    if (!/<(?:\w+:)?svg\b/i.test(text.slice(0, 10_000))) return undefined;
    const root = parseMarkup(text, { where, report: this.#report, budget: this.#budget, entities: "ignore" });
    return findElement(root, "svg");
  }

  #put(bytes: Uint8Array, extension: string, type: string): string {
    const name = `${createHash("sha256").update(bytes).digest("hex")}.${extension}`;
    if (!this.images.has(name)) this.images.set(name, { type, bytes });
    return name;
  }
}

/** Says that a picture is only named and does not lie in the file; it is never fetched. */
export function tellOfPictureOutside(report: ImportReport): void {
  report.tally(
    "lost",
    (count) =>
      `${count === 1 ? "One picture" : `${count} pictures`} did not lie in the file and ${count === 1 ? "was" : "were"} left out.`,
    "pictures outside",
  );
}

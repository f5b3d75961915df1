// Zip archives made by hand, good and bad: for the tests of importers only.
import { crc32, deflateRawSync } from "node:zlib";

export interface FixtureEntry {
  name: string;
  data: string | Uint8Array;
  /** Stored as it is instead of deflated. */
  stored?: true;
  encrypted?: true;
  /** A symbolic link, as Unix packs it: its data is the path it leads to. */
  link?: true;
  /** How many of the packed bytes there are: the rest is lost. */
  cut?: number;
  /** A check sum or a size that is not true. */
  crc?: number;
  size?: number;
}

/** The bytes of a zip archive with those entries, in that order. */
export function writeZip(entries: readonly FixtureEntry[]): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name, "utf8");
    const data = Buffer.from(entry.data);
    const packed = (entry.stored ? data : deflateRawSync(data)).subarray(0, entry.cut);
    const fixed = Buffer.alloc(26);
    fixed.writeUInt16LE(20, 0);
    fixed.writeUInt16LE(0x800 | (entry.encrypted ? 1 : 0), 2);
    fixed.writeUInt16LE(entry.stored ? 0 : 8, 4);
    fixed.writeUInt32LE(entry.crc ?? crc32(data), 10);
    fixed.writeUInt32LE(packed.length, 14);
    fixed.writeUInt32LE(entry.size ?? data.length, 18);
    fixed.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), fixed, name, packed]);
    const rest = Buffer.alloc(14);
    if (entry.link) rest.writeUInt32LE(0o120777 * 0x10000, 6);
    rest.writeUInt32LE(offset, 10);
    const madeBy = entry.link ? "PK\u0001\u0002\u0014\u0003" : "PK\u0001\u0002\u0014\u0000";
    directory.push(Buffer.concat([Buffer.from(madeBy, "latin1"), fixed, rest, name]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

export interface FixtureBook {
  /** XHTML bodies by file name ("a.xhtml"), in reading order; a whole document is taken as it is. */
  texts: Record<string, string>;
  /** The inside of the `nav` of the contents; without it each text is an entry named after its file. */
  toc?: string;
  /** Further navs: landmarks, page list. */
  navs?: string;
  metadata?: string;
  /** Further manifest items, and attributes of the spine. */
  manifest?: string;
  spine?: string;
  spineAttributes?: string;
  /** Further entries of the archive. */
  entries?: FixtureEntry[];
}

/** The bytes of an EPUB 3 with those texts. Everything lies in the folder "OPS". */
export function writeEpub(book: FixtureBook): Uint8Array {
  const names = Object.keys(book.texts);
  const toc =
    book.toc ?? `<ol>${names.map((name) => `<li><a href="${name}">${name.replace(/\.\w+$/, "")}</a></li>`).join("")}</ol>`;
  const texts = names.map((name): FixtureEntry => ({ name: `OPS/${name}`, data: wholeDocument(book.texts[name] ?? "") }));
  const items = names.map((name) => `<item id="${name}" href="${name}" media-type="application/xhtml+xml"/>`).join("");
  const spine = book.spine ?? names.map((name) => `<itemref idref="${name}"/>`).join("");
  const opf = `<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">${
    book.metadata ?? "<dc:title>A Book</dc:title><dc:language>en</dc:language><dc:creator>Ann Author</dc:creator>"
  }</metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>${items}${
    book.manifest ?? ""
  }</manifest><spine ${book.spineAttributes ?? ""}>${spine}</spine></package>`;
  return writeZip([
    { name: "mimetype", data: "application/epub+zip", stored: true },
    {
      name: "META-INF/container.xml",
      data: '<container><rootfiles><rootfile full-path="OPS/package.opf"/></rootfiles></container>',
    },
    { name: "OPS/package.opf", data: opf },
    { name: "OPS/nav.xhtml", data: wholeDocument(`<nav epub:type="toc">${toc}</nav>${book.navs ?? ""}`) },
    ...texts,
    ...(book.entries ?? []),
  ]);
}

function wholeDocument(body: string): string {
  if (/^<[?!h]|^\ufeff/.test(body) && /<html|<!DOCTYPE/i.test(body)) return body;
  return `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Text</title></head><body>${body}</body></html>`;
}

/** The bytes of a Word document: its body, and further parts that replace or add to the usual ones. */
export function writeDocx(body: string, parts: readonly FixtureEntry[] = []): Uint8Array {
  const namespaces =
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"';
  const usual: FixtureEntry[] = [
    {
      name: "[Content_Types].xml",
      data: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/></Types>',
    },
    {
      name: "_rels/.rels",
      data: '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    },
    { name: "word/document.xml", data: `<w:document ${namespaces}><w:body>${body}</w:body></w:document>` },
  ];
  const replaced = new Set(parts.map(({ name }) => name));
  return writeZip([...usual.filter(({ name }) => !replaced.has(name)), ...parts]);
}

/** A PNG of that size with no picture in it: enough for all that look at its header. */
export function writePng(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(33);
  Buffer.from("\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR", "latin1").copy(bytes);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

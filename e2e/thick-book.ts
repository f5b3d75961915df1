// A book of 300 chapters that takes its moments to read and to store, for what happens meanwhile.
import { strToU8, zipSync } from "fflate";

export const THICK_CHAPTERS = 300;
const names = Array.from({ length: THICK_CHAPTERS }, (_, index) => `c${index + 1}`);
const passages = Array.from({ length: 120 }, (_, index) => `<p>Passage ${index + 1} of what <em>they</em> read slowly.</p>`).join(
  "",
);

const page = (body: string) =>
  `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>t</title></head><body>${body}</body></html>`;

/** The bytes of an EPUB with that title. */
export function makeThickBook(title: string): Uint8Array<ArrayBuffer> {
  const files: Record<string, string> = {
    "META-INF/container.xml": `<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`,
    "p.opf": `<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${title}</dc:title><dc:creator>Ann Author</dc:creator><dc:language>en</dc:language></metadata><manifest><item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>${names.map((name) => `<item id="${name}" href="${name}.xhtml" media-type="application/xhtml+xml"/>`).join("")}</manifest><spine>${names.map((name) => `<itemref idref="${name}"/>`).join("")}</spine></package>`,
    "nav.xhtml": page(
      `<nav epub:type="toc"><ol>${names.map((name, index) => `<li><a href="${name}.xhtml">Chapter ${index + 1}</a></li>`).join("")}</ol></nav>`,
    ),
  };
  for (const [index, name] of names.entries()) files[`${name}.xhtml`] = page(`<h1>Chapter ${index + 1}</h1>${passages}`);
  return new Uint8Array(
    zipSync({
      mimetype: [strToU8("application/epub+zip"), { level: 0 }],
      ...Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
    }),
  );
}

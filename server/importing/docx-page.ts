// A Word document as a page of HTML: what its styles mean, and its pictures.
import mammoth from "mammoth";
import type { DocxParts } from "./docx-parts.ts";
import { type ImageStore, type StoredImage, tellOfPictureOutside } from "./image-store.ts";
import { ImportRefusal } from "./import-refusal.ts";
import type { ImportReport } from "./import-report.ts";

/** Word's own styles by their English names, which files keep in every language, and those of LibreOffice and pandoc. */
const STYLES = [
  "p[style-name='Title'] => p.book-title:fresh",
  "p[style-name='Subtitle'] => p.book-subtitle:fresh",
  ...["Quote", "Intense Quote", "Quotations", "Block Text"].map((name) => `p[style-name='${name}'] => blockquote > p:fresh`),
  ...["Source Code", "HTML Preformatted", "Preformatted Text"].map((name) => `p[style-name='${name}'] => pre:separator('\\n')`),
  "r[style-name='Verbatim Char'] => code",
  "p[style-name='caption'] => p.caption:fresh",
  // A list of contents is made anew from the headings.
  "p[style-name='TOC Heading'] => !",
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((level) => `p[style-name='toc ${level}'] => !`),
  "p[style-name='aligned center'] => p.center:fresh",
  "p[style-name='aligned end'] => p.right:fresh",
  "u => u",
  "small-caps => span.smallcaps",
];

/** What the converter's tree has of a paragraph, as far as it is looked at here. */
interface WordNode {
  type: string;
  alignment?: string | null;
  styleName?: string | null;
  numbering?: unknown;
  children?: WordNode[];
}

/** Plain paragraphs that are centred or set to the right are given a style of their own, for the styles above. */
function markAlignment(node: WordNode): WordNode {
  const children = node.children?.map(markAlignment);
  const marked = children === undefined ? node : { ...node, children };
  const align = { center: "aligned center", right: "aligned end", end: "aligned end" }[node.alignment ?? ""];
  const isPlain = !node.numbering && /^(?:normal|body(?: text)?|first paragraph|default)?$/i.test(node.styleName ?? "");
  return node.type === "paragraph" && align !== undefined && isPlain ? { ...marked, styleName: align } : marked;
}

/** Converts a document. Its pictures are kept, and stand in the page by the names in `pictures`. */
export async function docxPage(
  parts: DocxParts,
  images: ImageStore,
  report: ImportReport,
): Promise<{ html: string; pictures: ReadonlyMap<string, StoredImage> }> {
  const pictures = new Map<string, StoredImage>();
  let refusal: ImportRefusal | undefined;
  // The converter may swallow what is thrown while it reads; a limit that was passed counts all the same.
  const noted = async <T>(read: Promise<T>): Promise<T> => {
    try {
      return await read;
    } catch (fault) {
      if (fault instanceof ImportRefusal && fault.code !== "missing") refusal ??= fault;
      throw fault;
    }
  };
  // It takes an opened archive in place of bytes, so that it sees only parts that were checked.
  const file = {
    // A style map that a file brings along is not asked for.
    exists: (name: string) => !name.startsWith("mammoth/") && parts.exists(name),
    read: (name: string, encoding?: string) =>
      noted<string | Uint8Array>(encoding === undefined ? parts.bytes(name) : parts.xml(name)),
  };
  const convertImage = mammoth.images.imgElement(async (image) => {
    const found = await image.readAsBuffer().catch(() => undefined);
    if (found === undefined) tellOfPictureOutside(report);
    const kept = found === undefined ? undefined : images.keep("a picture of the document", new Uint8Array(found));
    if (kept !== undefined) pictures.set(`picture:${kept.name}`, kept);
    return { src: `picture:${kept?.name ?? "left-out"}` };
  });
  const options = {
    styleMap: STYLES,
    convertImage,
    includeEmbeddedStyleMap: false,
    externalFileAccess: false,
    transformDocument: markAlignment,
  };
  let html = "";
  try {
    const { value } = await mammoth.convertToHtml({ file } as unknown as Parameters<typeof mammoth.convertToHtml>[0], options);
    html = value;
  } catch (fault) {
    const unreadable = new ImportRefusal(
      "damaged",
      "The file is not built as Word documents are. Please open it in a word processor and save it again as .docx.",
    );
    unreadable.cause = fault;
    throw refusal ?? unreadable;
  }
  if (refusal !== undefined) throw refusal;
  return { html: `<!DOCTYPE html><html><body>${html}</body></html>`, pictures };
}

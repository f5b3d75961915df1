// The parts of a Word document, unpacked with limits and looked through before anything else reads them: well-formed XML, without document types.
import { SaxesParser } from "saxes";
import { decodeText } from "./decode-text.ts";
import type { ImportLimits } from "./import-limits.ts";
import { ImportRefusal } from "./import-refusal.ts";
import type { TreeBudget } from "./xml-tree.ts";
import type { ZipArchive } from "./zip-archive.ts";

/** Elements inside elements beyond which the converter would run out of stack; Word itself nests a few dozen. */
const DEEPEST = 600;

export interface DocxParts {
  exists(name: string): boolean;
  /** The XML of a part; refused when it is damaged, declares entities or passes the limits. */
  xml(name: string): Promise<string>;
  bytes(name: string): Promise<Uint8Array>;
  /** How often elements of a name ("w:comment") were met in the parts read so far. */
  count(element: string): number;
}

/** Gives access to the parts of an archive. What is read twice is unpacked twice and counted twice. */
export function docxParts(archive: ZipArchive, limits: ImportLimits, budget: TreeBudget): DocxParts {
  const counts = new Map<string, number>();
  const bytes = async (name: string) => {
    const key = archive.find(name);
    const found = key === undefined ? undefined : await archive.read(key);
    if (found === undefined)
      throw new ImportRefusal("missing", `The document is not whole: “${name}” is missing. Please save it again as .docx.`);
    return found;
  };
  return {
    exists: (name) => archive.find(name) !== undefined,
    bytes,
    xml: async (name) => {
      const found = await bytes(name);
      if (found.length > limits.textBytes) {
        throw new ImportRefusal(
          "too-large",
          `The text of the document is larger than ${Math.round(limits.textBytes / 1e6)} MB. Please divide it.`,
        );
      }
      const { text } = decodeText(found, name);
      inspect(text, name, budget, counts);
      return text;
    },
    count: (element) => counts.get(element) ?? 0,
  };
}

/** Reads a part strictly, only to count its elements and to see that there is nothing in it that grows. */
function inspect(text: string, name: string, budget: TreeBudget, counts: Map<string, number>): void {
  const parser = new SaxesParser();
  let depth = 0;
  parser.on("doctype", () => {
    throw new ImportRefusal(
      "entities",
      `“${name}” in the document has a document type, which no word processor writes and which can make a small file grow without end. Please save the document again.`,
    );
  });
  parser.on("opentag", (tag) => {
    counts.set(tag.name, (counts.get(tag.name) ?? 0) + 1);
    if (budget.elements-- <= 0 || ++depth > DEEPEST) {
      throw new ImportRefusal(
        "too-complex",
        "The document has more elements, or deeper ones, than can be read. Please simplify it: tables inside tables are often the reason.",
      );
    }
  });
  parser.on("closetag", () => {
    depth--;
  });
  parser.on("error", () => {
    throw damaged(name);
  });
  parser.write(text.replace(/^\ufeff/, "")).close();
}

function damaged(name: string): ImportRefusal {
  return new ImportRefusal(
    "damaged",
    `The document is damaged (“${name}” cannot be read). Please open it in a word processor and save it again.`,
  );
}

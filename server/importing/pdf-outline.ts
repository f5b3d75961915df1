// The outline of a PDF (its bookmarks) as a table of contents: where each entry leads, and which say only "Front matter".
import { foldLine } from "#domain/text/fold.ts";
import { addressOf } from "./archive-path.ts";
import type { TocEntry } from "./epub-navigation.ts";
import type { PdfDocument } from "./pdf-document.ts";
import type { PdfLine } from "./pdf-lines.ts";

/** The name that places in a PDF have. */
const NAME = "pdf";

export interface PdfOutline {
  toc: TocEntry[];
  /** Where entries lead: a page, counted from 0, and a height on it, from the top. */
  places: { fragment: string; page: number; y: number }[];
  /** What an entry is known to be by its own words or those of the entry above it. */
  types: Map<string, Set<string>>;
}

type OutlineItem = NonNullable<Awaited<ReturnType<PdfDocument["getOutline"]>>>[number];

const MATTER = /^(front|main|body|back|end)[ -]?matter$/i;
const MATTER_TYPES: Record<string, string> = {
  front: "frontmatter",
  main: "bodymatter",
  body: "bodymatter",
  back: "backmatter",
  end: "backmatter",
};
const AROUND = /^(?:PG\b.*|project gutenberg.*|transcriber['’]s notes?|boilerplate)$/i;
const DEEPEST = 8;

/** Reads the outline; at most `most` entries of it. `heightOf` gives the height of a page. */
export async function readOutline(document: PdfDocument, most: number, heightOf: (page: number) => number): Promise<PdfOutline> {
  const out: PdfOutline = { toc: [], places: [], types: new Map() };
  let left = most;
  const placeOf = async (item: OutlineItem): Promise<{ page: number; y: number } | undefined> => {
    try {
      const target = typeof item.dest === "string" ? await document.getDestination(item.dest) : item.dest;
      const [ref, how, , top] = (target ?? []) as [unknown, { name?: string } | undefined, unknown, unknown];
      const page = typeof ref === "number" ? ref : await document.getPageIndex(ref as Parameters<PdfDocument["getPageIndex"]>[0]);
      const height =
        how?.name === "XYZ" ? top : how?.name === "FitH" || how?.name === "FitBH" ? (target as unknown[])[2] : undefined;
      return { page, y: typeof height === "number" ? heightOf(page) - height : 0 };
    } catch {
      return undefined;
    }
  };
  const read = async (items: readonly OutlineItem[], type: string | undefined, depth: number): Promise<TocEntry[]> => {
    const entries: TocEntry[] = [];
    for (const item of items) {
      if (left-- <= 0 || depth > DEEPEST) break;
      const label = foldLine(item.title)
        .replace(/(?<!\.)\.$/, "")
        .slice(0, 250);
      const matter = MATTER.exec(label)?.[1]?.toLowerCase();
      const below = await read(item.items ?? [], matter === undefined ? type : MATTER_TYPES[matter], depth + 1);
      if (matter !== undefined && matter !== "front") {
        entries.push(...below);
        continue;
      }
      const place = await placeOf(item);
      if (place === undefined && below.length === 0) continue;
      const fragment = `entry-${out.places.length}`;
      if (place !== undefined) {
        out.places.push({ fragment, ...place });
        const own = AROUND.test(label) ? "gutenberg-licence" : matter === "front" ? "frontmatter" : type;
        if (own !== undefined) out.types.set(fragment, new Set([own]));
      }
      const entry = (children: TocEntry[]): TocEntry => ({
        label,
        ...(place === undefined ? {} : { place: { name: NAME, fragment } }),
        children,
      });
      // The entries of the front matter stand beside it, not in it.
      if (matter === "front") entries.push(entry([]), ...below);
      else entries.push(entry(below));
    }
    return entries;
  };
  try {
    out.toc = await read((await document.getOutline()) ?? [], undefined, 0);
  } catch {
    out.toc = [];
  }
  return out;
}

/** Gives a function that is asked for each line in turn, and gives the addresses of the entries that lead to it. */
export function placeFinder(outline: PdfOutline): (line: PdfLine) => string[] {
  const waiting = outline.places.toSorted((a, b) => a.page - b.page || a.y - b.y);
  let next = 0;
  return (line) => {
    const found: string[] = [];
    for (let place = waiting[next]; place !== undefined; place = waiting[++next]) {
      if (place.page > line.page || (place.page === line.page && place.y > line.y + line.size * 0.3)) break;
      found.push(addressOf(NAME, place.fragment));
    }
    return found;
  };
}

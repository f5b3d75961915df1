// Where the tests find real files that nobody on this project wrote. Without them the tests that need them are skipped, and say so.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const folder = join(process.cwd(), "../shared/data");

/** False when the sample files are not on this machine. */
export const hasSamples = existsSync(join(folder, "facts.json"));
if (!hasSamples)
  console.log(
    `Tests with sample files are skipped: there is no ${join("..", "shared", "data", "facts.json")} beside the project.`,
  );

/** The path of a sample, for instance "books/purvis_poetry.epub". */
function samplePath(name: string): string {
  return join(folder, name);
}

export function readSample(name: string): Uint8Array {
  return readFileSync(samplePath(name));
}

const contents = z.object({ labels: z.array(z.string()) });
/** The level (2, "h2" or "Heading 2") and the words of each heading. */
const headings = z.array(z.tuple([z.union([z.string(), z.number()]), z.string()]));
const facts = z.object({
  files: z.record(
    z.string(),
    z.object({
      epub: z
        .object({
          title: z.array(z.string()).default([]),
          creator: z.array(z.string()).default([]),
          language: z.array(z.string()).default([]),
          words: z.number().default(0),
          endnote_li: z.number().optional(),
          nav_toc: contents.optional(),
          ncx: contents.extend({ pages: z.number() }).optional(),
        })
        .optional(),
      text: z.object({ words: z.number(), headings: headings.optional() }).optional(),
      html: z.object({ words_body: z.number(), headings, footnotes: z.number() }).optional(),
      docx: z.object({ headings, footnotes: z.number(), comments: z.number() }).optional(),
    }),
  ),
  quotes: z.array(z.object({ file: z.string(), document: z.string().optional(), exact: z.string(), occurrences: z.number() })),
});

/** What is known of the samples: counts and texts that were taken from the files by other means. */
export function sampleFacts(): z.infer<typeof facts> {
  return facts.parse(JSON.parse(readFileSync(join(folder, "facts.json"), "utf8")));
}

// Random books as they are read, for property tests: chapters with notes, headings and links into one another, all of it sound.
import fc from "fast-check";
import { canonicalText } from "./canonical.ts";
import { type Chapter, chapterRoles, type ImportedBook, type Inline, type Passage } from "./model.ts";
import { countWords } from "./words.ts";

interface Plan {
  kind: "paragraph" | "heading" | "item" | "rule";
  text: string;
  /** Where a link or a note marker leads: any number, brought into bounds. */
  link?: number;
  note?: number;
}

const text = fc.constantFrom("One leaf.", "Two leaves more", "A third", "Zwölf", "Nothing but text here, and a comma");
const plan: fc.Arbitrary<Plan> = fc.record(
  {
    kind: fc.constantFrom("paragraph", "paragraph", "paragraph", "heading", "item", "rule"),
    text,
    link: fc.nat(),
    note: fc.nat(),
  },
  { requiredKeys: ["kind", "text"] },
) as fc.Arbitrary<Plan>;
const chapter = fc.record({
  title: fc.constantFrom("The first", "Another", "Of bread", "One leaf."),
  section: fc.constantFrom<string[]>([], ["Part one"], ["Part one", "Book two"]),
  role: fc.constantFrom(...chapterRoles),
  author: fc.option(fc.constantFrom("R. Amsel", "A. Haddad"), { nil: undefined }),
  plans: fc.array(plan, { minLength: 1, maxLength: 6 }),
  notes: fc.nat({ max: 2 }),
});

/** A sound book of up to five chapters. */
export const bookArbitrary: fc.Arbitrary<ImportedBook> = fc.array(chapter, { minLength: 1, maxLength: 5 }).map((drafts) => {
  const keys = drafts.flatMap(({ plans }, at) => plans.map((_, index) => `${at}.${index}`));
  const notes = drafts.flatMap((draft, at) => Array.from({ length: draft.notes }, (_, index) => `${at}.n${index}`));
  const pick = (from: string[], at: number) => from[at % from.length] ?? "0.0";
  const contentOf = ({ kind, text, link, note }: Plan): Inline[] => {
    if (kind === "rule") return [];
    const marker: Inline[] = note !== undefined && notes.length > 0 ? [{ t: "noteref", label: "1", to: pick(notes, note) }] : [];
    const led: Inline[] = link === undefined ? [] : [" ", { t: "a", c: ["see there"], to: pick(keys, link) }];
    return [text, ...marker, ...led];
  };
  const chapters = drafts.map(({ plans, notes: count, author, ...lines }, at): Chapter => {
    const passages: Passage[] = plans.map((draft, index) => ({
      key: `${at}.${index}`,
      kind: draft.kind,
      content: contentOf(draft),
      ...(draft.kind === "heading" && { level: 2 }),
    }));
    const words = passages.reduce((sum, passage) => sum + countWords(canonicalText(passage)), 0);
    const ends = Array.from({ length: count }, (_, index): Passage => {
      return { key: `${at}.n${index}`, kind: "note", marker: "1", content: [`Note ${index}`] };
    });
    return { ...lines, ...(author && { author }), passages: [...passages, ...ends], words };
  });
  return {
    ...{ format: "epub", title: "A book", authors: ["N. N."], language: "en", direction: "ltr" },
    ...{ chapters, images: new Map(), report: [] },
  };
});

// Quotes from other programs: what they do to white space and signs does not matter, where they stand more than once the words beside them decide.
import { expect, test } from "vitest";
import type { ChapterText } from "./carrying.ts";
import { passageId } from "./chapter.arbitrary.ts";
import { findQuotes, type Quote } from "./find-quotes.ts";
import { verify } from "./verify.ts";

const chapters: ChapterText[] = [
  [
    "A specter is haunting Europe—the specter of Communism.",
    "“All the powers of old Europe,” he said, “have entered into a holy alliance to exorcise this specter.”",
  ],
  [
    "Two things result from this fact: the café is closed.",
    "It is high time. The specter of Communism is a nursery tale, it is high time.",
  ],
].map((texts, c) => ({ id: `chapter-${c}`, passages: texts.map((text, p) => ({ id: passageId(c * 10 + p), text })) }));

function find(quote: Quote) {
  const found = findQuotes(chapters, [{ id: "one", ...quote }]).get("one");
  if (found === undefined) throw new Error("nothing became of it");
  for (const { chapterId, anchor } of found.places)
    expect(verify(anchor, chapters.find(({ id }) => id === chapterId)?.passages ?? [])).toEqual({ ok: true });
  const place = found.places[0];
  return { state: found.state, quote: place?.anchor.quote, passage: place?.anchor.passage, others: found.places.length - 1 };
}

test.each<[string, Quote, string, number]>([
  ["as it stands", { quote: "haunting Europe—the specter" }, "haunting Europe—the specter", 0],
  ["with other dashes, case and white space", { quote: "HAUNTING\n  Europe -- the specter" }, "haunting Europe—the specter", 0],
  [
    "with other quotation marks",
    { quote: `"All the powers of old Europe," he said` },
    "“All the powers of old Europe,” he said",
    1,
  ],
  [
    "with a hyphen at a line's end",
    { quote: "entered into a holy alli-\nance to exor-\ncise" },
    "entered into a holy alliance to exorcise",
    1,
  ],
  ["without its accents", { quote: "from this fact: the cafe is" }, "from this fact: the café is", 10],
  [
    "with an ellipsis",
    { quote: "All the powers of old Europe … a holy alliance" },
    "All the powers of old Europe,” he said, “have entered into a holy alliance",
    1,
  ],
  ["cut off with an ellipsis", { quote: "have entered into a holy alliance to..." }, "have entered into a holy alliance to", 1],
  ["with its full stop", { quote: "the café is closed." }, "the café is closed.", 10],
  ["over passages", { quote: "specter of Communism. All the powers" }, "specter of Communism.\n“All the powers", 0],
  [
    "with misread letters",
    { quote: "have entcred into a hoIy aIliance to exorclse" },
    "have entered into a holy alliance to exorcise",
    1,
  ],
  ["by what stands before it", { quote: "specter of Communism", before: "haunting Europe--the " }, "specter of Communism", 0],
  ["by what stands after it", { quote: "specter of Communism", after: " is a nursery" }, "specter of Communism", 11],
  ["by where it stood, to be checked", { quote: "specter of Communism", near: 0.9 }, "specter of Communism", 11],
])("a quote is found %s", (name, quote, words, passage) => {
  const found = find(quote);
  expect(found).toMatchObject({ quote: words, passage: passageId(passage) });
  expect(found.state).toBe(name.endsWith("to be checked") || name.endsWith("misread letters") ? "check" : "certain");
});

test("a quote that stands twice with nothing to decide is to be checked, with both places", () => {
  expect(find({ quote: "it is high time" })).toMatchObject({ state: "check", others: 1 });
});

test("a quote that is not there is put nowhere", () => {
  expect(find({ quote: "The history of all hitherto existing society" }).state).toBe("orphan");
  expect(find({ quote: "—" })).toMatchObject({ state: "orphan", others: -1 });
});

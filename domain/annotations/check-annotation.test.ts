// Every must of the model, broken one at a time in an annotation that is otherwise in order.
import { expect, test } from "vitest";
import type { Rule } from "./annotation-faults.ts";
import { checkAnnotation, checkCollection, checkPage } from "./check-annotation.ts";

const good = {
  "@context": "http://www.w3.org/ns/anno.jsonld",
  id: "http://example.org/1",
  type: "Annotation",
  body: { type: "TextualBody", value: "Words", format: "text/plain", language: "en" },
  target: { source: "http://example.org/page", selector: { type: "TextQuoteSelector", exact: "a", prefix: "", suffix: "" } },
};
const rulesOf = (given: unknown) => [...new Set(checkAnnotation(given).map(({ rule }) => rule))];

test("what is in order has no fault", () => {
  expect(checkAnnotation(good)).toEqual([]);
});

test.each<[string, Rule, object]>([
  ["no context", "context", { "@context": undefined }],
  ["another context only", "context", { "@context": ["http://example.org/other.json"] }],
  ["no id", "id", { id: undefined }],
  ["two ids", "id", { id: ["http://example.org/1", "http://example.org/2"] }],
  ["an id that is no IRI", "id", { id: "not a uri" }],
  ["no type", "type", { type: undefined }],
  ["another type", "type", { type: "Squirrel" }],
  ["no target", "target", { target: undefined }],
  ["a number for a target", "target", { target: 9 }],
  ["a target that is no IRI", "target", { target: "over there" }],
  ["a body that is no IRI", "body", { body: "this is not a uri" }],
  ["a body whose id is no IRI", "id", { body: { id: "this is not a uri either" } }],
  ["a body that is nothing in particular", "body", { body: { items: ["http://example.com/1"] } }],
  ["an empty choice", "items", { body: { type: "Choice", items: [] } }],
  ["a number for a format", "format", { body: { id: "http://example.com/1", format: 6 } }],
  ["a number for a language", "language", { body: { id: "http://example.com/1", language: 3 } }],
  ["a squirrel for a direction", "textDirection", { body: { id: "http://example.com/1", textDirection: "squirrel" } }],
  ["two directions", "textDirection", { body: { id: "http://example.com/1", textDirection: ["ltr", "rtl"] } }],
  [
    "two languages to process it by",
    "processingLanguage",
    { body: { id: "http://example.com/1", processingLanguage: ["en", "de"] } },
  ],
  ["a text without words", "value", { body: { type: "TextualBody", format: "text/plain" } }],
  ["a text with two values", "value", { body: { type: "TextualBody", value: ["a", "b"] } }],
  ["two bodies by two names", "bodyValue", { bodyValue: "doppelganger" }],
  ["a list for a body value", "bodyValue", { body: undefined, bodyValue: ["body", "doppelganger"] }],
  ["a creator who is a number", "agent", { creator: 6 }],
  ["a generator that is a number", "agent", { generator: 42 }],
  ["made yesterday", "time", { created: "yesterday" }],
  ["made on a day that is none", "time", { created: "2026-02-31T99:00:00Z" }],
  ["made at a time without a zone", "time", { created: "2026-02-03T04:05:06" }],
  ["changed twice", "time", { modified: ["2015-01-28T12:00:00Z", "2015-01-28T12:00:01Z"] }],
  ["generated twice", "time", { generated: ["2015-01-28T12:00:00Z", "2015-01-28T12:00:01Z"] }],
  ["rights that are no IRI", "rights", { rights: "not a uri" }],
  ["a canonical name that is no IRI", "canonical", { canonical: "not a uri" }],
  ["a way it came by that is no IRI", "via", { via: "a friend" }],
  ["a motivation nobody knows", "motivation", { motivation: "grumbling about it" }],
  [
    "a quote without words",
    "selector",
    { target: { source: "http://e.org/", selector: { type: "TextQuoteSelector", prefix: "a" } } },
  ],
  [
    "a position before the start",
    "selector",
    { target: { source: "http://e.org/", selector: { type: "TextPositionSelector", start: -1, end: 2 } } },
  ],
  [
    "a range with one end",
    "selector",
    { target: { source: "http://e.org/", selector: { type: "RangeSelector", startSelector: "urn:a:b" } } },
  ],
  [
    "a faulty refinement",
    "selector",
    {
      target: { source: "http://e.org/", selector: { type: "FragmentSelector", value: "a", refinedBy: { type: "CssSelector" } } },
    },
  ],
  ["a part of nothing", "source", { target: { type: "SpecificResource", selector: { type: "CssSelector", value: "p" } } }],
])("an annotation with %s breaks the rule of its %s", (_, rule, change) => {
  expect(rulesOf({ ...good, ...change })).toEqual([rule]);
});

test("a value that nests without end is a fault, not a stack that runs out", () => {
  let selector: object = { type: "CssSelector", value: "p" };
  for (let i = 0; i < 5_000; i++) selector = { type: "FragmentSelector", value: "a", refinedBy: selector };
  expect(rulesOf({ ...good, target: { source: "http://e.org/", selector } })).toEqual(["selector"]);
});

test("collections and pages have musts of their own, and a page those of its items", () => {
  const collection = { "@context": good["@context"], id: "urn:x:c", type: "AnnotationCollection", total: 2, first: "urn:x:p" };
  expect(checkCollection(collection)).toEqual([]);
  expect(checkCollection({ ...collection, total: -1 })).toEqual([{ rule: "total", at: "total" }]);
  const { "@context": _, ...item } = good;
  const page = {
    "@context": good["@context"],
    id: "urn:x:p",
    type: "AnnotationPage",
    partOf: "urn:x:c",
    startIndex: 0,
    items: [item],
  };
  expect(checkPage(page)).toEqual([]);
  expect(checkPage({ ...page, items: [{ ...item, type: "Squirrel" }] })).toEqual([{ rule: "type", at: "items[0].type" }]);
  expect(checkPage({ ...page, items: undefined })).toEqual([{ rule: "items", at: "items" }]);
});

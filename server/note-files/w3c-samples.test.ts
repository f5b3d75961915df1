// The W3C's own examples: the correct ones have no fault; each incorrect one has the fault it was written for, looked at with its other faults mended.
import { describe, expect, test } from "vitest";
import type { Rule } from "#domain/annotations/annotation-faults.ts";
import { checkAnnotation, checkCollection, checkPage } from "#domain/annotations/check-annotation.ts";
import { isObject, listOf } from "#domain/annotations/json-value.ts";
import { hasSamples, readSample } from "../importing/sample-data.ts";

const read = (name: string) => new TextDecoder().decode(readSample(`annotations/w3c/${name}.json`));
const correct = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 31, 32, 35, 37, 38, 39, 40,
];

function check(json: unknown) {
  const types = listOf(isObject(json) ? json.type : undefined);
  if (types.includes("AnnotationCollection")) return checkCollection(json);
  return types.includes("AnnotationPage") ? checkPage(json) : checkAnnotation(json);
}

/** The sample's declared defect alone: a trailing comma, a list of ids and a misspelt key stand in several that are about something else. */
function mended(name: string, keep: { ids?: true } = {}): unknown {
  const json = JSON.parse(
    read(name)
      .replace(/,\s*\}$/, "}")
      .replaceAll('"langauage"', '"language"'),
  );
  return keep.ids || !Array.isArray(json.id) ? json : { ...json, id: json.id[0] };
}

describe.skipIf(!hasSamples)("the examples of the W3C", () => {
  test.each([...correct.map((n) => `anno${n}`), "example41", "example42", "example43"])("correct/%s is correct", (name) => {
    expect(check(JSON.parse(read(`correct/${name}`)))).toEqual([]);
  });

  test.each<[number, Rule]>([
    [3, "context"],
    [5, "context"],
    [6, "id"],
    [7, "id"],
    [8, "type"],
    [9, "type"],
    [10, "target"],
    [11, "target"],
    [12, "body"],
    [13, "id"],
    [14, "format"],
    [15, "language"],
    [16, "textDirection"],
    [17, "value"],
    [19, "bodyValue"],
    [20, "bodyValue"],
    [21, "bodyValue"],
    [23, "processingLanguage"],
    [24, "textDirection"],
    [25, "body"],
    [26, "agent"],
    [27, "agent"],
    [28, "time"],
    [29, "time"],
    [31, "time"],
    [32, "time"],
    [33, "time"],
    [34, "rights"],
    [36, "canonical"],
  ])("incorrect/anno%d breaks the rule of its %s and no other", (n, rule) => {
    const faults = check(mended(`incorrect/anno${n}`, n === 7 ? { ids: true } : {}));
    expect([...new Set(faults.map((fault) => fault.rule))]).toEqual([rule]);
  });

  test("incorrect/anno1 is not JSON, and incorrect/anno2 has nothing that an annotation must have", () => {
    expect(() => JSON.parse(read("incorrect/anno1"))).toThrow();
    expect(check(JSON.parse(read("incorrect/anno2"))).map((fault) => fault.rule)).toEqual(["context", "id", "type", "target"]);
  });
});

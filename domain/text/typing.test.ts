// What is typed, with "|" for the caret and "[…]" for what is selected.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asLines, begunAt, completed, emphasised, fitting, linked, type Typed, tagsIn } from "./typing.ts";

function typed(shown: string): Typed {
  const caret = shown.indexOf("|");
  if (caret !== -1) return { text: shown.replace("|", ""), start: caret, end: caret };
  return { text: shown.replace(/[⟨⟩]/g, ""), start: shown.indexOf("⟨"), end: shown.indexOf("⟩") - 1 };
}
function shown({ text, start, end }: Typed): string {
  if (start === end) return `${text.slice(0, start)}|${text.slice(start)}`;
  return `${text.slice(0, start)}⟨${text.slice(start, end)}⟩${text.slice(end)}`;
}

describe("emphasis", () => {
  test.each([
    ["a ⟨b⟩ c", "**", "a **⟨b⟩** c"],
    ["a **⟨b⟩** c", "**", "a ⟨b⟩ c"],
    ["a **⟨b⟩** c", "*", "a ***⟨b⟩*** c"],
    ["a ***⟨b⟩*** c", "*", "a **⟨b⟩** c"],
    ["a ⟨b ⟩c", "*", "a *⟨b⟩* c"],
    ["a | c", "**", "a **|** c"],
    ["a **|** c", "**", "a | c"],
    ["⟨😀⟩", "*", "*⟨😀⟩*"],
  ] as const)("%s with %s becomes %s", (before, sign, after) => {
    expect(shown(emphasised(typed(before), sign))).toBe(after);
  });
});

describe("lines", () => {
  test.each([
    ["one\ntw|o\nthree", "> ", "one\n> two|\nthree"],
    ["o⟨ne\ntw⟩o\nthree", "- ", "⟨- one\n- two⟩\nthree"],
    ["⟨- one\n- two⟩", "- ", "⟨one\ntwo⟩"],
    ["⟨> one\ntwo⟩", "> ", "⟨> > one\n> two⟩"],
    ["|", "> ", "> |"],
  ] as const)("%s with %s becomes %s", (before, marker, after) => {
    expect(shown(asLines(typed(before), marker))).toBe(after);
  });
});

test("a link takes the selected words, or its own", () => {
  const write = (words: string) => `[${words}](x)`;
  expect(shown(linked(typed("see ⟨this⟩."), "passage 12", write))).toBe("see [this](x)|.");
  expect(shown(linked(typed("see |."), "passage 12", write))).toBe("see [passage 12](x)|.");
});

describe("names and tags that are being typed", () => {
  test.each([
    ["Yes @Ad|", { sign: "@", typed: "Ad", from: 4 }],
    ["@|", { sign: "@", typed: "", from: 0 }],
    ["(#bre|ad", { sign: "#", typed: "bre", from: 1 }],
    ["قال @أم|", { sign: "@", typed: "أم", from: 4 }],
    ["ada@example|", undefined],
    ["https://a.example/#p|", undefined],
    ["@Ada Lo|", undefined],
    ["⟨@Ada⟩", undefined],
  ])("%s", (before, begun) => {
    expect(begunAt(typed(before))).toEqual(begun);
  });

  test("are completed, with one space after them", () => {
    const at = (before: string) => begunAt(typed(before)) ?? { sign: "@" as const, typed: "", from: 0 };
    expect(shown(completed(typed("Yes @Ad|"), at("Yes @Ad|"), "@[Ada](x)"))).toBe("Yes @[Ada](x) |");
    expect(shown(completed(typed("Yes @Ad| said"), at("Yes @Ad| said"), "@[Ada](x)"))).toBe("Yes @[Ada](x) |said");
  });

  test("are offered by the beginning of any of their words, without regard to case and marks", () => {
    const names = ["Émile Zola", "Ben", "Zoë", "Hanna Osei", "أمل حداد"];
    const found = (begun: string) => fitting(names, (name) => name, begun);
    expect(found("zo")).toEqual(["Zoë", "Émile Zola"]);
    expect(found("emi")).toEqual(["Émile Zola"]);
    expect(found("حد")).toEqual(["أمل حداد"]);
    expect(found("")).toEqual(names);
    expect(found("sei")).toEqual([]);
  });

  test("tags of a text are found as they were typed, each once", () => {
    expect(tagsIn("#bread and (#roses), #bread; a#b https://x.example/#c # #12")).toEqual(["bread", "roses"]);
    expect(tagsIn("#خبز #日本語 #é")).toEqual(["خبز", "日本語", "é"]);
  });
});

test("emphasis and lines given twice leave the text as it was", () => {
  const any = fc
    .tuple(fc.string({ unit: fc.constantFrom("a", " ", "\n", "é", "😀") }), fc.nat(), fc.nat())
    .map(([text, one, two]) => {
      const ends = [one % (text.length + 1), two % (text.length + 1)].sort((a, b) => a - b);
      return { text, start: ends[0] ?? 0, end: ends[1] ?? 0 };
    });
  fc.assert(
    fc.property(any, fc.constantFrom("*" as const, "**" as const), (one, sign) => {
      expect(emphasised(emphasised(one, sign), sign).text).toBe(one.text);
    }),
  );
  fc.assert(
    fc.property(any, fc.constantFrom("> " as const, "- " as const), (one, marker) => {
      expect(asLines(asLines(one, marker), marker).text).toBe(one.text);
    }),
  );
});

// The musts of the W3C Web Annotation model for what an annotation says (its bodies) and what it says it of (its targets).
import { type Fault, isIri, isMotivation, isNamed, type Rule } from "./annotation-faults.ts";
import { entryOf, isObject, type JsonObject, listOf } from "./json-value.ts";

/** How deep selectors may refine one another, and sets lie in sets; no software goes there, and a walk must end. */
const DEEPEST = 16;

/** What a set of several resources is called. */
const sets = new Set(["Choice", "Composite", "List", "Independents"]);

/** What makes something that is no set known for what it is. */
const knownBy = ["id", "type", "source", "value"];

export function checkBody(given: unknown, at: string): Fault[] {
  return checkResource(given, at, "body", 0);
}

export function checkTarget(given: unknown, at: string): Fault[] {
  return checkResource(given, at, "target", 0);
}

function checkResource(given: unknown, at: string, rule: "body" | "target", depth: number): Fault[] {
  if (isIri(given)) return [];
  if (!isObject(given) || depth > DEEPEST) return [{ rule, at }];
  const faults: Fault[] = [];
  const must = (holds: boolean, broken: Rule, key: string) => holds || faults.push({ rule: broken, at: `${at}.${key}` });
  const types = listOf(given.type);
  must(given.id === undefined || isIri(given.id), "id", "id");

  if (types.some((type) => sets.has(String(type)))) {
    must(Array.isArray(given.items) && given.items.length > 0, "items", "items");
    listOf(given.items).forEach((item, index) => {
      faults.push(...checkResource(item, `${at}.items[${index}]`, rule, depth + 1));
    });
    return faults;
  }
  if (!knownBy.some((key) => Object.hasOwn(given, key))) faults.push({ rule, at });
  if (types.includes("TextualBody")) must(typeof given.value === "string", "value", "value");
  if (types.includes("SpecificResource") || given.source !== undefined) {
    must(isNamed(given.source), "source", "source");
    faults.push(...checkSelectors(given.selector, `${at}.selector`, depth));
  }
  checkDescription(given, must);
  return faults;
}

/** Format, languages and writing directions of a resource. */
function checkDescription(given: JsonObject, must: (holds: boolean, rule: Rule, key: string) => void): void {
  const isText = (value: unknown) => typeof value === "string";
  must(listOf(given.format).every(isText), "format", "format");
  must(listOf(given.language).every(isText), "language", "language");
  must(
    given.textDirection === undefined || ["ltr", "rtl", "auto"].includes(String(given.textDirection)),
    "textDirection",
    "textDirection",
  );
  must(given.processingLanguage === undefined || isText(given.processingLanguage), "processingLanguage", "processingLanguage");
  must(listOf(given.purpose).every(isMotivation), "motivation", "purpose");
  must(listOf(given.creator).every(isNamed), "agent", "creator");
  must(listOf(given.rights).every(isIri), "rights", "rights");
}

/** What each kind of selector must have, and of which sort. */
const parts: Record<string, Record<string, "text" | "number" | "selector">> = {
  FragmentSelector: { value: "text" },
  CssSelector: { value: "text" },
  XPathSelector: { value: "text" },
  TextQuoteSelector: { exact: "text" },
  TextPositionSelector: { start: "number", end: "number" },
  DataPositionSelector: { start: "number", end: "number" },
  RangeSelector: { startSelector: "selector", endSelector: "selector" },
};

function checkSelectors(given: unknown, at: string, depth: number): Fault[] {
  return listOf(given).flatMap((selector, index) => checkSelector(selector, `${at}[${index}]`, depth));
}

function checkSelector(given: unknown, at: string, depth: number): Fault[] {
  if (isIri(given)) return [];
  if (!isObject(given) || depth > DEEPEST) return [{ rule: "selector", at }];
  const faults: Fault[] = [];
  const isNumber = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;
  for (const type of listOf(given.type)) {
    if (typeof type !== "string" || !Object.hasOwn(parts, type)) continue;
    for (const [key, sort] of Object.entries(parts[type] ?? {})) {
      const value = entryOf(given, key);
      if (sort === "selector") faults.push(...checkSelector(value, `${at}.${key}`, depth + 1));
      else if (sort === "text" ? typeof value !== "string" : !isNumber(value))
        faults.push({ rule: "selector", at: `${at}.${key}` });
    }
  }
  if (given.refinedBy !== undefined) faults.push(...checkSelectors(given.refinedBy, `${at}.refinedBy`, depth + 1));
  return faults;
}

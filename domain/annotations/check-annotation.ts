// The musts of the W3C Web Annotation model (https://www.w3.org/TR/annotation-model/): what is wrong with an annotation, a collection or a page of one, each fault by its name.
import { type Fault, isIri, isMotivation, isNamed, type Rule } from "./annotation-faults.ts";
import { checkBody, checkTarget } from "./check-resource.ts";
import { entryOf, isObject, type JsonObject, listOf } from "./json-value.ts";

/** The context that every annotation names. */
export const ANNO_CONTEXT = "http://www.w3.org/ns/anno.jsonld";

/** A moment with its zone (xsd:dateTimeStamp; https://www.w3.org/TR/annotation-model/ wants UTC, written as Z). */
const isTime = (value: unknown) =>
  typeof value === "string" &&
  /^-?\d{4,}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/.test(value) &&
  !Number.isNaN(Date.parse(value));

/** The faults of one annotation. `within` is where it stands; inside a page it needs no context of its own. */
export function checkAnnotation(given: unknown, within = ""): Fault[] {
  if (!isObject(given)) return [{ rule: "object", at: within }];
  const faults: Fault[] = [];
  const at = (key: string) => (within === "" ? key : `${within}.${key}`);
  const must = (holds: boolean, rule: Rule, key: string) => holds || faults.push({ rule, at: at(key) });
  if (within === "") must(namesContext(given), "context", "@context");
  must(isIri(given.id), "id", "id");
  must(listOf(given.type).includes("Annotation"), "type", "type");
  checkCommon(given, must);

  must(listOf(given.motivation).every(isMotivation), "motivation", "motivation");
  const [bodies, bodyValue] = [listOf(given.body), given.bodyValue];
  must(bodyValue === undefined || (typeof bodyValue === "string" && bodies.length === 0), "bodyValue", "bodyValue");
  bodies.forEach((body, index) => {
    faults.push(...checkBody(body, `${at("body")}[${index}]`));
  });
  const targets = listOf(given.target);
  must(targets.length > 0, "target", "target");
  targets.forEach((target, index) => {
    faults.push(...checkTarget(target, `${at("target")}[${index}]`));
  });
  return faults;
}

/** The faults of a collection: what it is called by, how many it holds, and where it begins. */
export function checkCollection(given: unknown): Fault[] {
  if (!isObject(given)) return [{ rule: "object", at: "" }];
  const faults: Fault[] = [];
  const must = (holds: boolean, rule: Rule, key: string) => holds || faults.push({ rule, at: key });
  must(namesContext(given), "context", "@context");
  must(isIri(given.id), "id", "id");
  must(listOf(given.type).includes("AnnotationCollection"), "type", "type");
  must(given.total === undefined || isCount(given.total), "total", "total");
  must(given.first === undefined || isNamed(given.first), "items", "first");
  must(given.last === undefined || isNamed(given.last), "items", "last");
  checkCommon(given, must);
  if (isObject(given.first)) faults.push(...checkPage(given.first, "first"));
  return faults;
}

/** The faults of a page of a collection, and of the annotations in it. */
export function checkPage(given: unknown, within = ""): Fault[] {
  if (!isObject(given)) return [{ rule: "object", at: within }];
  const faults: Fault[] = [];
  const at = (key: string) => (within === "" ? key : `${within}.${key}`);
  const must = (holds: boolean, rule: Rule, key: string) => holds || faults.push({ rule, at: at(key) });
  if (within === "") must(namesContext(given), "context", "@context");
  must(isIri(given.id), "id", "id");
  must(listOf(given.type).includes("AnnotationPage"), "type", "type");
  must(given.startIndex === undefined || isCount(given.startIndex), "total", "startIndex");
  for (const key of ["partOf", "next", "prev"]) must(entryOf(given, key) === undefined || isNamed(given[key]), "items", key);
  must(Array.isArray(given.items), "items", "items");
  listOf(given.items).forEach((item, index) => {
    if (!isIri(item)) faults.push(...checkAnnotation(item, `${at("items")}[${index}]`));
  });
  return faults;
}

const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;

const namesContext = (given: JsonObject) => listOf(given["@context"]).includes(ANNO_CONTEXT);

/** Who made it, when, and under which names it is known: the same for everything of the model. */
function checkCommon(given: JsonObject, must: (holds: boolean, rule: Rule, key: string) => void): void {
  for (const key of ["creator", "generator"]) must(listOf(entryOf(given, key)).every(isNamed), "agent", key);
  for (const key of ["created", "modified", "generated"])
    must(entryOf(given, key) === undefined || isTime(given[key]), "time", key);
  must(listOf(given.rights).every(isIri), "rights", "rights");
  must(given.canonical === undefined || isIri(given.canonical), "canonical", "canonical");
  must(listOf(given.via).every(isIri), "via", "via");
}

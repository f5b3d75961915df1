// JSON from elsewhere, looked at with care: what may be asked of a value of unknown shape, and one form for comparing.

export type JsonObject = { readonly [key: string]: unknown };

/** An object that is no list. Only its own keys are ever looked at, so a key named like something of Object's is a key like any other. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value of a key of its own; undefined for anything else. */
export function entryOf(thing: unknown, key: string): unknown {
  return isObject(thing) && Object.hasOwn(thing, key) ? thing[key] : undefined;
}

export function textOf(thing: unknown, key: string): string | undefined {
  const value = entryOf(thing, key);
  return typeof value === "string" ? value : undefined;
}

/** JSON-LD writes one value and a list of one alike; nothing is an empty list. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Whether a text of JSON nests no deeper than `most`. Counted before it is parsed, because what walks a deep value may run out of stack. */
export function nestsWithin(json: string, most: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < json.length; at++) {
    const sign = json.charCodeAt(at);
    if (quoted) {
      if (sign === 0x5c) at++;
      else if (sign === 0x22) quoted = false;
    } else if (sign === 0x22) quoted = true;
    else if (sign === 0x7b || sign === 0x5b) {
      if (++depth > most) return false;
    } else if (sign === 0x7d || sign === 0x5d) depth--;
  }
  return true;
}

/** One text for one value: keys in the order of their UTF-16 units, no white space, what is undefined left out (as RFC 8785 orders keys). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? "null";
  const keys = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`).join(",")}}`;
}

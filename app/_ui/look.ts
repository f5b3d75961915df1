// How a person has the page look: theme and type. Kept in a cookie, so that the server draws it right from the first byte and nothing flashes.
// On a device that several people use each has a cookie of their own.

/** What may be chosen, in the order it is offered; the first of each is what a newcomer gets. */
export const looks = {
  theme: ["auto", "paper", "sepia", "night", "contrast"],
  size: ["normal", "small", "large", "larger", "largest", "double", "triple", "quadruple"],
  measure: ["normal", "narrow", "wide"],
  lineHeight: ["normal", "tight", "loose", "double"],
  face: ["serif", "sans", "atkinson", "dyslexic", "system"],
  justify: ["start", "both"],
  /** How much of the notes is heard in the text: the button after each passage, nothing, or where marked words begin and end. */
  spoken: ["passage", "off", "line"],
} as const;
/** The sizes, smallest first. */
export const sizesInOrder = ["small", "normal", "large", "larger", "largest", "double", "triple", "quadruple"] as const;

export type Look = { [K in keyof typeof looks]: (typeof looks)[K][number] };
export type Theme = Look["theme"];

/** The attribute of <html> that tells people on one device apart; it is not there for who is not signed in. */
export const personAttribute = "data-person";

/** The cookie of the device, or of a person on it, by the short sign that stands in `personAttribute`. */
export const lookCookie = (person?: string | null) => (person ? `interleaf-look-${person}` : "interleaf-look");

const attributes = {
  theme: "data-theme",
  size: "data-size",
  measure: "data-measure",
  lineHeight: "data-line-height",
  face: "data-face",
  justify: "data-justify",
  spoken: "data-spoken",
} as const satisfies Record<keyof Look, string>;

function choose<T extends string>(offered: readonly [T, ...T[]], value: string | null | undefined): T {
  return offered.find((choice) => choice === value) ?? offered[0];
}

/** A look from whatever says a value for each of its parts; what is missing or unknown is as for a newcomer. */
function lookFrom(value: (key: keyof Look) => string | null | undefined): Look {
  return {
    theme: choose(looks.theme, value("theme")),
    size: choose(looks.size, value("size")),
    measure: choose(looks.measure, value("measure")),
    lineHeight: choose(looks.lineHeight, value("lineHeight")),
    face: choose(looks.face, value("face")),
    justify: choose(looks.justify, value("justify")),
    spoken: choose(looks.spoken, value("spoken")),
  };
}

/** Reads a cookie's value ("theme=night.size=large"). */
export function readLook(value: string | undefined): Look {
  const said = new Map(
    (value ?? "").split(".").map((pair): [string, string] => [pair.split("=")[0] ?? "", pair.split("=")[1] ?? ""]),
  );
  return lookFrom((key) => said.get(key));
}

/** The cookie's value for a look: only what differs from a newcomer's. */
export function writeLook(look: Look): string {
  return (Object.keys(looks) as (keyof Look)[])
    .filter((key) => look[key] !== looks[key][0])
    .map((key) => `${key}=${look[key]}`)
    .join(".");
}

/** The attributes on <html> that globals.css answers to. */
export function lookAttributes(look: Look): Record<string, string> {
  return Object.fromEntries((Object.keys(attributes) as (keyof Look)[]).map((key) => [attributes[key], look[key]]));
}

/** The look <html> has now; the inverse of lookAttributes. */
export function lookOfAttributes(read: (attribute: string) => string | null): Look {
  return lookFrom((key) => read(attributes[key]));
}

/** Colour of the browser's own bar: the page token of each theme in globals.css. */
export const barColours: Record<Exclude<Theme, "auto">, string> = {
  paper: "#f5f1e8",
  sepia: "#e8dac0",
  night: "#131110",
  contrast: "#ffffff",
};

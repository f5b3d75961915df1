// The markers of list items as a reader sees them: "3.", "iv.", "•".
import { attribute, childElements, type XmlElement } from "./xml-tree.ts";

const ROMAN: [number, string][] = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
];

/** A number as a list of that type (HTML's `type` attribute) writes it. */
export function listNumber(value: number, type: string): string {
  if (/^[aA]$/.test(type) && value > 0) {
    let letters = "";
    for (let rest = value; rest > 0; rest = Math.floor((rest - 1) / 26))
      letters = String.fromCharCode(97 + ((rest - 1) % 26)) + letters;
    return type === "A" ? letters.toUpperCase() : letters;
  }
  if (/^[iI]$/.test(type) && value > 0 && value < 4000) {
    let rest = value;
    let numeral = "";
    for (const [worth, sign] of ROMAN) {
      while (rest >= worth) {
        numeral += sign;
        rest -= worth;
      }
    }
    return type === "I" ? numeral.toUpperCase() : numeral;
  }
  return String(value);
}

/** The items of a list with their markers. `start`, `reversed`, `type` and an item's own `value` are heeded. */
export function listItems(list: XmlElement): { item: XmlElement; marker: string }[] {
  const items = childElements(list, "li");
  if (list.name !== "ol") return items.map((item) => ({ item, marker: "•" }));
  const step = list.attributes.has("reversed") ? -1 : 1;
  let value = wholeNumber(attribute(list, "start")) ?? (step < 0 ? items.length : 1);
  return items.map((item) => {
    value = wholeNumber(attribute(item, "value")) ?? value;
    const marker = `${listNumber(value, attribute(item, "type") || attribute(list, "type"))}.`;
    value += step;
    return { item, marker };
  });
}

function wholeNumber(text: string): number | undefined {
  return /^-?\d{1,6}$/.test(text.trim()) ? Number(text) : undefined;
}

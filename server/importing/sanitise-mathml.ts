// Formulas reduced to presentation MathML: an allow-list of elements and attributes, and the formula's plain reading.

import { foldLine } from "#domain/text/fold.ts";
import { append } from "./append.ts";
import { writeXml, type XmlOutput } from "./write-xml.ts";
import { attribute, childElements, type XmlElement } from "./xml-tree.ts";

const ELEMENTS = new Set(
  `math mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle mpadded mphantom menclose msub msup msubsup munder mover munderover
   mmultiscripts mprescripts none mtable mtr mtd`.split(/\s+/),
);

const ATTRIBUTES = new Set(
  `mathvariant displaystyle scriptlevel stretchy fence form separator lspace rspace minsize maxsize symmetric largeop
   movablelimits accent accentunder linethickness bevelled numalign denomalign columnalign rowalign columnspan rowspan columnlines
   rowlines columnspacing rowspacing frame width height depth voffset dir notation`.split(/\s+/),
);

export interface SanitisedMath {
  mathml: string;
  /** The formula in words or signs, for the canonical text. */
  text: string;
  display: boolean;
}

/** Gives a `math` element as clean presentation MathML. Content markup and annotations go; fences become operators, which browsers can show. */
export function sanitiseMath(root: XmlElement): SanitisedMath {
  const display = attribute(root, "display") === "block" || attribute(root, "mode") === "display";
  const output: XmlOutput = { name: "math", attributes: [["xmlns", "http://www.w3.org/1998/Math/MathML"]], children: [] };
  if (display) output.attributes.push(["display", "block"]);
  for (const child of childElements(root)) append(output.children, sanitiseElement(child));
  const text = foldLine(attribute(root, "alttext")) || foldLine(root.children.map(plainText).join(""));
  return { mathml: writeXml(output), text, display };
}

function sanitiseElement(element: XmlElement): XmlOutput[] {
  if (element.name === "semantics" || element.name === "maction")
    return childElements(element).slice(0, 1).flatMap(sanitiseElement);
  if (element.name === "mfenced") return [fenced(element)];
  if (!ELEMENTS.has(element.name) || element.name === "math") return [];
  const output: XmlOutput = { name: element.name, attributes: [], children: [] };
  for (const [key, value] of element.attributes) {
    if (ATTRIBUTES.has(key) && /^[\w\s.%+#-]*$/.test(value)) output.attributes.push([key, value]);
  }
  const isToken = ["mi", "mn", "mo", "ms", "mtext"].includes(element.name);
  if (isToken) output.children.push(foldLine(tokenText(element)));
  else append(output.children, childElements(element).flatMap(sanitiseElement));
  return [output];
}

/** `mfenced` is no longer part of MathML: the same brackets and separators as operators. */
function fenced(element: XmlElement): XmlOutput {
  const operator = (text: string): XmlOutput => ({ name: "mo", attributes: [], children: [text] });
  const { open, close, separators } = fences(element);
  const output: XmlOutput = { name: "mrow", attributes: [], children: [operator(open)] };
  for (const [i, child] of childElements(element).entries()) {
    const separator = separators[Math.min(i - 1, separators.length - 1)];
    if (i > 0 && separator !== undefined) output.children.push(operator(separator));
    append(output.children, sanitiseElement(child));
  }
  output.children.push(operator(close));
  return output;
}

function fences(element: XmlElement): { open: string; close: string; separators: string[] } {
  const given = (name: string, usual: string) => foldLine(element.attributes.get(name) ?? usual).slice(0, 20);
  return { open: given("open", "("), close: given("close", ")"), separators: [...given("separators", ",").replaceAll(" ", "")] };
}

/** The signs of a formula in a row, with a few words' worth of structure. */
function plainText(node: XmlElement | string): string {
  if (typeof node === "string") return node.trim();
  if (!ELEMENTS.has(node.name) && !["mfenced", "semantics", "maction"].includes(node.name)) return "";
  const parts = childElements(node).map(plainText);
  const [a = "", b = "", c = ""] = parts;
  switch (node.name) {
    case "mfrac":
      return `(${a})/(${b})`;
    case "msup":
      return `${a}^${b}`;
    case "msub":
      return `${a}_${b}`;
    case "msubsup":
      return `${a}_${b}^${c}`;
    case "msqrt":
      return `√(${parts.join("")})`;
    case "mfenced": {
      const { open, close, separators } = fences(node);
      return open + parts.join(separators[0] ?? "") + close;
    }
    case "semantics":
    case "maction":
      return a;
    case "mspace":
      return " ";
    case "mo":
      return ` ${tokenText(node).trim()} `;
    default:
      return parts.length > 0 ? parts.join("") : tokenText(node).trim();
  }
}

/** The text of a token. HTML may stand in it, but what is script or style is no text. */
function tokenText(token: XmlElement): string {
  return token.children
    .map((child) => (typeof child === "string" ? child : ["script", "style"].includes(child.name) ? "" : tokenText(child)))
    .join("");
}

// Formulas on their way to the page: MathML is taken only when every token of it is on a closed list, and written anew from those tokens.

const elements = new Set(
  (
    "math mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle merror mpadded mphantom msub msup msubsup munder mover munderover " +
    "mmultiscripts mprescripts none mtable mtr mtd mlabeledtr menclose mfenced semantics"
  ).split(" "),
);

const attributes = new Set(
  (
    "display displaystyle scriptlevel mathvariant dir stretchy fence separator separators form lspace rspace accent accentunder largeop " +
    "movablelimits symmetric minsize maxsize linethickness columnalign rowalign columnspacing rowspacing columnlines rowlines frame " +
    "columnspan rowspan width height depth voffset notation open close alttext"
  ).split(" "),
);

/** A start tag, an end tag, or text. What does not fit this grammar (comments, CDATA, unquoted values, bare ampersands) is refused as a whole. */
const token =
  /<([a-z]+)((?:\s+[a-z]+(?::[a-z]+)?="[^"<>]*")*)\s*(\/?)>|<\/([a-z]+)\s*>|([^<>&]|&(?:amp|lt|gt|quot|#\d{1,7}|#x[\da-fA-F]{1,6});)+/y;
const attribute = /([a-z]+(?::[a-z]+)?)="((?:[^"<>&]|&(?:amp|lt|gt|quot|#\d{1,7}|#x[\da-fA-F]{1,6});)*)"/g;

/** Presentation MathML written anew from a closed list of elements and attributes (others are dropped), or nothing when the string is anything else. */
export function safeMathml(mathml: string): string | undefined {
  const open: string[] = [];
  let out = "";
  token.lastIndex = 0;
  while (token.lastIndex < mathml.length) {
    const match = token.exec(mathml);
    if (match === null) return undefined;
    const [whole, start, given = "", empty, end] = match;
    if (start !== undefined) {
      if (!elements.has(start) || (start === "math") !== (open.length === 0) || (start === "math" && out !== ""))
        return undefined;
      out += `<${start}${kept(given)}>`;
      if (empty === "/") out += `</${start}>`;
      else open.push(start);
    } else if (end !== undefined) {
      if (open.pop() !== end) return undefined;
      out += `</${end}>`;
    } else if (open.length > 0) out += whole;
    else if (whole.trim() !== "") return undefined;
  }
  return open.length === 0 && out !== "" ? out : undefined;
}

function kept(given: string): string {
  let out = "";
  for (const [, name = "", value = ""] of given.matchAll(attribute)) if (attributes.has(name)) out += ` ${name}="${value}"`;
  return out;
}

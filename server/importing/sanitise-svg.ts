// SVG pictures reduced to drawing: an allow-list of elements, attributes and style properties. What is not on it does not exist.
import { readImageHeader } from "./image-header.ts";
import { writeXml, type XmlOutput } from "./write-xml.ts";
import { attribute, descendants, findElement, textOf, type XmlElement } from "./xml-tree.ts";

const list = (names: string) => new Map(names.split(/\s+/).map((name) => [name.toLowerCase(), name]));

/** Elements that draw. Without script, style of unknown kind, foreignObject, links, animation and filters. */
const ELEMENTS = list(
  "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc linearGradient radialGradient stop clipPath mask pattern marker image style",
);

const PRESENTATION = list(
  `fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray
   stroke-dashoffset opacity color display visibility overflow clip-path clip-rule mask marker-start marker-mid marker-end stop-color
   stop-opacity font-family font-size font-style font-weight font-variant text-anchor text-decoration letter-spacing word-spacing
   dominant-baseline alignment-baseline baseline-shift writing-mode direction unicode-bidi paint-order vector-effect
   shape-rendering text-rendering image-rendering color-interpolation mix-blend-mode isolation`,
);

const ATTRIBUTES = new Map([
  ...PRESENTATION,
  ...list(
    `id class x y x1 y1 x2 y2 cx cy r rx ry fx fy d points width height dx dy rotate textLength lengthAdjust pathLength startOffset
     viewBox preserveAspectRatio transform gradientTransform gradientUnits spreadMethod offset clipPathUnits maskUnits
     maskContentUnits patternUnits patternContentUnits patternTransform markerWidth markerHeight markerUnits refX refY orient version`,
  ),
]);

/** Size of an embedded picture in megapixels beyond which it is left out. */
const MOST_MEGAPIXELS = 40;

export interface SanitisedSvg {
  svg: string;
  /** The drawing's own size, when it gives one. */
  width?: number;
  height?: number;
  /** What the drawing says of itself: its title, description or text. */
  alt: string;
  /** True if something was left out that could have acted or fetched. */
  defused: boolean;
}

/** Gives the drawing of an `svg` element as a document of its own, with nothing in it that acts, links or fetches. */
export function sanitiseSvg(root: XmlElement): SanitisedSvg {
  const state: SvgState = { defused: false, using: usersOfUse(root) };
  const output = sanitiseElement(root, state) ?? { name: "svg", attributes: [], children: [] };
  output.attributes.unshift(["xmlns", "http://www.w3.org/2000/svg"]);
  const size = drawingSize(root);
  if (size !== undefined && attribute(root, "viewbox") === "")
    output.attributes.push(["viewBox", `0 0 ${size.width} ${size.height}`]);
  return { svg: writeXml(output), ...size, alt: drawingText(root), defused: state.defused };
}

interface SvgState {
  defused: boolean;
  /** Ids of elements that hold a `use`: no other `use` may point at them, or a few lines draw billions of shapes. */
  using: ReadonlySet<string>;
}

function sanitiseElement(element: XmlElement, state: SvgState): XmlOutput | undefined {
  const name = ELEMENTS.get(element.name);
  if (name === undefined) {
    if (!["metadata", "namedview", "rdf", "sodipodi"].includes(element.name)) state.defused = true;
    return undefined;
  }
  const output: XmlOutput = { name, attributes: [], children: [] };
  if (name === "style") {
    const css = sanitiseRules(textOf(element));
    if (css === "") return undefined;
    output.children.push(css);
    return output;
  }
  for (const [key, value] of element.attributes) {
    const known = ATTRIBUTES.get(key);
    if (known !== undefined) {
      const safe = PRESENTATION.has(key) ? safeValue(value) : value;
      if (safe !== undefined) output.attributes.push([known, safe]);
    } else if (key === "style") {
      const css = sanitiseDeclarations(value);
      if (css !== "") output.attributes.push(["style", css]);
    } else if (key.startsWith("on")) state.defused = true;
  }
  const href = attribute(element, "href") || attribute(element, "xlink:href");
  if (href !== "") {
    const safe = safeReference(name, href.trim(), state);
    if (safe !== undefined) output.attributes.push(["href", safe]);
    else {
      state.defused = true;
      if (name === "use" || name === "image") return undefined;
    }
  }
  for (const child of element.children) {
    const kept = typeof child === "string" ? child : sanitiseElement(child, state);
    if (kept !== undefined) output.children.push(kept);
  }
  return output;
}

/** References stay inside the drawing, but for pictures that are carried in it and really are pictures. */
function safeReference(name: string, href: string, state: SvgState): string | undefined {
  if (/^#[\w.:-]+$/.test(href)) return name === "use" && state.using.has(href.slice(1)) ? undefined : href;
  const base64 = /^data:image\/(?:png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=\s]+)$/.exec(href)?.[1];
  if (name !== "image" || base64 === undefined) return undefined;
  const header = readImageHeader(Buffer.from(base64, "base64"));
  if (header === undefined || (header.width ?? 0) * (header.height ?? 0) > MOST_MEGAPIXELS * 1e6) return undefined;
  return `data:${header.type};base64,${base64.replace(/\s+/g, "")}`;
}

/** A value of a style property, or nothing if it could fetch something. */
function safeValue(value: string): string | undefined {
  const withoutLocal = value.replace(/url\(\s*(["']?)#[\w.:-]+\1\s*\)/gi, "");
  return /[\\<>@{};]|url|image-set|expression|javascript|\/\*/i.test(withoutLocal) ? undefined : value;
}

function sanitiseDeclarations(css: string): string {
  const kept: string[] = [];
  for (const declaration of css.split(";")) {
    const colon = declaration.indexOf(":");
    const property = declaration.slice(0, colon).trim().toLowerCase();
    const value = safeValue(declaration.slice(colon + 1).trim());
    if (colon > 0 && PRESENTATION.has(property) && value !== undefined) kept.push(`${property}:${value}`);
  }
  return kept.join(";");
}

/** Plain rules of a style sheet: selectors of names, classes and ids; no at-rules. */
function sanitiseRules(css: string): string {
  const kept: string[] = [];
  for (const [, selector, declarations] of css.replace(/\/\*[\s\S]*?\*\/|@[^;{}]*;/g, "").matchAll(/([^{}]*)\{([^{}]*)\}/g)) {
    if (selector === undefined || !/^[\w\s.#,>*-]+$/.test(selector)) continue;
    const safe = sanitiseDeclarations(declarations ?? "");
    if (safe !== "") kept.push(`${selector.trim().replace(/\s+/g, " ")}{${safe}}`);
  }
  return kept.join("\n");
}

function usersOfUse(root: XmlElement): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const element of [root, ...descendants(root)]) {
    if (element.name !== "use") continue;
    for (let outer: XmlElement | undefined = element; outer !== undefined; outer = outer.parent) {
      const id = outer.attributes.get("id");
      if (id !== undefined) ids.add(id);
    }
  }
  return ids;
}

/** The size in user units: width and height where they are lengths, else the view box. */
function drawingSize(root: XmlElement): { width: number; height: number } | undefined {
  const length = (name: string) => Number(/^\s*(\d+(?:\.\d+)?)(?:px)?\s*$/.exec(attribute(root, name))?.[1] ?? Number.NaN);
  const box = attribute(root, "viewbox")
    .split(/[\s,]+/)
    .map(Number);
  let [width, height] = [length("width"), length("height")];
  if (Number.isNaN(width) || Number.isNaN(height)) [width, height] = [box[2] ?? Number.NaN, box[3] ?? Number.NaN];
  if (!(width > 0 && height > 0 && width < 1e9 && height < 1e9)) return undefined;
  return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) };
}

function drawingText(root: XmlElement): string {
  for (const name of ["title", "desc"]) {
    const element = findElement(root, name);
    if (element !== undefined && textOf(element).trim() !== "") return textOf(element);
  }
  const texts: string[] = [];
  for (const element of descendants(root)) if (element.name === "text") texts.push(textOf(element));
  return texts.join(" ");
}

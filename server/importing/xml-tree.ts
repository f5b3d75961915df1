// A plain tree of elements and texts: what both the strict and the lenient parser give, and all that importers look at.
import { ImportRefusal } from "./import-refusal.ts";

/** An element. Its name is lower case and without prefix; attribute names are lower case and keep theirs. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlNode[];
  readonly parent: XmlElement | undefined;
}
export type XmlNode = XmlElement | string;

/** What is left to be spent over all documents of one import. */
export interface TreeBudget {
  elements: number;
  readonly depth: number;
}

/** No book nests this deep; parsers become slow beyond it. */
const ABSURD_DEPTH = 50_000;

const TABLE_PARTS = new Set(["table", "thead", "tbody", "tfoot", "tr"]);

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

/** Builds a tree from a parser's events. Elements nested deeper than the budget's depth are put beside one another instead. */
export class TreeBuilder {
  readonly root: XmlElement = { name: "#root", attributes: NO_ATTRIBUTES, children: [], parent: undefined };
  readonly #budget: TreeBudget;
  readonly #where: string;
  readonly #open: XmlElement[] = [this.root];
  /** True when text must go on in a new element, because a flattened one was closed after it. */
  #resume = false;

  constructor(budget: TreeBudget, where: string) {
    this.#budget = budget;
    this.#where = where;
  }

  open(name: string, attributes: Record<string, string>): void {
    if (this.#budget.elements-- <= 0 || this.#open.length > ABSURD_DEPTH) {
      throw new ImportRefusal(
        "too-complex",
        `The book has more elements, or deeper ones, than can be read; the reading stopped in “${this.#where}”. Please simplify the file.`,
      );
    }
    const names = Object.keys(attributes);
    const map = names.length === 0 ? NO_ATTRIBUTES : new Map(names.map((key) => [key.toLowerCase(), attributes[key] ?? ""]));
    this.#append(name.slice(name.indexOf(":") + 1).toLowerCase(), map);
    this.#resume = false;
  }

  #append(name: string, attributes: ReadonlyMap<string, string>): void {
    let at = this.#open.length - 1;
    if (at > this.#budget.depth) {
      at = this.#budget.depth;
      // Only cells hold text in a table: what is put beside goes into the next of them outwards.
      while (at > 0 && TABLE_PARTS.has(this.#open[at]?.name ?? "")) at--;
    }
    const parent = this.#open[at] ?? this.root;
    const element: XmlElement = { name, attributes, children: [], parent };
    parent.children.push(element);
    this.#open.push(element);
  }

  text(text: string): void {
    let top = this.#open.at(-1) ?? this.root;
    if (this.#resume) {
      this.#open.pop();
      this.#append(top.name, NO_ATTRIBUTES);
      top = this.#open.at(-1) ?? this.root;
      this.#resume = false;
    }
    const last = top.children.length - 1;
    const before = top.children[last];
    if (typeof before === "string") top.children[last] = before + text;
    else top.children.push(text);
  }

  close(): void {
    if (this.#open.length > 1) this.#open.pop();
    this.#resume = this.#open.length - 1 > this.#budget.depth;
  }
}

/** An attribute's value, "" when it is not there. */
export function attribute(element: XmlElement, name: string): string {
  return element.attributes.get(name) ?? "";
}

/** The elements directly inside an element, or those of them with one of the names. */
export function childElements(element: XmlElement, ...names: string[]): XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement => typeof child !== "string" && (names.length === 0 || names.includes(child.name)),
  );
}

/** All elements inside an element, in document order. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  const stack = childElements(element).reverse();
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    yield next;
    for (let i = next.children.length - 1; i >= 0; i--) {
      const child = next.children[i];
      if (child !== undefined && typeof child !== "string") stack.push(child);
    }
  }
}

/** The first element of that name inside an element. */
export function findElement(element: XmlElement, name: string): XmlElement | undefined {
  for (const inner of descendants(element)) if (inner.name === name) return inner;
  return undefined;
}

/** All text inside an element, as it stands. */
export function textOf(element: XmlElement): string {
  let text = "";
  for (const child of element.children) text += typeof child === "string" ? child : textOf(child);
  return text;
}

/** The elements around an element, innermost first. */
export function* ancestors(element: XmlElement): Generator<XmlElement> {
  for (let outer = element.parent; outer !== undefined; outer = outer.parent) yield outer;
}

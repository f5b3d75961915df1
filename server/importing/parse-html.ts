// From the text of a web page to a tree, by the rules browsers read it by (WHATWG HTML), with limits on how much there may be of it.
import { type DefaultTreeAdapterMap, defaultTreeAdapter, parse } from "parse5";
import { ImportRefusal } from "./import-refusal.ts";
import { type TreeBudget, TreeBuilder, type XmlElement } from "./xml-tree.ts";

type Node = DefaultTreeAdapterMap["node"];
type Parent = DefaultTreeAdapterMap["parentNode"];

/** Open elements beyond which the rules of HTML, which look through all of them again and again, take too long. */
const MOST_OPEN = 5_000;

/** Parses a page. Nothing of it is run or fetched. Refuses what has more elements than the budget, or nests them absurdly. */
export function parseHtml(text: string, budget: TreeBudget, where: string): XmlElement {
  const tooComplex = () =>
    new ImportRefusal(
      "too-complex",
      `The book has more elements, or deeper ones, than can be read; the reading stopped in “${where}”. Please simplify the file.`,
    );
  let elements = 0;
  let open = 0;
  const document = parse(text, {
    scriptingEnabled: false,
    treeAdapter: {
      ...defaultTreeAdapter,
      createElement: (...given) => {
        if (++elements > budget.elements) throw tooComplex();
        return defaultTreeAdapter.createElement(...given);
      },
      onItemPush: () => {
        if (++open > MOST_OPEN) throw tooComplex();
      },
      onItemPop: () => {
        open--;
      },
    },
  });
  return buildTree(document, new TreeBuilder(budget, where));
}

/** Walks the parser's tree without recursion: it may be deeper than the stack. */
function buildTree(document: Parent, builder: TreeBuilder): XmlElement {
  const stack: { nodes: readonly Node[]; next: number }[] = [{ nodes: document.childNodes, next: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const node = top.nodes[top.next++];
    if (node === undefined) {
      stack.pop();
      if (stack.length > 0) builder.close();
    } else if (defaultTreeAdapter.isTextNode(node)) builder.text(node.value);
    else if (defaultTreeAdapter.isElementNode(node)) {
      const attributes = node.attrs.map(({ name, prefix, value }) => [prefix ? `${prefix}:${name}` : name, value]);
      builder.open(node.tagName, Object.fromEntries(attributes));
      stack.push({ nodes: node.childNodes, next: 0 });
    }
  }
  return builder.root;
}

// Tables: their rows and cells, and which tables are only there to place text on a page.
import { foldInlines } from "#domain/text/fold.ts";
import type { Passage } from "#domain/text/model.ts";
import { addressesOf, type ReaderPorts, readInlines, scopeInside, type TextScope } from "./read-inlines.ts";
import { attribute, childElements, descendants, type XmlElement } from "./xml-tree.ts";

type Rows = NonNullable<Passage["rows"]>;

/** The rows of a table in order; those of tables inside its cells are not among them. */
function tableRows(table: XmlElement): XmlElement[] {
  return childElements(table).flatMap((child) => {
    if (child.name === "tr") return [child];
    return ["thead", "tbody", "tfoot"].includes(child.name) ? childElements(child, "tr") : [];
  });
}

export function tableCells(table: XmlElement): XmlElement[] {
  return tableRows(table).flatMap((row) => childElements(row, "td", "th"));
}

/** True for a table that holds text and no table: one cell to a row, other tables, lists or headings in its cells. */
export function isLayoutTable(table: XmlElement): boolean {
  const rows = tableRows(table).map((row) => childElements(row, "td", "th"));
  const cells = rows.flat();
  if (cells.some(({ name }) => name === "th")) return false;
  if (rows.every((row) => row.length <= 1)) return true;
  for (const cell of cells) {
    for (const inner of descendants(cell)) if (["table", "h1", "h2", "h3", "h4", "blockquote"].includes(inner.name)) return true;
  }
  return false;
}

/** Reads the rows of a table; empty rows go, blocks in a cell become lines. */
export function readRows(table: XmlElement, scope: TextScope, ports: ReaderPorts, ids: string[]): Rows {
  const rows: Rows = [];
  for (const row of tableRows(table)) {
    ids.push(...addressesOf(row, ports.document));
    const elements = childElements(row, "td", "th");
    const cells = elements.map((cell) => {
      ids.push(...addressesOf(cell, ports.document));
      const colspan = span(cell, "colspan");
      const rowspan = span(cell, "rowspan");
      return {
        content: foldInlines(readInlines(cell.children, scopeInside(cell, scope), ports, ids)),
        ...(colspan > 1 ? { colspan } : {}),
        ...(rowspan > 1 ? { rowspan } : {}),
      };
    });
    if (cells.length === 0) continue;
    const isHeader = row.parent?.name === "thead" || elements.every(({ name }) => name === "th");
    rows.push(isHeader ? { header: true, cells } : { cells });
  }
  return rows;
}

/** Spans beyond any printed table are a fault, or meant to stop a browser. */
function span(cell: XmlElement, name: string): number {
  const value = Number.parseInt(attribute(cell, name), 10);
  return value >= 1 && value <= 100 ? value : 1;
}

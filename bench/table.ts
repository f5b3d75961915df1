// Prints a bench's figures as a table that a person can read.
import type { BenchResult, Figure } from "./figure.ts";

const columns = ["figure", "value", "unit", "against", "ratio", "goal", "met"];
const numeric = ["value", "against", "ratio"];

/** The tables of one bench, columns aligned, without a line break at the end. */
export function writeTable({ name, figures, table }: BenchResult): string {
  const body = align([[...columns], ...figures.map(cells)], (column) => numeric.includes(columns[column] ?? ""));
  if (table === undefined || table.length === 0) return [name, ...body].join("\n");
  const isNumber = (column: number) => table.slice(1).every((row) => /^[\d.,–]*$/.test(row[column] ?? ""));
  return [name, ...align(table, isNumber), "", ...body].join("\n");
}

/** Rows of equal width with a line under the head; columns of numbers end at the right. */
function align(rows: readonly (readonly string[])[], isNumber: (column: number) => boolean): string[] {
  const [head = [], ...body] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join("  ")
      .trimEnd();
  return [line(head), widths.map((width) => "─".repeat(width)).join("  "), ...body.map(line)];
}

function cells({ what, value, unit, against, ratio, goal, met }: Figure): string[] {
  return [what, short(value), unit, short(against), short(ratio), goal ?? "–", met === null ? "–" : met ? "yes" : "NO"];
}

/** Three significant digits, and never fewer than the whole part has. */
function short(value: number | null): string {
  if (value === null) return "–";
  if (Number.isInteger(value) || Math.abs(value) >= 100) return Math.round(value).toLocaleString("en-GB");
  return value.toPrecision(3);
}

// Prints a bench's figures as a table that a person can read.
import type { BenchResult, Figure } from "./figure.ts";

const columns = ["figure", "value", "unit", "against", "ratio", "goal", "met"] as const;

/** The table of one bench, columns aligned, without a line break at the end. */
export function writeTable({ name, figures }: BenchResult): string {
  const rows = [[...columns], ...figures.map(cells)];
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) =>
    row
      .map((cell, column) => (isNumeric(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join("  ")
      .trimEnd();
  const [head = [], ...body] = rows;
  return [name, line(head), widths.map((width) => "─".repeat(width)).join("  "), ...body.map(line)].join("\n");
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

const isNumeric = (column: number) => ["value", "against", "ratio"].includes(columns[column] ?? "");

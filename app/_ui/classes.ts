// Joins class names; what is false or absent is left out.

/** `classes("a", active && "b", className)` → "a b …" */
export function classes(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}

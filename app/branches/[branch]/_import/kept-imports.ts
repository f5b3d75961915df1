// The imports of a branch that a tab shows, kept in the tab, so that those that ended are still told of after a reload.

interface KeptImport {
  id: string;
  fileName: string;
}

const keyOf = (branchId: string) => `interleaf:imports:${branchId}`;

/** Without room to remember, an import that ended is only not shown after a reload. */
export function keepImports(branchId: string, kept: readonly KeptImport[]): void {
  try {
    if (kept.length > 0) sessionStorage.setItem(keyOf(branchId), JSON.stringify(kept));
    else sessionStorage.removeItem(keyOf(branchId));
  } catch {}
}

export function keptImports(branchId: string): KeptImport[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(branchId)) ?? "[]");
    return Array.isArray(kept) ? kept.filter((job) => typeof job?.id === "string" && typeof job?.fileName === "string") : [];
  } catch {
    return [];
  }
}

/** For one whose own page is opened as soon as it is sent: where the branch shows its imports, its end is told as well. */
export function rememberImport(branchId: string, sent: KeptImport): void {
  keepImports(branchId, [...keptImports(branchId).filter(({ id }) => id !== sent.id), sent]);
}

/** For one that was published or thrown away on its own page: it is not listed any more where the branch shows its imports. */
export function forgetImport(branchId: string, importId: string): void {
  keepImports(
    branchId,
    keptImports(branchId).filter(({ id }) => id !== importId),
  );
}

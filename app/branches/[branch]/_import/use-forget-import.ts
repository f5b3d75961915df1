// An import that was published or thrown away on its own page is not listed any more where the branch shows its imports.
"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useApi } from "#app/_client/api-queries.tsx";
import { keepImports, keptImports } from "#app/branches/[branch]/_import/kept-imports.ts";

export function useForgetImport(branchId: string): (importId: string) => void {
  const queries = useQueryClient();
  const api = useApi();
  return (importId) => {
    keepImports(
      branchId,
      keptImports(branchId).filter(({ id }) => id !== importId),
    );
    // What the page itself still shows would only be asked for once more, in vain.
    queries.removeQueries({ queryKey: api.import.pathKey(), type: "inactive" });
  };
}

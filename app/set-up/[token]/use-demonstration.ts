// Fills the demonstration branch once somebody is signed in, and goes to the branch when it is done.
"use client";

import { useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { useSentences } from "#app/_client/errors.ts";
import { useCommandIds } from "#app/_forms/command-ids.ts";

export interface Demonstration {
  fill: (branchId: string) => Promise<void>;
  /** Tries the same again. */
  again: () => void;
  /** Why it did not work, if it did not. */
  fault: string | undefined;
  branchId: string;
}

export function useDemonstration(): Demonstration {
  const api = useApiClient();
  const sentences = useSentences();
  const ids = useCommandIds();
  const [fault, setFault] = useState<string>();
  const [branchId, setBranchId] = useState("");

  async function fill(into: string) {
    setBranchId(into);
    setFault(undefined);
    try {
      await api.instance.fillDemonstration.mutate({ id: ids.take(into).id, branchId: into });
      location.assign(`/branches/${into}`);
    } catch (thrown) {
      setFault(sentences.of(thrown));
    }
  }

  return { fill, again: () => void fill(branchId), fault, branchId };
}

// Why a request was not carried out, seen from the client: whether asking again can help, and what is said about it.
import type { Reason } from "#domain/errors.ts";
import type { Refused } from "#domain/live/contract.ts";

/** What the server said about a refusal; the sentence is in the catalogue under its reason. */
export interface Refusal {
  reason: Reason;
  values: Record<string, string | number>;
}

/**
 * `refused`: the server decided, and will decide the same again. `signed_out`: it waits for somebody to sign in.
 * `later`: there was no answer, or a fault, or too much at once; `seconds` is how long the server asks to wait.
 */
export type Failure =
  | { kind: "refused"; refusal: Refusal }
  | { kind: "signed_out" }
  | { kind: "later"; seconds?: number; fault: boolean };

/** A refusal that came by socket, thrown like one that came by HTTP. */
export class RefusedBySocket extends Error {
  readonly refused: Refused;
  constructor(refused: Refused) {
    super(refused.reason);
    this.refused = refused;
  }
}

/** A refusal that came by HTTP, with what the door said about it. */
export class RefusedByHttp extends Error {
  readonly data: unknown;
  constructor(message: string, data: unknown) {
    super(message);
    this.data = data;
  }
}

/** Sorts what a request threw, through whichever door it went. Anything that is not a refusal counts as no answer. */
export function failureOf(thrown: unknown): Failure {
  const refusal = refusalOf(thrown);
  if (!refusal) return { kind: "later", fault: false };
  switch (refusal.reason) {
    case "sign_in_first":
    case "session_ended":
      return { kind: "signed_out" };
    case "too_many":
      return { kind: "later", seconds: Number(refusal.values.seconds ?? 1), fault: false };
    case "fault":
    case "disk_full":
      return { kind: "later", fault: true };
    default:
      return { kind: "refused", refusal };
  }
}

/** The server's own words about a failed request, if it said any. */
export function refusalOf(thrown: unknown): Refusal | undefined {
  if (thrown instanceof RefusedBySocket) return { reason: thrown.refused.reason, values: thrown.refused.values };
  // What tRPC's own client throws is not asked by its class: that would load the client wherever a failure is read.
  const byHttp = thrown instanceof RefusedByHttp || (thrown instanceof Error && thrown.name === "TRPCClientError");
  const data: unknown = byHttp && "data" in thrown ? thrown.data : undefined;
  if (!data || typeof data !== "object" || !("reason" in data) || typeof data.reason !== "string") return undefined;
  // Whether there is a sentence for it is asked where one is needed: all of them would be loaded wherever a failure is read.
  if (!/^[a-z_]+$/.test(data.reason)) return undefined;
  const values = "values" in data && data.values && typeof data.values === "object" ? data.values : {};
  return { reason: data.reason as Reason, values: values as Refusal["values"] };
}

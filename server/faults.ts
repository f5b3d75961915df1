// Faults of the database that people can do something about, as refusals with a reason.
import { AppError } from "#domain/errors.ts";

/** 53100 disk full, 25006 read-only transaction: the guard of the embedded database refuses writes with these (PostgreSQL, appendix A). */
const DISK_FULL = new Set(["53100", "25006"]);

function sqlState(fault: unknown): string | undefined {
  for (let at: unknown = fault, depth = 0; at && typeof at === "object" && depth < 5; depth++) {
    if ("code" in at && typeof at.code === "string" && /^[0-9A-Z]{5}$/.test(at.code)) return at.code;
    at = "cause" in at ? at.cause : undefined;
  }
  return undefined;
}

/** Gives the refusal for a fault that has one, else the fault itself. */
export function translateFault(fault: unknown): unknown {
  const state = sqlState(fault);
  return state && DISK_FULL.has(state) ? new AppError("conflict", "disk_full") : fault;
}

// The log: JSON lines by pino on standard error, with an allow-list of fields; no bodies, tokens, addresses or names of people.
import { pino } from "pino";

export type Log = {
  [level in "debug" | "info" | "warn" | "error"]: (
    fields: Record<string, string | number | boolean | undefined>,
    message: string,
  ) => void;
};

/** A log at this level. Errors are logged as name, message and stack by `faultFields`. */
export function openLog(level: string): Log {
  return pino({ level, base: null }, pino.destination({ fd: 2, sync: true }));
}

/** The fields of a fault worth keeping. */
export function faultFields(fault: unknown): Record<string, string | undefined> {
  if (!(fault instanceof Error)) return { fault: String(fault) };
  const cause = fault.cause instanceof Error ? fault.cause.message : undefined;
  return {
    fault: fault.name,
    message: fault.message.slice(0, 500),
    cause,
    stack: fault.stack?.split("\n").slice(1, 8).join("\n"),
  };
}

// What is wrong with each field of a form: from the issues of its shape, and from a refusal that is about one field.

import type { z } from "zod";
import { type Reason, reasons } from "#domain/errors.ts";

/** What is said about a field: one of the sentences of `errors.fields`, or the sentence of a reason. */
export type FieldFault = { say: "empty" | "wrong" } | { say: "tooLong"; most: number } | { say: "reason"; reason: Reason };

/** Fields that a refusal is about, so that it is said there and not over the whole form. */
export const fieldOfReason: Partial<Record<Reason, string>> = {
  invalid_mail_address: "email",
  address_taken: "email",
  password_short: "password",
  password_common: "password",
};

/** The first fault of each field, by the field's name. */
export function faultsOf(issues: readonly z.core.$ZodIssue[], values: unknown): Record<string, FieldFault> {
  const faults: Record<string, FieldFault> = {};
  for (const issue of issues) {
    const field = String(issue.path[0] ?? "");
    faults[field] ??= faultOf(issue, field, values);
  }
  return faults;
}

function faultOf(issue: z.core.$ZodIssue, field: string, values: unknown): FieldFault {
  const value = values && typeof values === "object" ? (values as Record<string, unknown>)[field] : undefined;
  if (typeof value === "string" && value.trim() === "") return { say: "empty" };
  if (Object.hasOwn(reasons, issue.message)) return { say: "reason", reason: issue.message as Reason };
  if (field === "email") return { say: "reason", reason: "invalid_mail_address" };
  if (issue.code === "too_big" && issue.origin === "string") return { say: "tooLong", most: Number(issue.maximum) };
  return { say: "wrong" };
}

// The tRPC transport, set up once: every door declares its permission, counts against the limits, and translates refusals.
import { initTRPC, TRPCError } from "@trpc/server";
import { AppError, type ErrorCode, reasons } from "#domain/errors.ts";
import { type Action, law } from "#domain/permissions.ts";
import type { Ctx } from "./context.ts";
import { translateFault } from "./faults.ts";
import { faultFields } from "./log.ts";

const codes: Record<ErrorCode, ConstructorParameters<typeof TRPCError>[0]["code"]> = {
  unauthenticated: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  not_found: "NOT_FOUND",
  invalid: "BAD_REQUEST",
  conflict: "CONFLICT",
  too_many: "TOO_MANY_REQUESTS",
  too_large: "PAYLOAD_TOO_LARGE",
};

const t = initTRPC
  .context<Ctx>()
  .meta<{ action: Action }>()
  .create({
    errorFormatter({ shape, error }) {
      const refusal = error.cause instanceof AppError ? error.cause : undefined;
      const invalid = error.code === "BAD_REQUEST" && !refusal;
      const reason = refusal?.reason ?? (invalid ? "invalid_input" : "fault");
      const values = refusal?.values ?? (invalid ? { what: sayIssues(error.cause) } : {});
      return { message: reasons[reason], code: shape.code, data: { httpStatus: shape.data.httpStatus, reason, values } };
    },
  });

/** The first things wrong with an input: where, and what. */
function sayIssues(cause: unknown): string {
  const issues = cause && typeof cause === "object" && "issues" in cause && Array.isArray(cause.issues) ? cause.issues : [];
  return issues
    .slice(0, 3)
    .map((issue: { path: PropertyKey[]; message: string }) => `${issue.path.map(String).join(".") || "input"}: ${issue.message}`)
    .join("; ");
}

export const router = t.router;
export const mergeRouters = t.mergeRouters;
export const makeCaller = t.createCallerFactory;

/**
 * A door for one action. It fails to build for an action the law does not know, and refuses to answer when the gate
 * was not passed for exactly this action: a verb that forgets to ask cannot give anything away.
 */
export function door(action: Action) {
  if (!Object.hasOwn(law, action)) throw new Error(`No law for ${action}`);
  return t.procedure.meta({ action }).use(async ({ ctx, type, next }) => {
    const who = ctx.actor?.personId ?? ctx.source.address;
    try {
      await ctx.house.limits.take(type === "mutation" ? "write" : "call", who);
    } catch (refused) {
      throw asTrpc(refused);
    }
    const admitted = new Set<Action>();
    const result = await next({ ctx: { ...ctx, admitted } satisfies Ctx });
    if (!result.ok) {
      const cause = translateFault(result.error.cause ?? result.error);
      if (cause instanceof AppError) throw asTrpc(cause);
      if (result.error.code === "INTERNAL_SERVER_ERROR")
        ctx.house.log.error({ action, ...faultFields(result.error.cause ?? result.error) }, "a door failed");
      throw result.error;
    }
    if (!admitted.has(action)) {
      ctx.house.log.error({ action }, "a door gave an answer without passing the gate");
      throw new TRPCError({ code: "INTERNAL_SERVER_ERROR" });
    }
    return result;
  });
}

function asTrpc(fault: unknown): TRPCError {
  return fault instanceof AppError
    ? new TRPCError({ code: codes[fault.code], message: fault.reason, cause: fault })
    : new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: fault });
}

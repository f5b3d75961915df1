// How server components ask the server: the tRPC doors, called as whoever this request's cookie says, without going over HTTP.
import { headers } from "next/headers";
import { forbidden, notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { HandOver } from "#server/hand-over.ts";
import type { AppCaller } from "#server/router.ts";

/** Where server/hand-over.ts puts what it hands over: Next has its own copy of every module, and a registered symbol is the same in all. */
const PLACE = Symbol.for("interleaf.hand-over");
const shared = globalThis as { [PLACE]?: HandOver };

/** The doors, called as the actor of this request. */
export const caller = cache(async (): Promise<AppCaller> => {
  const asked = await headers();
  const handOver = shared[PLACE];
  if (!handOver) throw new Error("Start the program with `npm start`: these pages need the server around them.");
  return handOver.callerFor(asked);
});

/**
 * Asks for what a page shows. Who is not signed in is sent to sign in and back `here` (a path); what is not there, or not theirs to know of, is "not found"; what they may know of and not open is "forbidden".
 */
export async function ask<T>(here: string, work: (caller: AppCaller) => Promise<T>): Promise<T> {
  const doors = await caller();
  try {
    return await work(doors);
  } catch (thrown) {
    const code = codeOf(thrown);
    if (code === "UNAUTHORIZED") redirect(`/sign-in?next=${encodeURIComponent(here)}`);
    // An id in the address that is none leads nowhere either.
    if (code === "NOT_FOUND" || code === "BAD_REQUEST") notFound();
    if (code === "FORBIDDEN") forbidden();
    throw thrown;
  }
}

/** Asks for what a layout adds to a page; nothing when it is refused. The page inside asks for itself, and says where to come back to. */
export async function askIfAllowed<T>(work: (caller: AppCaller) => Promise<T>): Promise<T | undefined> {
  const doors = await caller();
  try {
    return await work(doors);
  } catch (thrown) {
    if (["UNAUTHORIZED", "NOT_FOUND", "FORBIDDEN", "BAD_REQUEST"].includes(codeOf(thrown) ?? "")) return undefined;
    throw thrown;
  }
}

/** Who is signed in, asked once for a page. */
export const whoAsks = cache(() => askIfAllowed((doors) => doors.person.look()));

/** The code of a TRPCError. It was made by another copy of the library, so its class says nothing here. */
function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && "code" in thrown && typeof thrown.code === "string" ? thrown.code : undefined;
}

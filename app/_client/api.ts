// How client components call the server's doors: useApiClient().place.keep.mutate(…), typed by the server's router.
// It speaks tRPC's plain HTTP form (one call, one request), so that no page carries more for a call than this file.
"use client";

import type { TRPCClient } from "@trpc/client";
import { RefusedByHttp } from "#app/_client/failure.ts";
import type { AppRouter } from "#server/router.ts";

export type Api = TRPCClient<AppRouter>;

/** A call as short as this arrives also when the page is left meanwhile; browsers carry only so much for pages that are gone. */
const KEPT_ALIVE_MOST = 4_000;

/** Calls one door. Throws RefusedByHttp when the server refuses, and whatever fetch throws when there is no answer. */
async function call(names: readonly string[], input: unknown): Promise<unknown> {
  const kind = names.at(-1);
  const address = `/api/trpc/${names.slice(0, -1).join(".")}`;
  const said = input === undefined ? undefined : JSON.stringify(input);
  const answer =
    kind === "query"
      ? await fetch(said === undefined ? address : `${address}?input=${encodeURIComponent(said)}`)
      : await fetch(address, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: said ?? null,
          keepalive: (said?.length ?? 0) < KEPT_ALIVE_MOST,
        });
  const body: { result?: { data: unknown }; error?: { message: string; data: unknown } } = await answer.json();
  if (body.error) throw new RefusedByHttp(body.error.message, body.error.data);
  if (!body.result) throw new Error("no answer of a door");
  return body.result.data;
}

/** A door by the names that lead to it; called, it asks the server. */
function doorAt(names: readonly string[]): unknown {
  return new Proxy(() => {}, {
    get: (_door, name) => doorAt([...names, String(name)]),
    apply: (_door, _self, [input]: unknown[]) => call(names, input),
  });
}

const api = doorAt([]) as Api;

/** The doors by their names, the same in every component. Answers that a component shows while they come go through useApi. */
export const useApiClient = (): Api => api;

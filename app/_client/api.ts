// How client components call the server's doors: useApiClient().place.keep.mutate(…). The client itself comes with the first call, so that a page that only shows text does not carry it.
"use client";

import type { makeApi } from "#app/_client/make-api.ts";
import { later } from "#app/_ui/later.ts";

export type Api = ReturnType<typeof makeApi>;

let made: Promise<Api> | undefined;

/** The tRPC client, made once in a tab. */
export function theApi(): Promise<Api> {
  made ??= later(() => import("#app/_client/make-api.ts")).then((file) => file.makeApi());
  return made;
}

/** A door by the names that lead to it; called, it fetches the client and calls the same door there. */
function doorAt(path: readonly string[]): unknown {
  return new Proxy(() => {}, {
    get: (_door, name) => doorAt([...path, String(name)]),
    apply: async (_door, _self, given: unknown[]) => {
      let at: unknown = await theApi();
      for (const name of path) at = (at as Record<string, unknown>)[name];
      return (at as (...given: unknown[]) => unknown)(...given);
    },
  });
}

/** The doors by their names, the same in every component. Queries that a component shows go through use-ask. */
const api = doorAt([]) as Api;
export const useApiClient = (): Api => api;

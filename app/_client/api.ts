// The browser's tRPC client, typed by the server's router. Queries go through TanStack Query: useQuery(useApi().branch.read.queryOptions(…)).
"use client";

import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import type { AppRouter } from "#server/router.ts";

export type Api = ReturnType<typeof makeApi>;

/** As many calls as the server takes in one request. */
const BATCH_MOST = 10;

export function makeApi() {
  return createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: "/api/trpc", maxItems: BATCH_MOST })] });
}

/** `useApi()` gives query and mutation options by procedure; `useApiClient()` the plain client. */
export const { TRPCProvider: ApiProvider, useTRPC: useApi, useTRPCClient: useApiClient } = createTRPCContext<AppRouter>();

// The browser's tRPC client, typed by the server's router. It is loaded when the first call is made.
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import type { AppRouter } from "#server/router.ts";

/** As many calls as the server takes in one request. */
const BATCH_MOST = 10;

export function makeApi() {
  return createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: "/api/trpc", maxItems: BATCH_MOST })] });
}

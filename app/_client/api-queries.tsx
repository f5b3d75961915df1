// Queries that a component shows while they come: useQuery(useApi().book.list.queryOptions(…)), kept by TanStack Query.
"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import { failureOf } from "#app/_client/failure.ts";
import type { AppRouter } from "#server/router.ts";

const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();

/** Query options by procedure. Below <ApiQueries>. */
export const useApi = useTRPC;

/** As many calls as the server takes in one request. */
const BATCH_MOST = 10;

function makeClient() {
  return createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: "/api/trpc", maxItems: BATCH_MOST })] });
}

function makeQueryClient(): QueryClient {
  const retry = (count: number, thrown: unknown) => failureOf(thrown).kind === "later" && count < 3;
  return new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, retry }, mutations: { retry: false } } });
}

/** Put round a page, or round the part of a light page that shows queries. */
export function ApiQueries({ children }: { children: ReactNode }) {
  const [queries] = useState(makeQueryClient);
  const [api] = useState(makeClient);
  return (
    <QueryClientProvider client={queries}>
      <TRPCProvider trpcClient={api} queryClient={queries}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}

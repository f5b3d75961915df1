// next-auth's own address: signing in and out. Everything it decides comes from server/auth/options.ts.
import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "#server/auth/options.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

/** Options are made for each request: they know its headers, and the server that gives them is not there when Next builds. */
const answer = (request: NextRequest, context: Context): Promise<Response> =>
  NextAuth(request, context, authOptions(request.headers));

export { answer as GET, answer as POST };

// How next-auth works here: it carries the session's secret in an encrypted cookie; who is signed in, the session's row decides.
import type { AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { v7 } from "uuid";
import { type HeadersLike, type SignInKind, takeHandOver } from "../hand-over.ts";
import { cookieNames, SESSION_PURPOSE } from "./cookie.ts";

/** As long as a session's row at most; the row itself may end much earlier. */
const MAX_AGE_SECONDS = 90 * 24 * 3600;

/**
 * Options for one request, whose headers say who asks. Refusals of signing in reach the page as next-auth's `error`:
 * the reason, with `too_many` followed by a colon and the seconds to wait.
 */
export function authOptions(headers: HeadersLike): AuthOptions {
  const handOver = takeHandOver();
  const { secure } = handOver;
  const names = cookieNames(secure);
  const options = { httpOnly: true, sameSite: "lax" as const, path: "/", secure };

  async function authorize(kind: SignInKind, credentials: unknown) {
    try {
      const { name, secret } = await handOver.signIn(kind, credentials, headers);
      return { id: "", name, secret };
    } catch (refused) {
      throw new Error(reasonOf(refused));
    }
  }

  return {
    secret: handOver.key,
    useSecureCookies: secure,
    session: { strategy: "jwt", maxAge: MAX_AGE_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    cookies: {
      sessionToken: { name: names.session, options },
      csrfToken: { name: names.check, options },
      callbackUrl: { name: names.back, options },
    },
    providers: [
      Credentials({
        id: "password",
        name: "password",
        credentials: { email: {}, password: {} },
        authorize: (given) => authorize("password", given),
      }),
      Credentials({ id: "link", name: "link", credentials: { token: {} }, authorize: (given) => authorize("link", given) }),
    ],
    callbacks: {
      /** Only the secret and its purpose: names and addresses stay in the database. A page's `update` changes nothing. */
      jwt({ token, user }) {
        const sid = user && "secret" in user ? user.secret : token.sid;
        return { sid, purpose: SESSION_PURPOSE };
      },
      /** Asks the row, so that a session that was ended reads as none. */
      async session({ session: { expires } }) {
        const me = await (await handOver.callerFor(headers)).person.look();
        return me ? { expires, user: { name: me.name } } : ({} as { expires: string });
      },
    },
    events: {
      /** Clearing the cookie is not enough: the row ends too. */
      async signOut() {
        const caller = await handOver.callerFor(headers);
        if (!(await caller.person.look())) return;
        const current = (await caller.session.list()).find((session) => session.current);
        if (current) await caller.session.end({ id: v7(), sessionId: current.id });
      },
    },
  };
}

/** What the page may know of a refusal. The error comes from the other copy of the modules, so its class is another one of the same name. */
function reasonOf(refused: unknown): string {
  if (!(refused instanceof Error) || refused.name !== "AppError" || !("values" in refused)) return "fault";
  const { seconds } = refused.values as { seconds?: number };
  return seconds === undefined ? refused.message : `${refused.message}:${seconds}`;
}

// Signing in through next-auth, with its refusals thrown like all others.
"use client";

import { signIn } from "next-auth/react";
import { refusedBySignIn } from "#app/_client/errors.ts";

type Credentials = { password: { email: string; password: string }; link: { token: string } };

/** Opens a session on this device and sets its cookie. Throws a refusal, or whatever fetch throws. Go on by a full load, so that everything is asked for anew. */
export async function enter<K extends keyof Credentials>(kind: K, credentials: Credentials[K]): Promise<void> {
  const answer = await signIn(kind, { ...credentials, redirect: false });
  if (!answer) throw new Error("no answer");
  if (answer.error) throw refusedBySignIn(answer.error);
}

// Signing out: the session ends on the server first, then nothing of the person stays on this device.
"use client";

import { signOut } from "next-auth/react";
import { v7 } from "uuid";
import type { Api } from "#app/_client/api.ts";
import { clearDevice } from "#app/_client/sign-out.ts";

/** Ends the session this tab lives by, clears drafts and the outbox, and takes the cookie. Throws before anything is cleared when the server did not end it. */
export async function leave(api: Api, personId: string): Promise<void> {
  const current = (await api.session.list.query()).find((session) => session.current);
  if (current) await api.session.end.mutate({ id: v7(), sessionId: current.id });
  await clearDevice(personId);
  await signOut({ redirect: false });
}

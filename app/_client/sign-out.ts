// Leaving a device: what a person typed, and what waited to be sent, does not stay behind for the next one.
"use client";

import { clearDrafts } from "#app/_client/drafts.ts";
import { clearOutbox } from "#app/_client/outbox-store.ts";

/** Takes a person's drafts and unsent commands off this device. Call it when they sign out, before the cookie goes. */
export async function clearDevice(personId: string): Promise<void> {
  clearDrafts(personId);
  await clearOutbox(personId).catch(() => {});
}

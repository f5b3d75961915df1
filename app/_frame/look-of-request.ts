// How the page is to look for whoever asks: their own choice on this device, else the device's. Read on the server, so that nothing flashes.
import { createHash } from "node:crypto";
import { cookies } from "next/headers";
import { cache } from "react";
import { whoAsks } from "#app/_client/caller.ts";
import { type Look, lookCookie, readLook } from "#app/_ui/look.ts";

/** The look, and the short sign of the person it is for: enough to tell the people of a device apart, and no name. */
export const lookOfRequest = cache(async (): Promise<{ look: Look; person?: string }> => {
  const jar = await cookies();
  const me = await whoAsks();
  const person = me ? createHash("sha256").update(me.id).digest("hex").slice(0, 8) : undefined;
  const own = jar.get(lookCookie(person)) ?? jar.get(lookCookie());
  return { look: readLook(own?.value), ...(person && { person }) };
});

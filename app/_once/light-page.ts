// How a page knows that it is the reading desk, which is to be light: the front door says so, and takes away what comes from outside.
import { headers } from "next/headers";

/** The id of this page among those being made, where things can be put aside for it; nothing for the pages of the house. */
export async function lightPageId(): Promise<string | undefined> {
  return (await headers()).get("x-interleaf-desk") ?? undefined;
}

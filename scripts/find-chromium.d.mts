// Types of scripts/find-chromium.mjs, for the browser tests.

/** Where the browser for the tests is: CHROMIUM_PATH, or the first that is found. */
export function findChromium(): string | undefined;

/** Flags that keep the browser from asking the network for anything of its own. */
export const chromiumFlags: string[];

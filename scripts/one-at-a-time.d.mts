// Types of scripts/one-at-a-time.mjs, for its test.

/** Does some work that no other command may do beside it in this folder. */
export function oneAtATime<T>(root: string, work: () => T | Promise<T>): Promise<T>;

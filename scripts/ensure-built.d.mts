// Types of scripts/ensure-built.mjs, for tests and benches that need the pages.

/** A name for the state of the sources: their paths and contents, tests left out. */
export function hashSources(root: string): string;

/** Builds when the sources are not those of the last build. */
export function ensureBuilt(root: string): Promise<void>;

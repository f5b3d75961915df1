// Types of scripts/ensure-installed.mjs, for tests and benches.

/** The project's own Node, which every program of the project runs on. */
export function projectNode(root: string): string;

/** Whether node_modules holds what package-lock.json says. */
export function isInstalled(root: string): boolean;

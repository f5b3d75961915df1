// Puts into node_modules exactly what package-lock.json says, when it is not there already.
// Runs in a fresh clone on the machine's own Node (20 or newer).

import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./run.mjs";

/**
 * The project's own Node, which every program of the project runs on.
 * @param {string} root the project's folder
 */
export const projectNode = (root) => join(root, "node_modules", ".bin", "node");

/**
 * Whether node_modules holds what package-lock.json says. npm writes what it has installed, once it is done, into
 * node_modules/.package-lock.json, so that a cut-off install is seen, and one made by hand is accepted.
 * @param {string} root the project's folder
 */
export function isInstalled(root) {
  const installed = packages(join(root, "node_modules", ".package-lock.json"));
  const wanted = packages(join(root, "package-lock.json"));
  if (!installed || !wanted || !existsSync(projectNode(root))) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    const found = installed[path];
    if (path === "") return true;
    // What belongs to another platform is not installed.
    if (!found) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/**
 * Installs from the lock file when needed.
 * @param {string} root the project's folder
 * @throws {Error} when npm fails, or leaves no Node that runs
 */
export async function ensureInstalled(root) {
  if (isInstalled(root)) return;
  console.log("Installing packages from package-lock.json …");
  // npm itself must not run on the Node that it is about to replace. Many packages ask for a newer Node than this
  // machine may have; they get it, but npm cannot know, so its warnings are left out.
  const { NODE: _, npm_execpath: __, npm_node_execpath: ___, ...env } = process.env;
  const path = (env.PATH ?? "").split(delimiter).filter((folder) => !folder.endsWith(join("node_modules", ".bin")));
  const npm = await run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    env: { ...env, PATH: path.join(delimiter) },
  });
  if (npm.code !== 0) throw new Error("`npm ci` failed; what it said stands above.");
  const node = await run(projectNode(root), ["--version"], { stdio: "pipe" }).catch(() => ({ code: 1 }));
  if (node.code !== 0) {
    throw new Error(
      "The package `node` was installed without its program: its install script did not run. See allowScripts in package.json.",
    );
  }
}

/** The packages of a lock file by path, or nothing when it cannot be read. */
function packages(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages;
  } catch {
    return undefined;
  }
}

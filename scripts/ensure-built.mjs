// Makes Next's build when the sources are newer than the last one that ended well.

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectNode } from "./ensure-installed.mjs";
import { run } from "./run.mjs";

/** What a page is made of. The server's own files count because the sign-in route is built from some of them. */
const folders = ["app", "domain", "server", "db", "public"];
const files = ["next.config.ts", "postcss.config.mjs", "tsconfig.json", "package.json", "package-lock.json"];
const stamp = (root) => join(root, ".next", "interleaf-build.json");

/**
 * A name for the state of the sources: their paths and contents, tests left out.
 * @param {string} root the project's folder
 * @returns {string} a SHA-256 in hexadecimal
 */
export function hashSources(root) {
  const hash = createHash("sha256");
  const add = (path) => {
    let content;
    try {
      content = readFileSync(join(root, path));
    } catch {
      return; // A file that is not there is a state too.
    }
    hash.update(`${path}\0${content.length}\0`).update(content);
  };
  const visit = (folder) => {
    let entries;
    try {
      entries = readdirSync(join(root, folder), { withFileTypes: true });
    } catch {
      return;
    }
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (!/\.test\.tsx?$/.test(entry.name)) add(path);
    }
  };
  for (const folder of folders) visit(folder);
  for (const file of files) add(file);
  return hash.digest("hex");
}

/** Whether the last build that ended well was made from these sources. */
function isBuilt(root) {
  try {
    return JSON.parse(readFileSync(stamp(root), "utf8")).sources === hashSources(root);
  } catch {
    return false;
  }
}

/**
 * Builds, whether needed or not.
 * @param {string} root the project's folder
 * @throws {Error} when Next fails
 */
export async function build(root) {
  const sources = hashSources(root);
  rmSync(stamp(root), { force: true });
  const { code, signal } = await run(projectNode(root), [join(root, "node_modules", "next", "dist", "bin", "next"), "build"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (code !== 0) throw new Error(`The build failed (${signal ?? `code ${code}`}); what Next said stands above.`);
  mkdirSync(join(root, ".next"), { recursive: true });
  writeFileSync(stamp(root), `${JSON.stringify({ sources })}\n`);
}

/** Builds when the sources are not those of the last build. */
export async function ensureBuilt(root) {
  if (isBuilt(root)) return;
  console.log("Building the pages …");
  await build(root);
}

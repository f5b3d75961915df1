// The laws of the house: who may import whom (.dependency-cruiser.cjs), and what files are called and begin with
// (scripts/file-laws.mjs). Run it to see every breach: node scripts/laws.mjs [folder]

import { existsSync } from "node:fs";
import { createRequire, registerHooks } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { fileBreaches, fileLawNames, privateFolderBreaches } from "./file-laws.mjs";

// TypeScript 7 has no parser to call from JavaScript. dependency-cruiser looks for the package `typescript`, so it
// alone is given version 6, which is installed as `typescript-api`.
registerHooks({
  resolve(specifier, context, next) {
    const asks = /^typescript(?=\/|$)/.test(specifier) && context.parentURL?.includes("/node_modules/dependency-cruiser/");
    return next(asks ? specifier.replace("typescript", "typescript-api") : specifier, context);
  },
});

const config = createRequire(import.meta.url)("../.dependency-cruiser.cjs");
/** Names of all laws, so that the test can show that it knows every one. */
export const lawNames = [...config.forbidden.map(({ name }) => name), ...fileLawNames];

const rooms = ["app", "server", "domain", "db", "e2e", "bench", "scripts"];

/**
 * Every breach of a law in a tree.
 * @param {string} root the folder that holds app/, server/, domain/ …
 * @returns {Promise<{ law: string, where: string, says: string }[]>} `where` is "file" or "file -> file", `says` tells where the thing belongs
 */
export async function findBreaches(root) {
  const { cruise, allExtensions } = await import("dependency-cruiser");
  if (!allExtensions.some(({ extension, available }) => extension === ".tsx" && available)) {
    throw new Error("The import laws cannot read TypeScript: the package typescript-api is missing. Run `npm ci`.");
  }
  const { options, ...ruleSet } = config;
  const present = rooms.filter((room) => existsSync(join(root, room)));
  const cruised = await cruise(present, { ...options, baseDir: root, ruleSet, validate: true, outputType: "json" });
  const result = typeof cruised.output === "string" ? JSON.parse(cruised.output) : cruised.output;
  const comments = new Map(ruleSet.forbidden.map((rule) => [rule.name, rule.comment]));
  const imports = result.summary.violations.map(({ rule, from, to, cycle }) => ({
    law: rule.name,
    where: cycle ? [from, ...cycle.map(({ name }) => name)].join(" -> ") : from === to ? from : `${from} -> ${to}`,
    says: comments.get(rule.name) ?? "",
  }));
  return [...imports, ...privateFolderBreaches(result.modules), ...(await fileBreaches(root))];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const breaches = await findBreaches(resolve(process.argv[2] ?? "."));
  const laws = Map.groupBy(breaches, ({ law }) => law);
  for (const [law, found] of laws) {
    console.log(`${law}: ${found[0].says}`);
    for (const { where } of found) console.log(`  ${where}`);
  }
  if (breaches.length > 0) {
    console.log(
      `${breaches.length} ${breaches.length === 1 ? "breach" : "breaches"} of ${laws.size} ${laws.size === 1 ? "law" : "laws"}.`,
    );
    process.exitCode = 1;
  }
}

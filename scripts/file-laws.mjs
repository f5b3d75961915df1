// The laws that no linter knows: what a file is called, what it opens with, and where private folders reach.

import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

const unread = new Set(["node_modules", ".git", ".next", ".tmp", "data", "test-results", "playwright-report"]);
const generated = /^(?:next-env\.d\.ts|db\/migrations\/)/;
const source = /\.(?:ts|tsx|mts|mjs|cjs|jsx?|css)$/;

/** Files a slice may hold besides its tests; some slices have more than the four. */
const sliceFiles = ["router.ts", "routes.ts", "live.ts", "service.ts", "queries.ts"];
const moreSliceFiles = { auth: ["cookie.ts", "options.ts", "password.ts"] };
/** Folders of server/ that are no slices. */
const notSlices = new Set(["importing", "exchange", "testing"]);

const vague = /^(?:utils?|utilities|helpers?|commons?|misc|shared|lib|stuff|index)$/;
const kebab = /^\.?[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$/;
/** Route folders of Next: (set), [name], [...rest], [[...rest]], @slot; and a private folder of ours, _name. */
const routeFolder = /^(?:\([a-z0-9-]+\)|\[{1,2}(?:\.{3})?[a-zA-Z0-9]+\]{1,2}|@[a-z0-9-]+|_[a-z0-9]+(?:-[a-z0-9]+)*)$/;

/** Attributes a person hears or reads. */
const spokenAttribute =
  /\b(?:aria-(?:label|description|placeholder|roledescription|valuetext)|alt|label|placeholder|title)=(?:"([^"]*)"|\{"([^"]*)"\})/g;

const says = {
  "slice-file-names":
    "A slice holds router.ts, routes.ts, live.ts, service.ts, queries.ts and tests. A pure rule belongs to domain/, a job many slices share to a root file of server/, another noun to a slice of its own.",
  "no-vague-names":
    "utils, helpers, common, index say nothing: what is pure goes to domain/, what is a noun is a slice, what is a screen goes to app/.",
  "kebab-case": "Files and folders are kebab-case, named for what they export.",
  "opening-comment": "A file opens with one to three lines of comment that say what it is for.",
  "words-in-catalogue":
    "Text that a person reads or hears belongs to the catalogue (domain/catalogue), so that it can be translated.",
  "private-folders":
    "A folder whose name begins with _ belongs to its own route. What two routes share goes to the private folder of the route above both, or to app/_ui.",
};

export const fileLawNames = Object.keys(says);

/**
 * Breaches of the laws about files in a tree.
 * @param {string} root
 * @returns {Promise<{ law: string, where: string, says: string }[]>}
 */
export async function fileBreaches(root) {
  const breaches = [];
  const refuse = (law, where) => breaches.push({ law, where, says: says[law] });
  for (const path of await sources(root)) {
    const parts = path.split("/");
    const stems = parts.map((part, at) => (at === parts.length - 1 ? part.replace(/\..*$/, "") : part));
    if (stems.some((stem) => vague.test(stem))) refuse("no-vague-names", path);
    if (!parts.every((part, at) => kebab.test(part) || (at < parts.length - 1 && routeFolder.test(part))))
      refuse("kebab-case", path);
    if (isStrangeInSlice(parts)) refuse("slice-file-names", path);
    if (!/\.css$/.test(path)) {
      const text = await readFile(join(root, path), "utf8");
      if (!opensWithComment(text)) refuse("opening-comment", path);
      if (/^app\/.*\.tsx$/.test(path)) for (const line of spokenLines(text)) refuse("words-in-catalogue", `${path}:${line}`);
    }
  }
  return breaches;
}

/**
 * Imports that reach into a private folder of another route.
 * @param {{ source: string, dependencies: { resolved: string }[] }[]} modules as dependency-cruiser found them
 * @returns {{ law: string, where: string, says: string }[]}
 */
export function privateFolderBreaches(modules) {
  const law = "private-folders";
  return modules.flatMap(({ source: from, dependencies }) =>
    dependencies.flatMap(({ resolved: to }) => {
      // The route that owns the innermost private folder; folders directly in app/ serve the whole app.
      const owner = /^(app\/.+\/)_[^/]+\//.exec(to)?.[1];
      // Who may reach into app/ from outside is another law.
      return owner && from.startsWith("app/") && !from.startsWith(owner)
        ? [{ law, where: `${from} -> ${to}`, says: says[law] }]
        : [];
    }),
  );
}

/** Source files below a folder, as paths from it with forward slashes. */
async function sources(root) {
  const found = [];
  const visit = async (folder) => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !unread.has(entry.name)) await visit(path);
      if (entry.isFile() && source.test(entry.name)) found.push(relative(root, path).split(sep).join("/"));
    }
  };
  await visit(root);
  return found.filter((path) => !generated.test(path)).sort();
}

function isStrangeInSlice([room, slice, ...rest]) {
  if (room !== "server" || rest.length === 0 || notSlices.has(slice)) return false;
  const name = rest.join("/");
  return !sliceFiles.includes(name) && !moreSliceFiles[slice]?.includes(name) && !/^[^/]+\.test\.ts$/.test(name);
}

function opensWithComment(text) {
  const opening = text.replace(/^\uFEFF?(?:#![^\n]*\n)?\s*/, "").replace(/^(["'])use [a-z]+\1;?\s*/, "");
  return /^(?:\/\/|\/\*)/.test(opening);
}

/** Numbers of the lines where an attribute speaks in letters of its own. */
function spokenLines(text) {
  return [...text.matchAll(spokenAttribute)]
    .filter(([, plain, braced]) => /\p{L}{2}/u.test(plain ?? braced ?? ""))
    .map(({ index }) => text.slice(0, index).split("\n").length);
}

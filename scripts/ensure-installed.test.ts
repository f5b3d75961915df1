// npm start and npm test install exactly when node_modules is not what the lock file says.

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isInstalled, projectNode } from "./ensure-installed.mjs";

let root: string;
const lock = {
  "": { version: "0.1.0" },
  "node_modules/here": { version: "1.0.0", integrity: "sha512-a" },
  "node_modules/elsewhere": { version: "1.0.0", optional: true, os: ["plan9"] },
};
const { "": _, "node_modules/elsewhere": __, ...installed } = lock;

function write(path: string, packages: unknown) {
  writeFileSync(join(root, path), JSON.stringify({ lockfileVersion: 3, packages }));
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "interleaf-install-"));
  mkdirSync(join(root, "node_modules", ".bin"), { recursive: true });
  writeFileSync(projectNode(root), "");
  write("package-lock.json", lock);
  write("node_modules/.package-lock.json", installed);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("what the lock file says is enough, without the packages of other platforms", () => {
  expect(isInstalled(root)).toBe(true);
});

test("a new version, a changed content, a new package and a missing Node each ask for an install", () => {
  write("package-lock.json", { ...lock, "node_modules/here": { version: "1.0.1", integrity: "sha512-a" } });
  expect(isInstalled(root)).toBe(false);
  write("package-lock.json", { ...lock, "node_modules/here": { version: "1.0.0", integrity: "sha512-b" } });
  expect(isInstalled(root)).toBe(false);
  write("package-lock.json", { ...lock, "node_modules/new": { version: "1.0.0" } });
  expect(isInstalled(root)).toBe(false);
  write("package-lock.json", lock);
  rmSync(projectNode(root));
  expect(isInstalled(root)).toBe(false);
});

test("an install that was cut off asks for another", () => {
  rmSync(join(root, "node_modules", ".package-lock.json"));
  expect(isInstalled(root)).toBe(false);
});

test("this very folder is seen as npm left it", () => {
  for (const file of ["package-lock.json", "node_modules/.package-lock.json"]) cpSync(file, join(root, file));
  expect(isInstalled(root)).toBe(true);
});

// A build is made again exactly when something it is made of has changed.

import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashSources } from "./ensure-built.mjs";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "interleaf-build-"));
  write("app/page.tsx", "page");
  write("server/auth/options.ts", "options");
  write("package-lock.json", "{}");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

test("a change of content, a rename, a new file and a new lock file each ask for a build", () => {
  const seen = [hashSources(root)];
  const changes = [
    () => write("app/page.tsx", "another page"),
    () => renameSync(join(root, "app/page.tsx"), join(root, "app/layout.tsx")),
    () => write("domain/text/model.ts", ""),
    () => write("package-lock.json", "{ }"),
    () => write("next.config.ts", ""),
  ];
  for (const change of changes) {
    change();
    seen.push(hashSources(root));
  }
  expect(new Set(seen).size).toBe(changes.length + 1);
});

test("a touched file, a test, the data and a tool ask for none", () => {
  const before = hashSources(root);
  utimesSync(join(root, "app/page.tsx"), new Date(0), new Date(0));
  write("app/page.test.tsx", "test");
  write("server/auth/service.test.ts", "test");
  write("data/database", "row");
  write("scripts/start.mjs", "start");
  expect(hashSources(root)).toBe(before);
});

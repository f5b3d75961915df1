// An app of one empty page on the same Next: what every page of any such app loads, before a word of ours. Built once into .tmp.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "../e2e/server-process.ts";
import type { Bare } from "./programs.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, ".tmp/empty-next");
const next = join(dirname(createRequire(import.meta.url).resolve("next/package.json")), "dist/bin/next");
const settings = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };

const files = {
  "package.json": '{ "name": "empty", "private": true, "type": "module" }',
  "next.config.mjs": `export default { poweredByHeader: false, turbopack: { root: ${JSON.stringify(root)} } };`,
  "app/layout.jsx": "export default ({ children }) => <html lang='en'><body>{children}</body></html>;",
  "app/page.jsx": "export const dynamic = 'force-dynamic';\nexport default () => <p>Empty</p>;",
};

/** Starts it, on a free loopback port. */
export async function startEmptyNext(): Promise<Bare> {
  build();
  const port = await freePort();
  const program = spawn(process.execPath, [next, "start", folder, "-H", "127.0.0.1", "-p", String(port)], {
    env: settings,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const gone = once(program, "exit");
  const url = `http://127.0.0.1:${port}`;
  const until = performance.now() + 60_000;
  while (
    !(await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (program.exitCode !== null || performance.now() > until) throw new Error("The empty page did not become ready");
    await sleep(100);
  }
  return {
    url,
    async stop() {
      program.kill("SIGKILL");
      await gone;
    },
  };
}

function build(): void {
  const { version } = JSON.parse(readFileSync(join(dirname(dirname(dirname(next))), "package.json"), "utf8")) as {
    version: string;
  };
  const mark = join(folder, "built-with");
  if (existsSync(mark) && readFileSync(mark, "utf8") === version) return;
  mkdirSync(join(folder, "app"), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  execFileSync(process.execPath, [next, "build", folder], { env: settings, stdio: ["ignore", 2, 2] });
  writeFileSync(mark, version);
}

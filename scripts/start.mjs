// npm start: installs and builds when needed, then runs the server. With --dev it skips the build and runs Next's
// development server inside. Runs in a fresh clone on the machine's own Node (20 or newer).

import { spawn } from "node:child_process";
import { constants } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "./ensure-built.mjs";
import { ensureInstalled, projectNode } from "./ensure-installed.mjs";
import { oneAtATime } from "./one-at-a-time.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dev = process.argv.includes("--dev");

// Until the server runs, a signal ends this command at once; `exit` listeners clear away what was begun.
const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
const leave = (signal) => process.exit(128 + constants.signals[signal]);
for (const signal of signals) process.on(signal, leave);

try {
  await oneAtATime(root, async () => {
    await ensureInstalled(root);
    if (!dev) await ensureBuilt(root);
  });
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

// In development the server starts again when a file of its own changes; Next sees to the pages itself.
const watch = dev ? ["server", "domain", "db"].map((folder) => `--watch-path=${join(root, folder)}`) : [];
const server = spawn(
  projectNode(root),
  [
    "--disable-warning=ExperimentalWarning",
    ...watch,
    join(root, "server", "main.ts"),
    ...process.argv.slice(2).filter((word) => word !== "--dev"),
  ],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, NODE_ENV: dev ? "development" : "production", NEXT_TELEMETRY_DISABLED: "1" },
  },
);
for (const signal of signals) {
  process.off(signal, leave);
  // At a terminal, Ctrl-C reaches the server without this command's help; twice would mean "at once".
  process.on(signal, () => (signal === "SIGINT" && process.stdin.isTTY ? undefined : server.kill(signal)));
}
server.once("error", (error) => {
  console.error(`The server could not be started: ${error.message}`);
  process.exit(1);
});
server.once("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));

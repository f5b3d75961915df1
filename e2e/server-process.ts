// Starts the built product as people start it, in a process of its own, and hurts or stops it: for browser tests, the black-box harness, benches and pictures.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface ServerProcess {
  url: string;
  dataDir: string;
  /** The one-time link, when the instance is fresh. */
  setUpLink: () => string | undefined;
  /** Everything it printed since it was last started. */
  output: () => string;
  pid: () => number | undefined;
  /** Ends the process at once and waits until it is gone. */
  kill: (signal?: NodeJS.Signals) => Promise<number | null>;
  /** Starts it again on the same port and data, and waits until it is ready. */
  start: () => Promise<void>;
  /** Stops it as an operator would, and removes what it kept unless told to keep it. */
  stop: (keep?: "keep") => Promise<void>;
}

export interface ServerSettings {
  /** A PostgreSQL of its own; without it the embedded database. */
  databaseUrl?: string | undefined;
  dataDir?: string | undefined;
  env?: Record<string, string>;
  /** Milliseconds to wait for /readyz. */
  readyWithin?: number;
}

/** Starts a server on a free loopback port. The product must have been built. */
export async function startServer(settings: ServerSettings = {}): Promise<ServerProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const dataDir = settings.dataDir ?? mkdtempSync(join(tmpdir(), "interleaf-e2e-"));
  let child: ChildProcess | undefined;
  let printed = "";

  async function start(): Promise<void> {
    printed = "";
    const its = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "server/main.ts"], {
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        TZ: process.env.TZ,
        NODE_ENV: "production",
        PORT: String(port),
        HOST: "127.0.0.1",
        DATA_DIR: dataDir,
        LOG_LEVEL: "warn",
        ...(settings.databaseUrl && { DATABASE_URL: settings.databaseUrl }),
        ...settings.env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child = its;
    its.stdout?.on("data", (text) => (printed += text));
    its.stderr?.on("data", (text) => (printed += text));
    const until = Date.now() + (settings.readyWithin ?? 60_000);
    while (!printed.includes("Interleaf is ready") || !(await isReady(url))) {
      if (its.exitCode !== null || its.signalCode !== null)
        throw new Error(`The server ended with ${its.exitCode ?? its.signalCode}:\n${printed}`);
      if (Date.now() > until) {
        its.kill("SIGKILL");
        throw new Error(`The server was not ready in time:\n${printed}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async function kill(signal: NodeJS.Signals = "SIGKILL"): Promise<number | null> {
    const its = child;
    if (!its || its.exitCode !== null || its.signalCode !== null) return its?.exitCode ?? null;
    const gone = once(its, "exit");
    its.kill(signal);
    await gone;
    return its.exitCode;
  }

  await start();
  return {
    url,
    dataDir,
    setUpLink: () => /http:\/\/\S+\/set-up\/\S+/.exec(printed)?.[0],
    output: () => printed,
    pid: () => child?.pid,
    kill,
    start,
    async stop(keep) {
      await kill("SIGTERM");
      if (!keep) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
    (answer) => answer.ok,
    () => false,
  );
}

/** A loopback port that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (!address || typeof address === "string") throw new Error("No free port");
  return address.port;
}

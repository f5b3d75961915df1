// A PostgreSQL server for tests and benches: a cluster of its own in a temporary folder, on a free loopback port,
// that can be killed and started again. Runs on the machine's own Node (20 or newer).

import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const oldest = 15;
const role = "interleaf";
const settings = {
  listen_addresses: "127.0.0.1",
  max_connections: "100",
  shared_buffers: "64MB",
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  timezone: "UTC",
  lc_messages: "C",
};

/**
 * The newest PostgreSQL on this machine that is new enough.
 * @returns {{ bin: string, version: number } | { missing: string }} the folder of its programs, or why there is none
 */
export function findPostgres() {
  const places = [
    process.env.POSTGRES_BIN ?? "",
    ...versions("/usr/lib/postgresql", ""),
    ...versions("/usr", "pgsql-"),
    ...versions("/opt/homebrew/opt", "postgresql@"),
    ...versions("/usr/local/opt", "postgresql@"),
    ...(process.env.PATH ?? "").split(delimiter),
  ].filter((bin) => bin !== "" && ["initdb", "postgres"].every((name) => existsSync(join(bin, name))));
  const found = places.map((bin) => {
    const said = spawnSync(join(bin, "postgres"), ["--version"], { encoding: "utf8" }).stdout ?? "";
    return { bin, version: Number(/(\d+)/.exec(said)?.[1] ?? 0) };
  });
  const newest = found.sort((a, b) => b.version - a.version)[0];
  if (!newest)
    return { missing: "no PostgreSQL is installed (Debian: apt-get install postgresql; macOS: brew install postgresql)" };
  if (newest.version < oldest) return { missing: `PostgreSQL ${newest.version} is too old; ${oldest} or newer is needed` };
  if (isRoot && !otherUser())
    return { missing: "PostgreSQL refuses to run as root, and there is neither a user `postgres` nor a user `nobody`" };
  return newest;
}

/**
 * Starts a server. It ends with this process at the latest, on Linux even when that is killed.
 * @returns {Promise<{ url: string, stop: () => Promise<void>, kill: (signal?: NodeJS.Signals) => Promise<void>, restart: () => Promise<void> } | null>}
 *   `url` names a role that may create databases; `stop` also removes the data; `kill` ends the server and all its
 *   processes (SIGKILL unless said otherwise); `restart` starts it again on the same port and data. Nothing where no
 *   PostgreSQL is installed: findPostgres says why.
 * @throws {Error} when a server is installed but does not start
 */
export async function startPostgres() {
  const found = findPostgres();
  if ("missing" in found) return null;
  const user = isRoot ? otherUser() : {};
  const folder = mkdtempSync(join(tmpdir(), "interleaf-pg-"));
  const password = randomBytes(16).toString("hex");
  const options = { cwd: folder, ...user, env: { PATH: process.env.PATH ?? "", LC_ALL: "C", TZ: "UTC" } };
  let server;

  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  const endNow = () => {
    if (server) for (const pid of [server.pid, ...childrenOf(server.pid)]) send(pid, "SIGKILL");
    remove();
  };
  process.on("exit", endNow);

  const start = async (port) => {
    const flags = Object.entries({ ...settings, port, unix_socket_directories: folder }).flatMap(([name, value]) => [
      "-c",
      `${name}=${value}`,
    ]);
    // On Linux the kernel ends the server should this process be killed without a chance to do it.
    const [command, ...before] = [...(hasSetpriv ? ["setpriv", "--pdeathsig", "INT", "--"] : []), join(found.bin, "postgres")];
    const child = spawn(command, [...before, "-D", join(folder, "data"), ...flags], {
      ...options,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    await new Promise((ready, fail) => {
      child.once("error", fail);
      child.once("exit", () => fail(new Error(`PostgreSQL did not start:\n${said}`)));
      child.stderr.setEncoding("utf8").on("data", (text) => {
        said = (said + text).slice(-4000);
        if (said.includes("database system is ready to accept connections")) ready();
      });
    });
    child.removeAllListeners("exit");
    child.stderr.removeAllListeners("data").resume();
    child.unref();
    child.stderr.unref();
    child.once("exit", () => {
      if (server === child) server = undefined;
    });
    server = child;
  };

  const end = async (signal) => {
    const ending = server;
    if (!ending) return;
    const gone = new Promise((done) => ending.once("exit", done));
    const children = childrenOf(ending.pid);
    ending.ref();
    send(ending.pid, signal);
    // The processes of its connections notice only some time after it is gone.
    if (signal === "SIGKILL") for (const pid of children) send(pid, signal);
    const late = setTimeout(() => send(ending.pid, "SIGKILL"), 20_000);
    await gone;
    clearTimeout(late);
    for (let wait = 0; wait < 100 && children.some(isRunning); wait++) await sleep(50);
  };

  try {
    if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
    const secret = join(folder, "secret");
    writeFileSync(secret, password, { mode: 0o600 });
    if (user.uid !== undefined) chownSync(secret, user.uid, user.gid);
    const made = spawnSync(
      join(found.bin, "initdb"),
      [
        "-D",
        join(folder, "data"),
        "-U",
        role,
        "-A",
        "scram-sha-256",
        `--pwfile=${secret}`,
        "-E",
        "UTF8",
        "--no-locale",
        "--no-sync",
      ],
      { ...options, encoding: "utf8" },
    );
    if (made.status !== 0) throw new Error(`PostgreSQL's initdb failed:\n${made.stderr || made.error?.message}`);
    let port = await freePort();
    await again(
      3,
      async () => start(port),
      async () => {
        port = await freePort();
      },
    );
    return {
      url: `postgres://${role}:${password}@127.0.0.1:${port}/postgres`,
      kill: async (signal = "SIGKILL") => end(signal),
      restart: async () => {
        await end("SIGQUIT");
        // Killed processes may hold its shared memory a little longer.
        await again(
          20,
          async () => start(port),
          async () => sleep(250),
        );
      },
      stop: async () => {
        await end("SIGINT");
        process.off("exit", endNow);
        remove();
      },
    };
  } catch (error) {
    endNow();
    process.off("exit", endNow);
    throw error;
  }
}

const isRoot = process.getuid?.() === 0;
const hasSetpriv = process.platform === "linux" && spawnSync("setpriv", ["--version"], { stdio: "ignore" }).status === 0;

/** The user that runs the server when this process is root's. */
function otherUser() {
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }).stdout?.trim());
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  return undefined;
}

/** Folders of programs, one per installed version, of a place that keeps several. */
function versions(place, prefix) {
  try {
    return readdirSync(place)
      .filter((name) => name.startsWith(prefix) && /\d+$/.test(name))
      .map((name) => join(place, name, "bin"));
  } catch {
    return [];
  }
}

async function freePort() {
  const probe = createServer();
  await new Promise((done, fail) => probe.once("error", fail).listen(0, "127.0.0.1", done));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return port;
}

/** Tries some work up to `times` times, with `between` after each failure but the last. */
async function again(times, work, between) {
  for (let left = times; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (left <= 1) throw error;
      await between();
    }
  }
}

function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone already.
  }
}

/** Numbers and parents of all processes, with their states; of /proc where there is one. */
function processes() {
  if (existsSync("/proc/self/stat")) {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        try {
          const [state, parent] = readFileSync(`/proc/${name}/stat`, "utf8")
            .replace(/^.*\) /s, "")
            .split(" ");
          return [{ pid: Number(name), parent: Number(parent), state }];
        } catch {
          return [];
        }
      });
  }
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,state="], { encoding: "utf8" });
  return (stdout ?? "")
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const [pid, parent, state] = line.trim().split(/\s+/);
      return { pid: Number(pid), parent: Number(parent), state: state?.[0] };
    });
}

function childrenOf(parent) {
  return processes()
    .filter((one) => one.parent === parent)
    .map(({ pid }) => pid);
}

function isRunning(pid) {
  return processes().some((one) => one.pid === pid && one.state !== "Z");
}

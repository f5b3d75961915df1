// Runs a program and waits for it; it never outlives this process.

import { spawn } from "node:child_process";

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} options as for spawn; standard input is closed unless said otherwise
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null, output: string }>} `output` holds what came by pipes
 * @throws {Error} when it cannot be started
 */
export async function run(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"], ...options });
  const end = () => child.kill("SIGTERM");
  process.once("exit", end);
  let output = "";
  for (const pipe of [child.stdout, child.stderr]) {
    pipe?.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  }
  try {
    return await new Promise((done, fail) => {
      child.once("error", fail);
      child.once("close", (code, signal) => done({ code, signal, output }));
    });
  } finally {
    process.off("exit", end);
  }
}

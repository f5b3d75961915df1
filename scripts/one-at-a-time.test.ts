// Two commands never install or build beside each other in one folder, and a killed one blocks nobody.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { oneAtATime } from "./one-at-a-time.mjs";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "interleaf-lock-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A command in a process of its own that works for a while and notes when it begins and ends. */
function command(milliseconds: number) {
  const program = `
    import { appendFileSync } from "node:fs";
    import { setTimeout as sleep } from "node:timers/promises";
    const { oneAtATime } = await import("./scripts/one-at-a-time.mjs");
    await oneAtATime(${JSON.stringify(root)}, async () => {
      appendFileSync(${JSON.stringify(join(root, "notes"))}, "begin ");
      console.log("working");
      await sleep(${milliseconds});
      appendFileSync(${JSON.stringify(join(root, "notes"))}, "end ");
    });`;
  return spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: ["ignore", "pipe", "inherit"] });
}

test("of several commands each works alone, and those that wait say so", async () => {
  const commands = [command(700), command(700), command(700)];
  let said = "";
  for (const { stdout } of commands) stdout.on("data", (text) => (said += text));
  await Promise.all(commands.map((one) => once(one, "close")));
  expect(readFileSync(join(root, "notes"), "utf8")).toBe("begin end begin end begin end ");
  expect(said).toMatch(/Process \d+ is installing or building here; waiting/);
});

test("a command that was killed at work blocks nobody", async () => {
  const killed = command(60_000);
  await once(killed.stdout, "data");
  killed.kill("SIGKILL");
  await once(killed, "close");
  expect(await oneAtATime(root, () => "done")).toBe("done");
});

test("work that fails gives the folder free again", async () => {
  await expect(
    oneAtATime(root, () => {
      throw new Error("no room on the disk");
    }),
  ).rejects.toThrow("no room on the disk");
  expect(existsSync(join(root, ".tmp", "install-and-build.lock"))).toBe(false);
});

// Lets only one command at a time install or build in this folder; a second one waits and says so.

import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Does some work that no other command may do beside it.
 * @template T
 * @param {string} root the project's folder
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>} what the work gives
 */
export async function oneAtATime(root, work) {
  const lock = join(root, ".tmp", "install-and-build.lock");
  mkdirSync(dirname(lock), { recursive: true });
  const mine = String(process.pid);
  // Written first and then given the lock's name, so that nobody finds a lock without its holder's number.
  const note = `${lock}.${mine}`;
  for (let told = ""; ; ) {
    try {
      writeFileSync(note, mine);
      linkSync(note, lock);
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    } finally {
      rmSync(note, { force: true });
    }
    const holder = holderOf(lock);
    if (!isAlive(holder)) {
      // Left by a command that was killed.
      if (holderOf(lock) === holder) rmSync(lock, { force: true });
      continue;
    }
    if (told !== holder)
      console.log(
        `Process ${holder} is installing or building here; waiting until it has finished. (If there is no such command, delete ${lock}.)`,
      );
    told = holder;
    await sleep(500);
  }
  const release = () => {
    if (holderOf(lock) === mine) rmSync(lock, { force: true });
  };
  process.once("exit", release);
  try {
    return await work();
  } finally {
    process.off("exit", release);
    release();
  }
}

function holderOf(lock) {
  try {
    return readFileSync(lock, "utf8");
  } catch {
    return "";
  }
}

function isAlive(pid) {
  if (pid === "") return false;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

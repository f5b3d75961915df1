// Finds a Chromium or Chrome that is already on the machine, and the flags it needs to run quietly.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const folders = ["/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome", ...(process.env.PATH ?? "").split(delimiter)];
const elsewhere = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * Where the browser for the tests is: CHROMIUM_PATH, or the first that is found.
 * @returns {string | undefined} a path that can be run
 */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  const places = named
    ? [named]
    : [...names.flatMap((name) => folders.filter(Boolean).map((folder) => join(folder, name))), ...elsewhere];
  return places.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Flags that keep the browser from asking the network for anything of its own; its sandbox cannot run as root. */
export const chromiumFlags = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

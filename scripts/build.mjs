// npm run build: makes Next's build and notes which sources it was made from, so that npm start need not make it again.

import { fileURLToPath } from "node:url";
import { build } from "./ensure-built.mjs";
import { ensureInstalled } from "./ensure-installed.mjs";
import { oneAtATime } from "./one-at-a-time.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
try {
  await oneAtATime(root, async () => {
    await ensureInstalled(root);
    await build(root);
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

// The program of the embedded database: locks the data folder, opens it, answers at a socket, and ends with its parent.
// Started only by start.ts, with settings as its argument and a message channel.
import { mkdirSync, writeSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { clusterFolder, diskFull, isFirstStart, makeCluster, openCluster } from "./cluster.ts";
import { DiskGuard, measureRoom } from "./disk-guard.ts";
import { Door } from "./door.ts";
import { DurableFiles } from "./durable-files.ts";
import { asEmbeddedError } from "./embedded-error.ts";
import { chooseEndpoint, prepareEndpoint, removeEndpoint } from "./endpoint.ts";
import { type FolderLock, lockFolder } from "./folder-lock.ts";
import { Housekeeping } from "./housekeeping.ts";
import type { FromProcess, ProcessSettings, ToProcess } from "./process-messages.ts";
import { Session } from "./session.ts";

const second = 1000;
const settings = JSON.parse(process.argv[2] ?? "{}") as ProcessSettings;

process.umask(0o077);
// Ctrl-C reaches the whole group of processes; the parent decides when the database may go.
process.on("SIGINT", () => {});
// Until there is something to close, ending at once is safe at any point.
const endAtOnce = () => process.exit(0);
process.on("disconnect", endAtOnce);
process.on("SIGTERM", endAtOnce);
new Worker(new URL("./orphan-guard.ts", import.meta.url)).unref();

serve(settings).catch(async (fault: unknown) => {
  const { code, message } = asEmbeddedError(fault, settings.dataDir);
  if (code === "failed" && fault instanceof Error) complain(fault.stack ?? fault.message);
  await tell({ type: "failed", code, message });
  process.exit(1);
});

async function serve({ dataDir, temporary, minimumFree, endpoint: wanted }: ProcessSettings): Promise<void> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const guard = new DiskGuard(() => measureRoom(dataDir), minimumFree);
  const lock = lockOrSay(dataDir, guard);
  const firstStart = isFirstStart(dataDir);
  if (!guard.roomToStart(firstStart)) throw diskFull(dataDir);
  if (firstStart) await makeCluster(dataDir);

  const files = new DurableFiles(clusterFolder(dataDir), () => guard.roomToGrow());
  let serving = false;
  const db = await openCluster(dataDir, files, (line) => {
    // After a FATAL or PANIC the engine has ended, and would spin on its next message: the parent starts a new one.
    if (serving && /^\S+ \S+ \S+ \[\d+\] (?:FATAL|PANIC):/.test(line)) giveUp(line);
  });
  serving = true;
  const endpoint = wanted ?? chooseEndpoint(dataDir, temporary);
  const session = new Session({
    db,
    guard,
    ...(endpoint.password === undefined ? {} : { password: endpoint.password }),
    onBroken: giveUp,
  });
  const door = new Door(session);
  prepareEndpoint(endpoint);
  const taken = await door.listen(endpoint);
  const stopHouse = new Housekeeping(session, files, guard).start((fault) => complain(`housekeeping: ${fault}`));

  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    stopHouse();
    await door.close();
    removeEndpoint(taken, dataDir);
    serving = false;
    // Closing writes a checkpoint, so that the next start has nothing to replay.
    await db.close();
    lock.release();
    process.exit(0);
  };
  const endWhenLeft = async () => {
    // A service manager may signal parent and child together: the parent's last commits still find the database, for a while.
    for (let waited = 0; door.occupied && process.connected && waited < 5 * second; waited += 50) await sleep(50);
    await end();
  };

  process.off("disconnect", endAtOnce).off("SIGTERM", endAtOnce);
  process.on("disconnect", end).on("SIGTERM", endWhenLeft);
  process.on("message", (message: ToProcess) => {
    if (message.type === "stop") void end();
    if (message.type === "minimum-free") guard.setMinimumFree(message.bytes);
    if (message.type === "ping" && !ending) {
      session.runBetween("select 1").then(() => tell({ type: "pong", id: message.id, writable: guard.writable() }), giveUp);
    }
  });
  if (!process.connected) return end();
  await tell({ type: "ready", endpoint: taken });
}

/** The folder's lock; when a full disk is why it cannot be had, the error says so. */
function lockOrSay(dataDir: string, guard: DiskGuard): FolderLock {
  try {
    return lockFolder(dataDir);
  } catch (fault) {
    if (asEmbeddedError(fault, dataDir).code === "not_writable" && !guard.roomToStart(false)) throw diskFull(dataDir, fault);
    throw fault;
  }
}

/** Ends the process at once, which loses nothing that was acknowledged. */
function giveUp(fault: unknown): never {
  complain(`the engine has failed: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`);
  process.exit(2);
}

function complain(words: string): void {
  writeSync(2, `${words}\n`);
}

function tell(message: FromProcess): Promise<void> {
  return new Promise((resolve) => {
    if (process.send && process.connected) process.send(message, () => resolve());
    else resolve();
  });
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

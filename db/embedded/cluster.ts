// The cluster: the folder with Postgres's own files. Makes it whole or not at all, opens it, and proves that commits reach the disk.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { DurableFiles } from "./durable-files.ts";
import { EmbeddedError } from "./embedded-error.ts";
import { flushPath, flushTree, writeDurably } from "./write-durably.ts";

/** The major version of Postgres in the pinned PGlite; every start compares it with what the engine says. */
const postgresMajor = 18;

/** Start parameters with which Postgres flushes. `fdatasync`, its own choice, is a stub in PGlite that never reaches the host. */
export const durableParameters: readonly string[] = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== "-F"),
  ...[
    "fsync=on",
    "wal_sync_method=fsync",
    "full_page_writes=on",
    // Takes the room when a table grows, not when its pages are written out at last: a full disk is then an ordinary error.
    "file_extend_method=write_zeros",
    "min_wal_size=32MB",
    "max_wal_size=128MB",
    "log_min_messages=fatal",
  ].flatMap((setting) => ["-c", setting]),
];

interface Versions {
  pglite: string;
  postgres: number;
}

/** The folder of Postgres's files in a data folder. */
export function clusterFolder(dataDir: string): string {
  return join(dataDir, "postgres");
}

/** Whether the data folder has no cluster yet. Throws `damaged` when it once had one. */
export function isFirstStart(dataDir: string): boolean {
  if (existsSync(clusterFolder(dataDir))) return false;
  if (existsSync(versionsFile(dataDir))) {
    throw new EmbeddedError(
      "damaged",
      `The data folder ${dataDir} is incomplete: its folder "postgres" is missing. Restore a backup.`,
    );
  }
  return true;
}

/**
 * Makes the cluster in a folder beside its place, flushes it and renames it: killed at any moment, the next start finds either
 * no cluster, with a left-over that is thrown away, or a whole one.
 */
export async function makeCluster(dataDir: string): Promise<void> {
  const beside = join(dataDir, "postgres.new");
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true, mode: 0o700 });
  const files = new DurableFiles(beside);
  try {
    // Without flushes while it is being made, which would take minutes on a slow disk: it counts for nothing until it is renamed.
    const db = await PGlite.create({ fs: files });
    await db.close();
  } catch (fault) {
    throw files.diskFull ? diskFull(dataDir, fault) : fault;
  }
  flushTree(beside);
  renameSync(beside, clusterFolder(dataDir));
  flushPath(dataDir);
}

/**
 * Opens the cluster over the file layer given, and proves that a commit reaches the disk. `onStderr` hears Postgres's log.
 * Throws `incompatible`, `damaged`, `disk_full` or `no_flush`.
 */
export async function openCluster(
  dataDir: string,
  files: DurableFiles,
  onStderr: (line: string) => void = () => {},
): Promise<PGlite> {
  refuseOtherVersions(dataDir);
  const log: string[] = [];
  let db: PGlite;
  try {
    db = await PGlite.create({
      fs: files,
      startParams: [...durableParameters],
      onStderr: (line) => {
        log.push(line);
        onStderr(line);
        return false;
      },
    });
    await db.query("select 1");
  } catch (fault) {
    if (files.diskFull) throw diskFull(dataDir, fault);
    const reason = log.find((line) => /PANIC|FATAL/.test(line))?.replace(/^.*?(?:PANIC|FATAL):\s*/, "") ?? String(fault);
    throw new EmbeddedError("damaged", `The data in ${dataDir} cannot be opened (${reason.trim()}). Restore a backup.`, {
      cause: fault,
    });
  }
  await proveFlush(dataDir, db, files);
  await writeVersions(dataDir, db);
  return db;
}

/** Commits a message that only the write-ahead log keeps, and counts the flushes of that log which reached the host meanwhile. */
async function proveFlush(dataDir: string, db: PGlite, files: DurableFiles): Promise<void> {
  const before = files.logFlushes;
  await db.query("select pg_logical_emit_message(true, 'interleaf', 'probe')");
  if (files.logFlushes > before) return;
  throw new EmbeddedError(
    "no_flush",
    `A commit in ${dataDir} did not reach the disk, so nothing would survive a power cut: the server does not start.`,
  );
}

/** The refusal to start on a full disk. */
export function diskFull(dataDir: string, cause?: unknown): EmbeddedError {
  return new EmbeddedError("disk_full", `The disk of the data folder ${dataDir} is full: free some space.`, { cause });
}

function versionsFile(dataDir: string): string {
  return join(dataDir, "interleaf.json");
}

function refuseOtherVersions(dataDir: string): void {
  const found = Number(readIfThere(join(clusterFolder(dataDir), "PG_VERSION")));
  // Without this file PGlite would make a new cluster over the old one.
  if (!found)
    throw new EmbeddedError(
      "damaged",
      `The data in ${dataDir} cannot be opened (PG_VERSION is missing or empty). Restore a backup.`,
    );
  if (found !== postgresMajor) {
    throw new EmbeddedError(
      "incompatible",
      `The data in ${dataDir} was made by Postgres ${found}, and this version of Interleaf has Postgres ${postgresMajor}: ${
        found > postgresMajor ? "use the newer Interleaf that made it" : "move it over with the Interleaf that made it"
      }.`,
    );
  }
  const text = readIfThere(versionsFile(dataDir));
  const last = text === undefined ? undefined : (JSON.parse(text) as Versions).pglite;
  if (last !== undefined && isNewer(last, pgliteVersion())) {
    throw new EmbeddedError(
      "incompatible",
      `The data in ${dataDir} was last opened by PGlite ${last}, and this version of Interleaf has the older ${pgliteVersion()}: use the newer Interleaf.`,
    );
  }
}

async function writeVersions(dataDir: string, db: PGlite): Promise<void> {
  const { rows } = await db.query<{ number: string }>("select current_setting('server_version_num') as number");
  const versions: Versions = { pglite: pgliteVersion(), postgres: Math.floor(Number(rows[0]?.number) / 10_000) };
  if (versions.postgres !== postgresMajor)
    throw new Error(`PGlite ${versions.pglite} has Postgres ${versions.postgres}, not ${postgresMajor}`);
  const text = `${JSON.stringify(versions, null, 2)}\n`;
  if (readIfThere(versionsFile(dataDir)) !== text) writeDurably(versionsFile(dataDir), text);
}

/** The version of the installed PGlite. */
function pgliteVersion(): string {
  const manifest = new URL("../package.json", import.meta.resolve("@electric-sql/pglite"));
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

function isNewer(version: string, than: string): boolean {
  return version.localeCompare(than, "en", { numeric: true }) > 0;
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

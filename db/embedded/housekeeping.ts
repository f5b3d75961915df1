// What a Postgres server does in processes of its own, and a PGlite, which is a single one, never does: checkpoints and vacuum.
import type { DiskGuard } from "./disk-guard.ts";
import type { DurableFiles } from "./durable-files.ts";
import type { Session } from "./session.ts";

const second = 1000;
const megabyte = 1024 * 1024;
/** Without checkpoints the write-ahead log grows for ever, and is replayed from its beginning after a crash. */
const logBetweenCheckpoints = 64 * megabyte;
const timeBetweenCheckpoints = 300 * second;

/** Postgres's own defaults for when a table is due (autovacuum_vacuum_threshold and scale factor, and the same for analyze). */
const tableDue = `
  select format('%I.%I', s.schemaname, s.relname)
  from pg_stat_user_tables s join pg_class c on c.oid = s.relid
  where s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0) or s.n_mod_since_analyze > 50 + 0.1 * greatest(c.reltuples, 0)
  order by s.n_dead_tup + s.n_mod_since_analyze desc limit 1`;

export class Housekeeping {
  readonly #session: Session;
  readonly #files: DurableFiles;
  readonly #guard: DiskGuard;
  #checkpointAt = performance.now();
  #logAtCheckpoint: number;

  constructor(session: Session, files: DurableFiles, guard: DiskGuard) {
    this.#session = session;
    this.#files = files;
    this.#guard = guard;
    this.#logAtCheckpoint = files.logBytes;
  }

  /** Looks once a second whether a checkpoint is due and once a minute whether a table is. Gives what ends that. */
  start(onFault: (fault: unknown) => void): () => void {
    const timers = [
      setInterval(() => this.checkpointWhenDue().catch(onFault), second),
      setInterval(() => this.vacuumWhenDue().catch(onFault), 60 * second),
    ];
    return () => timers.forEach(clearInterval);
  }

  /** Writes a checkpoint after 64 MB of log, or after five minutes with any; true when it did. A checkpoint needs some room itself. */
  async checkpointWhenDue(): Promise<boolean> {
    const written = this.#files.logBytes - this.#logAtCheckpoint;
    const due =
      written > logBetweenCheckpoints || (written > 0 && performance.now() - this.#checkpointAt > timeBetweenCheckpoints);
    if (!due || !this.#guard.roomToGrow()) return false;
    if ((await this.#session.runBetween("checkpoint")) === undefined) return false;
    this.#checkpointAt = performance.now();
    this.#logAtCheckpoint = this.#files.logBytes;
    return true;
  }

  /** Vacuums and analyzes the table that needs it most, one at a time, since clients wait meanwhile. Gives its name when one was due. */
  async vacuumWhenDue(): Promise<string | undefined> {
    if (!this.#guard.writable()) return undefined;
    const [[table] = []] = (await this.#session.runBetween(tableDue)) ?? [];
    if (!table || (await this.#session.runBetween(`vacuum (analyze) ${table}`)) === undefined) return undefined;
    return table;
  }
}

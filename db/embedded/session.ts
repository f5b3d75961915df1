// The one session a PGlite has: runs what its present client sends, batch by batch, and makes it as new for the next client.
import { timingSafeEqual } from "node:crypto";
import { type PGlite, protocol } from "@electric-sql/pglite";
import type { DiskGuard } from "./disk-guard.ts";
import { askForPassword, endsBatch, errorResponse, leavesRest, readPassword, readStatement, replaceErrors } from "./wire.ts";

const { serialize } = protocol;
type Answer = (data: Uint8Array) => void;

const megabyte = 1024 * 1024;
const nobody = 0;

export interface SessionOptions {
  db: PGlite;
  guard: DiskGuard;
  /** Demanded of every client, when given. */
  password?: string;
  /** Called when the engine itself has failed. It must not return: a PGlite that has failed spins for ever on the next message. */
  onBroken: (fault: unknown) => never;
}

/**
 * Has the shape of pglite-socket's query queue, in whose place it stands: that one stops for good after an exception, and lets
 * the next client inherit settings, prepared statements and half-sent batches of the client before.
 */
export class Session {
  readonly #options: SessionOptions;
  #client = nobody;
  #batch: Uint8Array[] = [];
  #batchBytes = 0;
  #atRest = true;
  #spokeAt = performance.now();
  #refusing = false;
  #greeting: Uint8Array | undefined;
  #trusted = false;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** Gives the session to a client, by the number of its socket's handler. */
  open(client: number): void {
    this.#client = client;
  }

  /**
   * Takes one message of the client. Messages are kept until the batch is complete (Sync, Flush or Query) and then run at once:
   * nothing of ours can come between them, and a client that dies in between leaves nothing behind. Returns the bytes answered.
   */
  async enqueue(client: number, message: Uint8Array, answer: Answer): Promise<number> {
    if (client !== this.#client) throw new Error("this client does not have the session");
    if (message[0] === 0) return this.#greet(message, answer);
    if (!this.#trusted) return this.#checkPassword(message, answer);
    const possible = withoutCopyIn(message);
    this.#batch.push(possible);
    this.#batchBytes += possible.length;
    if (!endsBatch(possible) && this.#batchBytes < megabyte) return 0;
    const batch = Buffer.concat(this.#batch);
    this.#batch = [];
    this.#batchBytes = 0;
    return this.#options.db.runExclusive(async () => {
      if (client !== this.#client) return 0;
      if (this.#isIdle()) await this.#refuseOrAllowWriting();
      this.#atRest = leavesRest(possible);
      const bytes = await this.#run(batch, answer);
      this.#spokeAt = performance.now();
      return bytes;
    });
  }

  /** Drops what a client has sent but not completed. */
  clearQueueForHandler(client: number): void {
    if (client !== this.#client) return;
    this.#batch = [];
    this.#batchBytes = 0;
  }

  /** Ends what a client that has gone has left open. */
  async clearTransactionIfNeeded(client: number): Promise<void> {
    await this.close(client);
  }

  /** Takes the session back: an open transaction is rolled back, and settings, prepared statements, cursors and locks are dropped. */
  async close(client: number): Promise<void> {
    const { db } = this.#options;
    await db.runExclusive(async () => {
      if (client !== this.#client) return;
      this.#client = nobody;
      this.#batch = [];
      this.#batchBytes = 0;
      this.#greeting = undefined;
      this.#trusted = false;
      const ignore = () => {};
      // After an error Postgres passes over everything up to a Sync, which this client may never have sent.
      await this.#run(serialize.sync(), ignore);
      if (db.isInTransaction()) await this.#run(serialize.query("rollback"), ignore);
      await this.#run(serialize.query("discard all"), ignore);
      this.#refusing = false;
      this.#atRest = true;
    });
  }

  /**
   * Runs one statement of our own between the client's, and gives the rows as texts; nothing when the client is in the middle of
   * a batch or a transaction. It runs under a name, so that it does not touch the client's statement without a name.
   */
  async runBetween(sql: string): Promise<(string | null)[][] | undefined> {
    return this.#options.db.runExclusive(async () => (this.#isIdle() ? this.#runNamed(sql) : undefined));
  }

  /** For how many milliseconds a transaction has been open since the client's last batch; 0 when there is none. */
  heldOpenFor(): number {
    return this.#options.db.isInTransaction() ? performance.now() - this.#spokeAt : 0;
  }

  #isIdle(): boolean {
    return this.#atRest && !this.#options.db.isInTransaction();
  }

  async #refuseOrAllowWriting(): Promise<void> {
    const refuse = !this.#options.guard.writable();
    if (refuse === this.#refusing) return;
    await this.#runNamed(`set default_transaction_read_only = ${refuse ? "on" : "off"}`);
    this.#refusing = refuse;
  }

  async #greet(greeting: Uint8Array, answer: Answer): Promise<number> {
    if (this.#options.password !== undefined && !this.#trusted) {
      this.#greeting = greeting;
      answer(askForPassword);
      return askForPassword.length;
    }
    this.#trusted = true;
    return this.#options.db.runExclusive(() => this.#run(greeting, answer));
  }

  async #checkPassword(message: Uint8Array, answer: Answer): Promise<number> {
    const given = Buffer.from(readPassword(message) ?? "");
    const wanted = Buffer.from(this.#options.password ?? "");
    if (!this.#greeting || given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
      answer(errorResponse("FATAL", "28P01", "The password is wrong."));
      throw new Error("the password is wrong");
    }
    this.#trusted = true;
    return this.#greet(this.#greeting, answer);
  }

  async #run(batch: Uint8Array, answer: Answer): Promise<number> {
    const { db, guard, onBroken } = this.#options;
    let bytes = 0;
    // A refused write is told as a full disk, not as the read-only transaction it is refused by; then the answer is needed whole.
    const kept: Buffer[] = [];
    const refusing = this.#refusing;
    try {
      await db.execProtocolRawStream(batch, {
        onRawData: (data) => {
          bytes += data.length;
          if (refusing) kept.push(Buffer.from(data));
          else answer(data);
        },
      });
    } catch (fault) {
      return onBroken(fault);
    }
    if (refusing) answer(replaceErrors(Buffer.concat(kept), "25006", "53100", guard.refusal()));
    return bytes;
  }

  async #runNamed(sql: string): Promise<(string | null)[][]> {
    const name = "interleaf";
    const batch = Buffer.concat([
      serialize.parse({ name, text: sql }),
      serialize.bind({ portal: name, statement: name }),
      serialize.execute({ portal: name }),
      serialize.close({ type: "S", name }),
      serialize.sync(),
    ]);
    const { messages } = await this.#options.db.execProtocol(batch);
    return messages.flatMap((message) =>
      "fields" in message && message.name === "dataRow" ? [message.fields as (string | null)[]] : [],
    );
  }
}

/**
 * The message, with a COPY FROM STDIN turned into a statement that fails politely: PGlite cannot wait for the rows, and ends.
 */
function withoutCopyIn(message: Uint8Array): Uint8Array {
  const statement = readStatement(message);
  if (!statement || !/^\s*copy\b.*\bfrom\s+stdin\b/is.test(statement.text)) return message;
  return statement.replace(
    "do $$ begin raise feature_not_supported using message = 'COPY FROM STDIN is not possible in the embedded database'; end $$",
  );
}

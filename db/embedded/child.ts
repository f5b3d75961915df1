// One run of the database process, as its parent sees it: launched, asked every while whether it still answers, stopped.
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { EmbeddedError } from "./embedded-error.ts";
import type { Endpoint } from "./endpoint.ts";
import type { FromProcess, ProcessSettings, ToProcess } from "./process-messages.ts";
import type { EmbeddedLog } from "./start.ts";

const second = 1000;
/** A first start makes a cluster, and a start after a crash replays up to two checkpoints' worth of log. */
const longestStart = 120 * second;
const longestStop = 20 * second;

export interface ChildOptions {
  settings: ProcessSettings;
  log: EmbeddedLog;
  /** Milliseconds without an answer after which the process is killed. */
  silence: number;
}

export class Child {
  readonly endpoint: Endpoint;
  /** Settles with the reason when the process has ended. */
  readonly ended: Promise<string>;
  /** Whether writing was allowed at the last answer. */
  writable = true;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, endpoint: Endpoint, ended: Promise<string>) {
    this.#process = process;
    this.endpoint = endpoint;
    this.ended = ended;
  }

  /** Starts the process and waits until it listens. Throws what it says, or `failed` when it says nothing for two minutes. */
  static async launch({ settings, log, silence }: ChildOptions): Promise<Child> {
    const program = fileURLToPath(new URL("./process.ts", import.meta.url));
    const forked = fork(program, [JSON.stringify(settings)], {
      // The runtime's own options (a debugger's port, a test runner's hooks) and the server's secrets stay here.
      execArgv: ["--disable-warning=ExperimentalWarning"],
      env: { NODE_ENV: "production" },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    let killedFor: string | undefined;
    const ended = new Promise<string>((resolve) => {
      forked.once("error", (fault) => resolve(fault.message));
      forked.once("exit", (code, signal) => resolve(killedFor ?? (signal ? `signal ${signal}` : `exit code ${code}`)));
    });
    forked.stderr
      ?.setEncoding("utf8")
      .on("data", (words: string) => log.error({ said: words.trim().slice(0, 2000) }, "embedded database"));
    const kill = (reason: string) => {
      killedFor = reason;
      forked.kill("SIGKILL");
    };

    const tooLong = setTimeout(() => kill("it did not start in two minutes"), longestStart);
    const first = await Promise.race([firstMessage(forked), ended]);
    clearTimeout(tooLong);
    if (typeof first === "string") throw new EmbeddedError("failed", `The embedded database ended while starting: ${first}.`);
    if (first.type === "failed") {
      await ended;
      throw new EmbeddedError(first.code, first.message);
    }
    const child = new Child(forked, first.endpoint, ended);
    child.#watch(silence, () => kill(`it did not answer for ${silence} ms`));
    return child;
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  send(message: ToProcess): void {
    // The process may be ending at this moment; whoever waits for it hears of that by `ended`.
    if (this.#process.connected) this.#process.send(message, () => {});
  }

  /** Asks the process to close the database and end; takes it by force after 20 s. */
  async stop(): Promise<void> {
    this.send({ type: "stop" });
    const force = setTimeout(() => this.#process.kill("SIGKILL"), longestStop);
    await this.ended;
    clearTimeout(force);
  }

  #watch(silence: number, onSilence: () => void): void {
    const distance = silence / 5;
    let heardAt = performance.now();
    let askedAt = heardAt;
    let id = 0;
    this.#process.on("message", (message: FromProcess) => {
      if (message.type !== "pong") return;
      heardAt = performance.now();
      this.writable = message.writable;
    });
    const timer = setInterval(() => {
      const now = performance.now();
      // When this program itself was held up (a laptop asleep), the silence was its own.
      if (now - askedAt > 2 * distance) heardAt = now;
      askedAt = now;
      if (now - heardAt > silence) onSilence();
      id += 1;
      this.send({ type: "ping", id });
    }, distance);
    timer.unref();
    this.ended.then(() => clearInterval(timer));
  }
}

function firstMessage(forked: ChildProcess): Promise<Exclude<FromProcess, { type: "pong" }>> {
  return new Promise((resolve) => forked.once("message", resolve));
}

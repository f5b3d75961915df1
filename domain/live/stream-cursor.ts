// Follows one stream: holds a state and the number of the last event in it, and finds by itself what it has missed.
// It knows no socket and no page, so that every order of losses can be tried in a test.
import type { Since } from "./contract.ts";
import type { At, LiveEvent } from "./events.ts";

/** Where a cursor gets what it did not hear. */
export interface StreamSource<S> {
  /** Asks to be told of the stream from now on; gives the number it stands at. Throws when there is no line. */
  enter: () => Promise<{ head: number }>;
  /** Everything after a number, or word that it is too much. */
  since: (after: number) => Promise<Since>;
  /** The whole state, read anew. */
  readAfresh: () => Promise<At<S>>;
  /** Waits before the next attempt; `attempt` counts failures in a row from 1. */
  pause: (attempt: number) => Promise<void>;
  /** Whether a failure means that asking again is of no use (the stream is not open to this person any more). */
  isFinal: (thrown: unknown) => boolean;
}

/** What the line tells a follower of a stream. */
export interface Follower {
  connected: () => void;
  disconnected: () => void;
  hear: (events: { seq: number; event: LiveEvent }[]) => void;
  headIs: (head: number) => void;
  /** Something may have been missed without a sign, for instance while the machine slept. */
  wake: () => void;
}

export class StreamCursor<S, E extends LiveEvent> implements Follower {
  readonly #apply: (event: E, state: S) => S | undefined;
  readonly #source: StreamSource<S>;
  readonly #listeners = new Set<() => void>();
  /** Events that came before an earlier one. */
  readonly #early = new Map<number, E>();
  #now: At<S>;
  /** The highest number known to exist. */
  #head: number;
  #online = false;
  #running = false;
  #mustEnter = false;
  #mustAsk = false;
  #mustRead = false;
  #closed = false;
  /** Ends the pause after a failure before its time. */
  #nudge: () => void = () => {};

  /** A `start` with a number below nought is no state yet: the first one is read when the line is up. */
  constructor(start: At<S>, apply: (event: E, state: S) => S | undefined, source: StreamSource<S>) {
    this.#now = start;
    this.#head = start.at;
    this.#apply = apply;
    this.#source = source;
  }

  /** The state and its number; the same object until something changes. */
  get now(): At<S> {
    return this.#now;
  }

  /** True once the stream was closed to this person for good. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Calls back after each change; gives the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The line is up, for the first time or again: enter first, then fetch what was missed meanwhile. */
  connected(): void {
    this.#online = true;
    this.#mustEnter = true;
    this.#nudge();
    this.#run();
  }

  disconnected(): void {
    this.#online = false;
  }

  hear(events: { seq: number; event: LiveEvent }[]): void {
    for (const { seq, event } of events) {
      if (seq > this.#now.at) this.#early.set(seq, event as E);
      this.#head = Math.max(this.#head, seq);
    }
    this.#takeEarly();
    this.#run();
  }

  headIs(head: number): void {
    this.#head = Math.max(this.#head, head);
    this.#run();
  }

  wake(): void {
    this.#mustAsk = true;
    this.#nudge();
    this.#run();
  }

  /** Takes a state that was read elsewhere, if it is newer than its own. */
  offer(fresh: At<S>): void {
    if (fresh.at > this.#now.at) this.#adopt(fresh);
  }

  /** Applies everything that follows without a hole. An event of which nothing comes out, as of a kind this page does not know, makes it read the state afresh. */
  #takeEarly(): void {
    let { at, state } = this.#now;
    const before = at;
    for (let event = this.#early.get(at + 1); event !== undefined; event = this.#early.get(at + 1)) {
      const next = this.#apply(event, state);
      if (next === undefined) this.#mustRead = true;
      else state = next;
      this.#early.delete(++at);
    }
    if (at > before) this.#become({ at, state });
  }

  #adopt(fresh: At<S>): void {
    for (const seq of this.#early.keys()) if (seq <= fresh.at) this.#early.delete(seq);
    this.#become(fresh);
    this.#takeEarly();
  }

  #become(next: At<S>): void {
    this.#now = next;
    this.#head = Math.max(this.#head, next.at);
    for (const listener of this.#listeners) listener();
  }

  /** Works until nothing is known to be missing; at most once at a time. */
  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    let failures = 0;
    while (this.#online && !this.#closed && this.#hasWork()) {
      try {
        await this.#step();
        failures = 0;
      } catch (thrown) {
        if (this.#source.isFinal(thrown)) this.#close();
        else await Promise.race([this.#source.pause(++failures), new Promise<void>((resolve) => (this.#nudge = resolve))]);
      }
    }
    this.#running = false;
  }

  #hasWork(): boolean {
    return this.#mustEnter || this.#mustAsk || this.#mustRead || this.#head > this.#now.at;
  }

  async #step(): Promise<void> {
    if (this.#mustEnter) {
      this.#mustEnter = false;
      const { head } = await this.#source.enter().catch((thrown) => {
        this.#mustEnter = true;
        throw thrown;
      });
      this.#head = Math.max(this.#head, head);
      return;
    }
    const before = this.#now.at;
    const asked = this.#mustAsk;
    this.#mustAsk = false;
    try {
      if (this.#mustRead || before < 0 || (await this.#askSince(before))) {
        const fresh = await this.#source.readAfresh();
        this.#mustRead = false;
        if (fresh.at >= this.#now.at) this.#adopt(fresh);
      }
    } catch (thrown) {
      this.#mustAsk ||= asked;
      throw thrown;
    }
    // An answer that brings nothing while something is missing is a failure, else this would ask for ever.
    if (this.#head > this.#now.at && this.#now.at === before) throw new Error("nothing new came");
  }

  /** Fetches what came after a number; gives whether that is too far back. */
  async #askSince(after: number): Promise<boolean> {
    const answer = await this.#source.since(after);
    this.#head = Math.max(this.#head, answer.head);
    if (answer.tooFar) return true;
    this.hear(answer.events);
    return false;
  }

  #close(): void {
    this.#closed = true;
    this.#now = { ...this.#now };
    for (const listener of this.#listeners) listener();
  }
}

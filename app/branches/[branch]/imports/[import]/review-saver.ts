// Saves what is edited: a moment after the last change, one save at a time, and on the device until the server has it.

/** `kept`: on this device only, because the server did not answer; it is tried again. `refused`: the server will not have it. */
export type SavingState = { is: "saved" | "saving" | "kept" } | { is: "refused"; thrown: unknown };

export interface SaverMeans<T> {
  send: (value: T) => Promise<unknown>;
  /** Keeps what is not saved on the device; `undefined` when all of it is. */
  keep: (value: T | undefined) => void;
  /** Whether asking again is of no use. */
  isFinal: (thrown: unknown) => boolean;
  waitMs: number;
  againMs: number;
}

export class ReviewSaver<T> {
  readonly #means: SaverMeans<T>;
  readonly #listeners = new Set<() => void>();
  #state: SavingState = { is: "saved" };
  #unsaved: { value: T } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> | undefined;

  constructor(means: SaverMeans<T>) {
    this.#means = means;
  }

  get state(): SavingState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes a change; what was not sent before is not sent any more. */
  change(value: T): void {
    this.#unsaved = { value };
    this.#become({ is: "saving" });
    this.#later(this.#means.waitMs);
  }

  /** Keeps what is not saved on the device at once, sends it, and waits for that. Gives whether all is saved. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    if (this.#unsaved) this.#means.keep(this.#unsaved.value);
    await this.#sending;
    if (this.#unsaved) await this.#send();
    return this.#state.is === "saved";
  }

  /** Nothing more is sent: what it belongs to has ended. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#unsaved = undefined;
    this.#means.keep(undefined);
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), ms);
  }

  async #send(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#sending = promise;
    const sent = this.#unsaved;
    try {
      if (!sent) return;
      await this.#means.send(sent.value);
      if (this.#unsaved !== sent) return;
      this.#unsaved = undefined;
      this.#means.keep(undefined);
      this.#become({ is: "saved" });
    } catch (thrown) {
      if (this.#unsaved !== sent) return;
      if (this.#means.isFinal(thrown)) this.#become({ is: "refused", thrown });
      else {
        this.#become({ is: "kept" });
        this.#later(this.#means.againMs);
      }
    } finally {
      this.#sending = undefined;
      resolve();
    }
  }

  #become(state: SavingState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

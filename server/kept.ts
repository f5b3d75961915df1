// What is read often and never changes, kept in memory: the least recently used goes first when there is no more room.

export class Kept<T> {
  readonly #most: number;
  readonly #things = new Map<string, { thing: Promise<T>; size: number }>();
  #size = 0;

  /** `most` is the room for everything together, in the unit of the sizes. */
  constructor(most: number) {
    this.#most = most;
  }

  /** The thing by its key, or what `read` gives for it; asked for twice at once, it is read once. A read that fails is not kept. */
  get(key: string, read: () => Promise<{ thing: T; size: number }>): Promise<T> {
    const kept = this.#things.get(key);
    if (kept) {
      this.#things.delete(key);
      this.#things.set(key, kept);
      return kept.thing;
    }
    const reading = read();
    const entry = { thing: reading.then(({ thing }) => thing), size: 0 };
    this.#things.set(key, entry);
    reading.then(
      ({ size }) => this.#weigh(key, entry, size),
      () => this.#things.delete(key),
    );
    return entry.thing;
  }

  #weigh(key: string, entry: { size: number }, size: number): void {
    if (this.#things.get(key) !== entry) return;
    entry.size = size;
    this.#size += size;
    for (const [oldest, { size: freed }] of this.#things) {
      if (this.#size <= this.#most) return;
      this.#things.delete(oldest);
      this.#size -= freed;
    }
  }
}

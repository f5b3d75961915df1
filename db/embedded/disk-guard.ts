// Watches the room on the disk of the data folder. PGlite hangs for good when its log meets a full disk, so writing stops well before.
import { statfsSync } from "node:fs";

const megabyte = 1024 * 1024;
/** A log file is 16 MB: with room for two, what is under way can still be ended cleanly. */
const reserve = 32 * megabyte;

export interface Room {
  /** Bytes free for us, and bytes of the whole disk. */
  free: number;
  total: number;
}

/** The room on the disk that holds `folder`, in bytes. */
export function measureRoom(folder: string): Room {
  const { bavail, blocks, bsize } = statfsSync(folder);
  return { free: bavail * bsize, total: blocks * bsize };
}

/** 5 % of the disk or 500 MB, whichever is less, but never less than 64 MB: the reserve twice over. */
export function defaultMinimumFree(total: number): number {
  return Math.max(2 * reserve, Math.min(total * 0.05, 500 * megabyte));
}

/** Says whether the database may write, and whether tables may still grow. Thresholds are in bytes. */
export class DiskGuard {
  readonly #measure: () => Room;
  #minimumFree: number | undefined;
  #measuredAt = Number.NEGATIVE_INFINITY;
  #writable = true;
  #room: Room = { free: 0, total: 0 };

  constructor(measure: () => Room, minimumFree?: number) {
    this.#measure = measure;
    this.#minimumFree = minimumFree;
  }

  /** Changes the free space below which writing is refused; `undefined` is the default again. */
  setMinimumFree(bytes: number | undefined): void {
    this.#minimumFree = bytes;
    this.#measuredAt = Number.NEGATIVE_INFINITY;
  }

  /** Whether writing is allowed; measured at most ten times a second. Once refused, a twentieth more must be free, so that it does not flicker. */
  writable(): boolean {
    const now = performance.now();
    if (now - this.#measuredAt < 100) return this.#writable;
    this.#measuredAt = now;
    this.#room = this.#measure();
    const minimum = this.minimum();
    this.#writable = this.#room.free >= (this.#writable ? minimum : minimum * 1.05);
    return this.#writable;
  }

  /** Whether tables may grow by another megabyte: the last reserve is for the log. Always measured. */
  roomToGrow(): boolean {
    return this.#measure().free > reserve;
  }

  /** Whether there is room to open the database, which replays its log, or to make one when there is none yet. */
  roomToStart(firstTime: boolean): boolean {
    return this.#measure().free > (firstTime ? 3 * reserve : reserve);
  }

  /** The free space now demanded, in bytes. */
  minimum(): number {
    return this.#minimumFree ?? defaultMinimumFree(this.#room.total);
  }

  /** The sentence that a refused write is answered with. */
  refusal(): string {
    const inMegabytes = (bytes: number) => `${Math.round(bytes / megabyte)} MB`;
    return `The disk is nearly full: nothing can be written until space is freed (${inMegabytes(this.#room.free)} free, ${inMegabytes(this.minimum())} needed)`;
  }
}

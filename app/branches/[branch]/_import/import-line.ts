// The imports of a page: files that wait their turn, one that is being sent, and those the server is working on. It knows no component, so that the order can be tested.

import type { Upload } from "#app/branches/[branch]/_import/upload.ts";

export interface ImportJob {
  /** The import's id. */
  id: string;
  fileName: string;
  /** Bytes, and how many of them have arrived. */
  size: number;
  sent: number;
  /** `queued` and `sending` here, `sent` once the server has it; `failed` and `stopped` before it had. */
  state: "queued" | "sending" | "sent" | "failed" | "stopped";
  /** Milliseconds since the epoch at which sending began. */
  since: number;
  /** What was thrown, when it failed. */
  thrown?: unknown;
}

export interface ImportMeans {
  send: (file: File, id: string, onSent: (bytes: number) => void) => Upload;
  newId: () => string;
  now: () => number;
  /** Whether something thrown by an upload means that it was stopped here. */
  isStop: (thrown: unknown) => boolean;
}

export class ImportLine {
  readonly #means: ImportMeans;
  readonly #files = new Map<string, File>();
  readonly #listeners = new Set<() => void>();
  #jobs: readonly ImportJob[] = [];
  #running: { id: string; upload: Upload } | undefined;

  constructor(means: ImportMeans) {
    this.#means = means;
  }

  /** Newest last; the same array until one of them changes. */
  get jobs(): readonly ImportJob[] {
    return this.#jobs;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes files in; they are sent one after the other. */
  add(files: readonly File[]): void {
    const jobs = files.map((file): ImportJob => {
      const id = this.#means.newId();
      this.#files.set(id, file);
      return { id, fileName: file.name, size: file.size, sent: 0, state: "queued", since: 0 };
    });
    this.#become([...this.#jobs, ...jobs]);
    void this.#run();
  }

  /** Shows imports that the server had before this page was opened. */
  restore(kept: readonly { id: string; fileName: string }[]): void {
    const fresh = kept.filter(({ id }) => !this.#jobs.some((job) => job.id === id));
    if (fresh.length > 0)
      this.#become([
        ...fresh.map(({ id, fileName }): ImportJob => ({ id, fileName, size: 0, sent: 0, state: "sent", since: 0 })),
        ...this.#jobs,
      ]);
  }

  /** Stops one that the server does not have yet; one that it has, it must have stopped itself. */
  stop(id: string): void {
    if (this.#running?.id === id) this.#running.upload.stop();
    else this.#change(id, { state: "stopped" });
  }

  /** Sends one again that did not arrive or was refused, as a new import. Without its file, as after a reload, nothing happens. */
  again(id: string): void {
    const file = this.#files.get(id);
    this.dismiss(id);
    if (file) this.add([file]);
  }

  /** Whether `again` would do something. */
  hasFile(id: string): boolean {
    return this.#files.has(id);
  }

  dismiss(id: string): void {
    this.#files.delete(id);
    this.#become(this.#jobs.filter((job) => job.id !== id));
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    const next = this.#jobs.find((job) => job.state === "queued");
    const file = next && this.#files.get(next.id);
    if (!next || !file) return;
    const { id } = next;
    this.#change(id, { state: "sending", sent: 0, since: this.#means.now() });
    this.#running = { id, upload: this.#means.send(file, id, (sent) => this.#change(id, { sent })) };
    try {
      await this.#running.upload.done;
      this.#change(id, { state: "sent" });
    } catch (thrown) {
      this.#change(id, this.#means.isStop(thrown) ? { state: "stopped" } : { state: "failed", thrown });
    }
    this.#running = undefined;
    await this.#run();
  }

  #change(id: string, change: Partial<ImportJob>): void {
    this.#become(this.#jobs.map((job) => (job.id === id ? { ...job, ...change } : job)));
  }

  #become(jobs: readonly ImportJob[]): void {
    this.#jobs = jobs;
    for (const listener of this.#listeners) listener();
  }
}

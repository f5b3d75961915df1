// What a person does waits here until the server has answered: kept on the device, sent once, in order within a lane.
// The queue knows no database, network or clock of its own, so that a test can drive it.

import type { z } from "zod";
import { type Failure, failureOf, type Refusal } from "#app/_client/failure.ts";
import type {
  AnnotationEnd,
  AnnotationRevision,
  NewAnnotation,
  NewReply,
  ReplyEnd,
  ReplyRevision,
} from "#domain/shapes/annotation.ts";
import type { NewMessage } from "#domain/shapes/chat.ts";
import type { AgendaChange, NewReaction, NotePin, QuestionMove } from "#domain/shapes/margin.ts";
import type { MeetingAnswer } from "#domain/shapes/meeting.ts";

/** The commands that may wait on a device, with their inputs. Each input's `id` is the command's id. */
export interface OutboxCommands {
  "message.post": NewMessage;
  "annotation.add": NewAnnotation;
  "annotation.revise": AnnotationRevision;
  "annotation.remove": z.infer<typeof AnnotationEnd>;
  "reply.add": NewReply;
  "reply.revise": ReplyRevision;
  "reply.remove": z.infer<typeof ReplyEnd>;
  "annotation.react": NewReaction;
  "question.move": z.infer<typeof QuestionMove>;
  "annotation.pin": z.infer<typeof NotePin>;
  "annotation.putOnAgenda": z.infer<typeof AgendaChange>;
  "meeting.answer": z.infer<typeof MeetingAnswer>;
}
export type OutboxVerb = keyof OutboxCommands;

/** `held` until its time has come (it can be undone), `waiting` for the line, `sending`, `sent` (not yet seen on the stream), `refused` for good: its text and the reason stay. */
export type OutboxState = "held" | "waiting" | "sending" | "sent" | "refused";

export type OutboxItem = {
  [V in OutboxVerb]: {
    id: string;
    personId: string;
    lane: string;
    verb: V;
    input: OutboxCommands[V];
    state: OutboxState;
    madeAt: number;
    heldUntil: number;
    refusal?: Refusal;
  };
}[OutboxVerb];

/** Where items survive a reload. */
export interface OutboxStore {
  load: (personId: string) => Promise<OutboxItem[]>;
  has: (id: string) => Promise<boolean>;
  put: (item: OutboxItem) => Promise<void>;
  remove: (id: string) => Promise<void>;
}

export interface OutboxMeans {
  store: OutboxStore;
  /** Carries one command to the server. Throws what the transport throws. */
  carry: (item: OutboxItem) => Promise<unknown>;
  now: () => number;
  /** Calls back after some milliseconds. */
  after: (ms: number, callback: () => void) => void;
}

/** After a fault of the server a command is tried this often, so that one that always fails does not stop its lane for ever. */
const FAULTS_MOST = 6;
const PAUSE_LEAST_MS = 1_000;
const PAUSE_MOST_MS = 30_000;
/** A sent command is shown until its stream has brought what it made, at most so long. */
const SENT_SHOWN_MS = 60_000;
const none: readonly OutboxItem[] = [];

export class Outbox {
  readonly personId: string;
  readonly #means: OutboxMeans;
  readonly #listeners = new Set<() => void>();
  readonly #lanes = new Map<string, readonly OutboxItem[]>();
  readonly #busy = new Set<string>();
  /** Which appointment of a lane counts: a new one takes the place of the last. */
  readonly #appointments = new Map<string, number>();
  /** Failures in a row of a lane, and faults of the server over one command. */
  readonly #failures = new Map<string, number>();
  readonly #faults = new Map<string, number>();
  /** Commands that are on the device: one that is not there any more was dealt with in another tab. */
  readonly #kept = new Set<string>();

  constructor(personId: string, means: OutboxMeans) {
    this.personId = personId;
    this.#means = means;
  }

  /** Takes up what an earlier page left behind, in the order it was made. */
  async open(): Promise<void> {
    const left = await this.#means.store.load(this.personId).catch(() => []);
    for (const item of left.toSorted((a, b) => a.madeAt - b.madeAt || (a.id < b.id ? -1 : 1))) {
      this.#kept.add(item.id);
      if (!this.#find(item.id)) this.#write({ ...item, state: item.state === "sending" ? "waiting" : item.state });
    }
    this.wake();
  }

  /** The items of a lane, oldest first; the same array until one of them changes. */
  items(lane: string): readonly OutboxItem[] {
    return this.#lanes.get(lane) ?? none;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Puts a command into its lane and tries to send it. With `holdMs` it is not sent before that time, and `discard` undoes it. */
  send<V extends OutboxVerb>(lane: string, verb: V, input: OutboxCommands[V], holdMs = 0): void {
    const madeAt = this.#means.now();
    const state = holdMs > 0 ? "held" : "waiting";
    const item = {
      id: input.id,
      personId: this.personId,
      lane,
      verb,
      input,
      state,
      madeAt,
      heldUntil: madeAt + holdMs,
    } as OutboxItem;
    this.#write(item);
    this.#keep(item).then(() => this.#pump(lane));
  }

  /** Tries a refused command again, as it is. */
  retry(id: string): void {
    const item = this.#find(id);
    if (item?.state !== "refused") return;
    const { refusal: _, ...rest } = item;
    this.#faults.delete(id);
    this.#write({ ...rest, state: "waiting" } as OutboxItem);
    this.#pump(item.lane);
  }

  /** Takes a command away that is not on its way yet. */
  discard(id: string): void {
    const item = this.#find(id);
    if (!item || item.state === "sending" || item.state === "sent") return;
    this.#drop(item);
    this.#means.store.remove(id).catch(() => {});
  }

  /** Forgets a sent command once what it made has been seen on its stream. */
  forget(id: string): void {
    const item = this.#find(id);
    if (item?.state === "sent") this.#drop(item);
  }

  /** The line is back, or somebody signed in: tries everything that waits. */
  wake(): void {
    this.#failures.clear();
    for (const lane of this.#lanes.keys()) this.#pump(lane);
  }

  /** Sends what is due in a lane, one after the other; then makes an appointment for the rest. */
  async #pump(lane: string): Promise<void> {
    if (this.#busy.has(lane)) return;
    this.#busy.add(lane);
    let failure: Failure | undefined;
    for (let item = this.#due(lane); item && !failure; item = this.#due(lane)) failure = await this.#sendOne(item);
    this.#busy.delete(lane);
    if (!failure) this.#failures.delete(lane);
    const pause = failure ? this.#pauseAfter(failure, lane) : this.#untilDue(lane);
    if (pause === undefined) return;
    const number = (this.#appointments.get(lane) ?? 0) + 1;
    this.#appointments.set(lane, number);
    this.#means.after(pause, () => {
      if (this.#appointments.get(lane) === number) this.#pump(lane);
    });
  }

  #due(lane: string): OutboxItem | undefined {
    const now = this.#means.now();
    return this.items(lane).find((item) => item.state === "waiting" || (item.state === "held" && item.heldUntil <= now));
  }

  /** How long until a held command of the lane is due; nothing when none is held. */
  #untilDue(lane: string): number | undefined {
    const held = this.items(lane).filter((item) => item.state === "held");
    return held.length > 0 ? Math.max(0, Math.min(...held.map((item) => item.heldUntil)) - this.#means.now()) : undefined;
  }

  #pauseAfter(failure: Failure, lane: string): number | undefined {
    if (failure.kind !== "later") return undefined;
    const failures = (this.#failures.get(lane) ?? 0) + 1;
    this.#failures.set(lane, failures);
    return failure.seconds === undefined
      ? Math.min(PAUSE_MOST_MS, PAUSE_LEAST_MS * 2 ** (failures - 1))
      : failure.seconds * 1_000;
  }

  /** Sends one command; gives the failure that the lane has to wait for. A refusal is no such: the next in the lane may be welcome. */
  async #sendOne(item: OutboxItem): Promise<Failure | undefined> {
    const there = await this.#means.store.has(item.id).catch(() => true);
    if (!this.#find(item.id)) return undefined;
    if (!there && this.#kept.has(item.id)) {
      this.#drop(item);
      return undefined;
    }
    this.#write({ ...item, state: "sending" });
    try {
      await this.#means.carry(item);
    } catch (thrown) {
      return this.#failed(item, failureOf(thrown));
    }
    this.#write({ ...item, state: "sent" });
    await this.#means.store.remove(item.id).catch(() => {});
    this.#means.after(SENT_SHOWN_MS, () => this.forget(item.id));
    return undefined;
  }

  #failed(item: OutboxItem, failure: Failure): Failure | undefined {
    const faults = (this.#faults.get(item.id) ?? 0) + (failure.kind === "later" && failure.fault ? 1 : 0);
    this.#faults.set(item.id, faults);
    if (failure.kind !== "refused" && faults < FAULTS_MOST) {
      this.#write({ ...item, state: "waiting" });
      return failure;
    }
    const refused: OutboxItem = {
      ...item,
      state: "refused",
      refusal: failure.kind === "refused" ? failure.refusal : { reason: "fault", values: {} },
    };
    this.#write(refused);
    this.#keep(refused);
    return undefined;
  }

  #find(id: string): OutboxItem | undefined {
    for (const items of this.#lanes.values()) {
      const found = items.find((item) => item.id === id);
      if (found) return found;
    }
    return undefined;
  }

  /** A device that cannot keep a command can still send it. */
  async #keep(item: OutboxItem): Promise<void> {
    await this.#means.store.put(item).then(
      () => this.#kept.add(item.id),
      () => {},
    );
  }

  #write(item: OutboxItem): void {
    const items = this.items(item.lane);
    const there = items.some((other) => other.id === item.id);
    this.#lanes.set(item.lane, there ? items.map((other) => (other.id === item.id ? item : other)) : [...items, item]);
    this.#tell();
  }

  #drop(item: OutboxItem): void {
    this.#lanes.set(
      item.lane,
      this.items(item.lane).filter((other) => other.id !== item.id),
    );
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

// Whatever is lost, doubled, swapped or cut off on the way, a follower ends with what is in the log.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Since } from "./contract.ts";
import type { LiveEvent } from "./events.ts";
import { StreamCursor } from "./stream-cursor.ts";

const joined = (groupId: string): LiveEvent => ({ type: "group.joined", groupId });
type Joined = Extract<LiveEvent, { type: "group.joined" }>;
/** Appending is not repeatable, so an event that is applied twice or out of turn shows. */
const apply = (event: Joined, state: string[]) => [...state, event.groupId];

/** A log, and a line to it that can be told to fail. */
class FakeServer {
  readonly log: string[] = [];
  readonly limit: number;
  up = false;
  entered = false;
  failures = 0;
  asked: string[] = [];

  constructor(limit: number) {
    this.limit = limit;
  }

  #answer<T>(name: string, give: () => T): Promise<T> {
    this.asked.push(name);
    if (!this.up) return Promise.reject(new Error("no line"));
    if (this.failures > 0) {
      this.failures--;
      return Promise.reject(new Error("no answer"));
    }
    return Promise.resolve(give());
  }

  source = {
    enter: () =>
      this.#answer("enter", () => {
        this.entered = true;
        return { head: this.log.length };
      }),
    since: (after: number) =>
      this.#answer("since", (): Since => {
        const head = this.log.length;
        if (head - after > this.limit) return { tooFar: true, head };
        return { tooFar: false, head, events: this.from(after) };
      }),
    readAfresh: () => this.#answer("read", () => ({ at: this.log.length, state: [...this.log] })),
    pause: () => new Promise<void>((resolve) => setImmediate(resolve)),
    isFinal: (thrown: unknown) => thrown instanceof Error && thrown.message === "forbidden",
  };

  from(after: number) {
    return this.log.slice(after).map((name, i) => ({ stream: "person:1", seq: after + i + 1, at: "", event: joined(name) }));
  }
}

const settle = async () => {
  for (let i = 0; i < 40; i++) await new Promise((resolve) => setImmediate(resolve));
};

type Happening =
  | { do: "write"; fate: "heard" | "lost" | "doubled" | "late" }
  | { do: "cut" | "back" | "wake" | "heads" | "rest" | "deliver-late" }
  | { do: "fail"; times: number };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("write" as const),
      fate: fc.constantFrom("heard", "lost", "doubled", "late"),
    }) as fc.Arbitrary<Happening>,
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom("cut", "back", "wake", "heads", "rest", "deliver-late"),
    }) as fc.Arbitrary<Happening>,
  },
  fc.record({ do: fc.constant("fail" as const), times: fc.integer({ min: 1, max: 3 }) }),
);

describe("a cursor on a stream", () => {
  it("ends equal to the log after any schedule of losses, doubles, delays, cuts and failures", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { maxLength: 40 }),
        fc.integer({ min: 1, max: 5 }),
        fc.nat(3),
        async (schedule, limit, known) => {
          const server = new FakeServer(limit);
          for (let i = 0; i < known; i++) server.log.push(`before ${i}`);
          const cursor = new StreamCursor<string[], Joined>({ at: known, state: [...server.log] }, apply, server.source);
          const late: ReturnType<FakeServer["from"]> = [];
          const connect = () => {
            server.up = true;
            server.entered = false;
            cursor.connected();
          };
          connect();
          for (const event of schedule) {
            if (event.do === "write") {
              server.log.push(`note ${server.log.length}`);
              const news = server.from(server.log.length - 1);
              const reaches = server.up && server.entered;
              if (reaches && (event.fate === "heard" || event.fate === "doubled")) cursor.hear(news);
              if (reaches && event.fate === "doubled") cursor.hear(news);
              if (reaches && event.fate === "late") late.unshift(...news);
            } else if (event.do === "fail") server.failures = event.times;
            else if (event.do === "cut") {
              server.up = false;
              cursor.disconnected();
            } else if (event.do === "back") connect();
            else if (event.do === "wake") cursor.wake();
            else if (event.do === "heads" && server.up) cursor.headIs(server.log.length);
            else if (event.do === "deliver-late") for (const news of late.splice(0)) cursor.hear([news]);
            else if (event.do === "rest") await settle();
            await Promise.resolve();
          }
          server.failures = 0;
          if (!server.up) connect();
          cursor.headIs(server.log.length);
          await settle();
          expect(cursor.now).toEqual({ at: server.log.length, state: server.log });
        },
      ),
      { numRuns: 200 },
    );
  });

  it("enters the stream before it fetches anything", async () => {
    const server = new FakeServer(10);
    server.log.push("a", "b");
    const cursor = new StreamCursor<string[], Joined>({ at: 0, state: [] }, apply, server.source);
    server.up = true;
    cursor.connected();
    await settle();
    expect(server.asked).toEqual(["enter", "since"]);
    expect(cursor.now.state).toEqual(["a", "b"]);
  });

  it("notices a lost event by the number of the next one, without a heartbeat", async () => {
    const server = new FakeServer(10);
    const cursor = new StreamCursor<string[], Joined>({ at: 0, state: [] }, apply, server.source);
    server.up = true;
    cursor.connected();
    await settle();
    server.log.push("lost", "heard");
    cursor.hear(server.from(1));
    expect(cursor.now.state).toEqual([]);
    await settle();
    expect(cursor.now.state).toEqual(["lost", "heard"]);
  });

  it("reads the state afresh when it is too far behind, and once only", async () => {
    const server = new FakeServer(2);
    server.log.push("a", "b", "c", "d");
    const cursor = new StreamCursor<string[], Joined>({ at: 0, state: [] }, apply, server.source);
    server.up = true;
    cursor.connected();
    await settle();
    expect(server.asked).toEqual(["enter", "since", "read"]);
    expect(cursor.now).toEqual({ at: 4, state: ["a", "b", "c", "d"] });
  });

  it("reads its first state when it begins with none, also before anything has happened, and loses nothing that is heard meanwhile", async () => {
    for (const before of [0, 3]) {
      const server = new FakeServer(5);
      for (let i = 0; i < before; i++) server.log.push(`before ${i}`);
      const cursor = new StreamCursor<string[], Joined>({ at: -1, state: [] }, apply, server.source);
      server.up = true;
      cursor.connected();
      server.log.push("meanwhile");
      cursor.hear(server.from(before));
      expect(cursor.now).toEqual({ at: -1, state: [] });
      await settle();
      expect(server.asked).toEqual(["enter", "read"]);
      expect(cursor.now).toEqual({ at: before + 1, state: server.log });
    }
  });

  it("reads the state afresh when an event of a kind it does not know arrives", async () => {
    const server = new FakeServer(10);
    const knowing = (event: Joined, state: string[]) =>
      event.groupId === "new kind" ? (undefined as unknown as string[]) : apply(event, state);
    const cursor = new StreamCursor<string[], Joined>({ at: 0, state: [] }, knowing, server.source);
    server.up = true;
    cursor.connected();
    await settle();
    server.log.push("new kind", "b");
    cursor.hear(server.from(0));
    await settle();
    expect(cursor.now).toEqual({ at: 2, state: ["new kind", "b"] });
  });

  it("does not ask for ever when the server names a head that it cannot give", async () => {
    const server = new FakeServer(10);
    const cursor = new StreamCursor<string[], Joined>({ at: 0, state: [] }, apply, server.source);
    server.source.pause = () => new Promise<void>(() => {});
    server.up = true;
    cursor.connected();
    cursor.headIs(7);
    await settle();
    expect(server.asked.length).toBeLessThan(4);
  });

  it("closes, and asks no more, when the stream is not open to this person any more", async () => {
    const server = new FakeServer(10);
    server.source.enter = () => {
      server.asked.push("enter");
      return Promise.reject(new Error("forbidden"));
    };
    const cursor = new StreamCursor<string[], Joined>({ at: 0, state: [] }, apply, server.source);
    server.up = true;
    cursor.connected();
    await settle();
    cursor.wake();
    await settle();
    expect(cursor.closed).toBe(true);
    expect(server.asked).toEqual(["enter"]);
  });

  it("keeps the newer of two states: its own and one read elsewhere", () => {
    const server = new FakeServer(10);
    const cursor = new StreamCursor<string[], Joined>({ at: 3, state: ["own"] }, apply, server.source);
    cursor.offer({ at: 2, state: ["older"] });
    expect(cursor.now.state).toEqual(["own"]);
    cursor.offer({ at: 4, state: ["newer"] });
    expect(cursor.now.state).toEqual(["newer"]);
  });
});

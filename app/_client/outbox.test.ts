// Nothing a person does is lost or sent twice over, and a lane keeps its order, whatever the line does.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RefusedBySocket } from "#app/_client/failure.ts";
import { Outbox, type OutboxItem, type OutboxStore } from "#app/_client/outbox.ts";
import type { Reason } from "#domain/errors.ts";

const lane = "topic:1";
const refusal = (reason: Reason, values = {}) => new RefusedBySocket({ ok: false, code: "conflict", reason, values });

/** A device, a clock and a line that a test moves by hand. */
class World {
  readonly disk = new Map<string, OutboxItem>();
  readonly timers: { at: number; callback: () => void }[] = [];
  readonly received: string[] = [];
  time = 0;
  answer: (item: OutboxItem) => Promise<unknown> = async () => ({});

  store: OutboxStore = {
    load: async (personId) => [...this.disk.values()].filter((item) => item.personId === personId),
    has: async (id) => this.disk.has(id),
    put: async (item) => void this.disk.set(item.id, structuredClone(item)),
    remove: async (id) => void this.disk.delete(id),
  };

  box(): Outbox {
    return new Outbox("me", {
      store: this.store,
      carry: async (item) => {
        const answer = await this.answer(item);
        this.received.push(item.id);
        return answer;
      },
      now: () => this.time,
      after: (ms, callback) => void this.timers.push({ at: this.time + ms, callback }),
    });
  }

  /** Lets time go by, and everything that is due happen. */
  async pass(ms: number): Promise<void> {
    const until = this.time + ms;
    await this.settle();
    for (;;) {
      this.timers.sort((a, b) => a.at - b.at);
      const next = this.timers[0];
      if (!next || next.at > until) break;
      this.timers.shift();
      this.time = next.at;
      next.callback();
      await this.settle();
    }
    this.time = until;
  }

  async settle(): Promise<void> {
    for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
  }
}

const say = (box: Outbox, id: string, holdMs?: number) =>
  box.send(lane, "message.post", { id, groupId: "g", topicId: "t", body: id }, holdMs);
const states = (box: Outbox) => box.items(lane).map((item) => `${item.id} ${item.state}`);

describe("the outbox", () => {
  it("sends in order, and shows each command until its effect was seen", async () => {
    const world = new World();
    const box = world.box();
    say(box, "a");
    say(box, "b");
    expect(states(box)).toEqual(["a waiting", "b waiting"]);
    await world.settle();
    expect(world.received).toEqual(["a", "b"]);
    expect(states(box)).toEqual(["a sent", "b sent"]);
    expect(world.disk.size).toBe(0);
    box.forget("a");
    expect(states(box)).toEqual(["b sent"]);
  });

  it("waits while there is no line and sends by itself when it is back", async () => {
    const world = new World();
    const box = world.box();
    world.answer = () => Promise.reject(new Error("no line"));
    say(box, "a");
    say(box, "b");
    await world.pass(120_000);
    expect(states(box)).toEqual(["a waiting", "b waiting"]);
    world.answer = async () => ({});
    box.wake();
    await world.settle();
    expect(world.received).toEqual(["a", "b"]);
  });

  it("goes on after a reload, also with what was on its way", async () => {
    const world = new World();
    const first = world.box();
    world.answer = () => new Promise(() => {});
    say(first, "a");
    say(first, "b");
    await world.settle();
    expect(states(first)).toEqual(["a sending", "b waiting"]);
    world.answer = async () => ({});
    const second = world.box();
    await second.open();
    await world.settle();
    expect(world.received).toEqual(["a", "b"]);
  });

  it("keeps a refused text with the reason, and goes on with the next", async () => {
    const world = new World();
    const box = world.box();
    world.answer = (item) => (item.id === "a" ? Promise.reject(refusal("annotation_gone")) : Promise.resolve({}));
    say(box, "a");
    say(box, "b");
    await world.settle();
    expect(states(box)).toEqual(["a refused", "b sent"]);
    const again = world.box();
    await again.open();
    await world.settle();
    expect(again.items(lane)[0]).toMatchObject({
      state: "refused",
      refusal: { reason: "annotation_gone" },
      input: { body: "a" },
    });
    world.answer = async () => ({});
    again.retry("a");
    await world.settle();
    expect(world.received).toEqual(["b", "a"]);
  });

  it("waits as long as the server asks when it was too much at once", async () => {
    const world = new World();
    const box = world.box();
    world.answer = () => Promise.reject(refusal("too_many", { seconds: 7 }));
    say(box, "a");
    await world.settle();
    world.answer = async () => ({});
    await world.pass(6_900);
    expect(states(box)).toEqual(["a waiting"]);
    await world.pass(200);
    expect(states(box)).toEqual(["a sent"]);
  });

  it("gives up a command that breaks the server every time, and frees its lane", async () => {
    const world = new World();
    const box = world.box();
    world.answer = (item) => (item.id === "a" ? Promise.reject(refusal("fault")) : Promise.resolve({}));
    say(box, "a");
    say(box, "b");
    await world.pass(300_000);
    expect(states(box)).toEqual(["a refused"]);
    expect(world.received).toEqual(["b"]);
  });

  it("keeps everything, unsent, while nobody is signed in", async () => {
    const world = new World();
    const box = world.box();
    world.answer = () => Promise.reject(refusal("session_ended"));
    say(box, "a");
    await world.pass(300_000);
    expect(states(box)).toEqual(["a waiting"]);
    expect(world.disk.size).toBe(1);
  });

  it("holds a command back until its time, lets others pass it, and can undo it until then", async () => {
    const world = new World();
    const box = world.box();
    say(box, "undone", 6_000);
    say(box, "held", 6_000);
    say(box, "a");
    await world.pass(5_000);
    expect(world.received).toEqual(["a"]);
    box.discard("undone");
    await world.pass(1_500);
    expect(world.received).toEqual(["a", "held"]);
    expect(world.disk.size).toBe(0);
  });

  it("does not send what another tab has already dealt with", async () => {
    const world = new World();
    world.answer = () => Promise.reject(new Error("no line"));
    const here = world.box();
    say(here, "a");
    await world.settle();
    world.disk.clear();
    world.answer = async () => ({});
    here.wake();
    await world.settle();
    expect(world.received).toEqual([]);
    expect(states(here)).toEqual([]);
  });

  it("sends also what the device could not keep", async () => {
    const world = new World();
    world.store.put = () => Promise.reject(new Error("full"));
    world.store.has = () => Promise.reject(new Error("full"));
    const box = world.box();
    say(box, "a");
    await world.settle();
    expect(world.received).toEqual(["a"]);
  });

  it("delivers every command in order after any schedule of failures and reloads", async () => {
    const step = fc.constantFrom("say", "say", "fail", "lose-answer", "heal", "pass", "reload");
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const world = new World();
        let box = world.box();
        const said: string[] = [];
        for (const one of steps) {
          if (one === "say") {
            said.push(String(said.length).padStart(3, "0"));
            say(box, said.at(-1) ?? "");
            await world.settle();
          } else if (one === "fail") world.answer = () => Promise.reject(new Error("no line"));
          else if (one === "lose-answer")
            world.answer = async (item) => {
              world.received.push(item.id);
              throw new Error("the answer was lost");
            };
          else if (one === "heal") world.answer = async () => ({});
          else if (one === "pass") await world.pass(2_000);
          else {
            world.timers.length = 0;
            box = world.box();
            await box.open();
          }
          world.time += 1;
        }
        world.answer = async () => ({});
        box.wake();
        await world.pass(60_000);
        // A command whose answer was lost comes again under the same id, which the server takes for the same command.
        expect([...new Set(world.received)]).toEqual(said);
      }),
      { numRuns: 60 },
    );
  });
});

// What is edited is saved in its last form, one save at a time, and is on the device until then.
import { beforeEach, expect, it, vi } from "vitest";
import { ReviewSaver } from "./review-saver.ts";

class Final extends Error {}

let sent: { value: string; answer: (thrown?: Error) => void }[];
let kept: (string | undefined)[];
let saver: ReviewSaver<string>;
beforeEach(() => {
  sent = [];
  kept = [];
  saver = new ReviewSaver({
    send(value) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      sent.push({ value, answer: (thrown) => (thrown ? reject(thrown) : resolve()) });
      return promise;
    },
    keep: (value) => kept.push(value),
    isFinal: (thrown) => thrown instanceof Final,
    waitMs: 1,
    againMs: 1,
  });
});
const isSent = (count: number) => vi.waitFor(() => expect(sent).toHaveLength(count), { interval: 1 });
const is = (state: string) => vi.waitFor(() => expect(saver.state.is).toBe(state), { interval: 1 });

it("sends only the last of changes that come together, and says when it is saved", async () => {
  saver.change("a");
  saver.change("ab");
  expect(saver.state.is).toBe("saving");
  await isSent(1);
  expect([sent[0]?.value, kept]).toEqual(["ab", ["ab"]]);
  sent[0]?.answer();
  await is("saved");
  expect(kept.at(-1)).toBeUndefined();
});

it("sends what was changed meanwhile after the save before has been answered", async () => {
  saver.change("a");
  await isSent(1);
  saver.change("b");
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(sent).toHaveLength(1);
  sent[0]?.answer();
  await isSent(2);
  expect([sent[1]?.value, saver.state.is]).toEqual(["b", "saving"]);
  sent[1]?.answer();
  await is("saved");
});

it("keeps it on the device and tries again when there is no answer", async () => {
  saver.change("a");
  await isSent(1);
  sent[0]?.answer(new Error("no line"));
  await isSent(2);
  expect(new Set(kept)).toEqual(new Set(["a"]));
  sent[1]?.answer();
  await is("saved");
});

it("does not try again what is refused, and says why", async () => {
  const thrown = new Final();
  saver.change("a");
  await isSent(1);
  sent[0]?.answer(thrown);
  await is("refused");
  expect(saver.state).toEqual({ is: "refused", thrown });
  expect(kept).toEqual(["a"]);
});

it("keeps on the device what is changed while a save is under way, should the page be left just now", async () => {
  saver.change("a");
  await isSent(1);
  saver.change("b");
  void saver.flush();
  expect(kept.at(-1)).toBe("b");
});

it("flushes at once, and tells whether all is saved", async () => {
  saver.change("a");
  const flushed = saver.flush();
  await isSent(1);
  sent[0]?.answer();
  expect(await flushed).toBe(true);
  saver.change("b");
  const failed = saver.flush();
  await isSent(2);
  sent[1]?.answer(new Error("no line"));
  expect(await failed).toBe(false);
  saver.stop();
  expect(kept.at(-1)).toBeUndefined();
});

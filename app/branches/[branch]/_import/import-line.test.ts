// Files go to the server one after the other, and each ends in a state that says what became of it.

import { expect, it } from "vitest";
import { ImportLine } from "#app/branches/[branch]/_import/import-line.ts";

class Stop extends Error {}

/** A line whose uploads are ended by hand. */
function makeLine() {
  const uploads: { name: string; arrive: () => void; fail: (thrown: unknown) => void; sent: (bytes: number) => void }[] = [];
  let made = 0;
  const line = new ImportLine({
    send(file, _id, onSent) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      uploads.push({ name: file.name, arrive: resolve, fail: reject, sent: onSent });
      return { stop: () => reject(new Stop()), done: promise };
    },
    newId: () => `id-${++made}`,
    now: () => 1,
    isStop: (thrown) => thrown instanceof Stop,
  });
  return { line, uploads, states: () => line.jobs.map((job) => `${job.fileName} ${job.state}`) };
}

const file = (name: string) => new File(["1234"], name);
const settled = () => new Promise((resolve) => setTimeout(resolve));

it("sends the next file only when the one before has arrived", async () => {
  const { line, uploads, states } = makeLine();
  line.add([file("a"), file("b")]);
  expect(states()).toEqual(["a sending", "b queued"]);
  uploads[0]?.sent(3);
  expect(line.jobs[0]?.sent).toBe(3);
  uploads[0]?.arrive();
  await settled();
  expect(states()).toEqual(["a sent", "b sending"]);
});

it("goes on with the next file after one was refused or stopped", async () => {
  const { line, uploads, states } = makeLine();
  line.add([file("a"), file("b"), file("c"), file("d")]);
  line.stop("id-3");
  uploads[0]?.fail(new Error("refused"));
  await settled();
  line.stop("id-2");
  await settled();
  expect(states()).toEqual(["a failed", "b stopped", "c stopped", "d sending"]);
  expect(uploads.map(({ name }) => name)).toEqual(["a", "b", "d"]);
});

it("takes up files that are added while one is sent, and after all have arrived", async () => {
  const { line, uploads, states } = makeLine();
  line.add([file("a")]);
  line.add([file("b")]);
  uploads[0]?.arrive();
  await settled();
  uploads[1]?.arrive();
  await settled();
  line.add([file("c")]);
  expect(states()).toEqual(["a sent", "b sent", "c sending"]);
});

it("sends a file again as a new import", async () => {
  const { line, uploads } = makeLine();
  line.add([file("a")]);
  uploads[0]?.fail(new Error("cut off"));
  await settled();
  line.again("id-1");
  expect(line.jobs.map(({ id, state }) => ({ id, state }))).toEqual([{ id: "id-2", state: "sending" }]);
});

it("shows kept imports once, and cannot send them again without their files", () => {
  const { line } = makeLine();
  line.restore([{ id: "old", fileName: "a" }]);
  line.restore([{ id: "old", fileName: "a" }]);
  expect(line.jobs.map(({ id, state }) => ({ id, state }))).toEqual([{ id: "old", state: "sent" }]);
  expect(line.hasFile("old")).toBe(false);
});

// The checker itself, on histories made by hand: a good one has no finding, and each way of being broken is found by its name.
import { expect, test } from "vitest";
import { check } from "./checker.ts";
import type { History } from "./history.ts";

const stream = "topic";

/** Two clients, three messages, everything in order. */
function good(): History {
  const log = [
    { seq: 1, keys: ["a"] },
    { seq: 2, keys: ["b", "c"] },
  ];
  return {
    operations: ["a", "b", "c"].map((key) => ({
      client: "ada",
      kind: "message",
      stream,
      key,
      invokedAt: 0,
      returnedAt: 1,
      result: "ok",
    })),
    observers: [
      { client: "ada", entitled: [stream], from: {}, applied: log.map((event) => ({ stream, ...event })) },
      {
        client: "ben",
        entitled: [stream],
        from: { [stream]: { at: 1, keys: ["a"] } },
        applied: [{ stream, seq: 2, keys: ["b", "c"] }],
      },
    ],
    finals: [{ stream, head: 2, log, rows: ["a", "b", "c"] }],
  };
}
const kinds = (history: History) => [...new Set(check(history).map((finding) => finding.kind))].sort();

test("a good history has no finding, whichever way an unknown command went", () => {
  expect(check(good())).toEqual([]);
  const history = good();
  history.operations.push({ client: "ben", kind: "message", stream, key: "never", invokedAt: 0, result: "unknown" });
  if (history.operations[2]) history.operations[2].result = "unknown";
  expect(check(history)).toEqual([]);
});

const broken: [string, string[], (history: History) => void][] = [
  [
    "an acknowledged message that is gone",
    ["lost"],
    (h) =>
      void h.operations.push({ client: "ben", kind: "message", stream, key: "gone", invokedAt: 0, returnedAt: 1, result: "ok" }),
  ],
  ["a refused message that is there", ["phantom"], (h) => void Object.assign(h.operations[0] ?? {}, { result: "fail" })],
  ["a change announced twice", ["duplicate"], (h) => void h.finals[0]?.log[0]?.keys.push("b")],
  ["a row that is there twice", ["duplicate"], (h) => void h.finals[0]?.rows.push("a")],
  [
    "a row that was never announced",
    ["lost"],
    (h) => {
      h.finals[0]?.rows.push("silent");
      for (const o of h.observers) o.from[stream] = { at: o.from[stream]?.at ?? 0, keys: ["a", "silent"] };
    },
  ],
  ["an event without its row", ["lost"], (h) => void h.finals[0]?.rows.pop()],
  [
    "a hole in the log",
    ["gap"],
    (h) => {
      if (h.finals[0]) h.finals[0].head = 3;
      for (const o of h.observers) o.applied.push({ stream, seq: 3, keys: [] });
    },
  ],
  ["a client that skipped a number", ["gap", "stale"], (h) => void h.observers[0]?.applied.shift()],
  [
    "a client that applied a number twice",
    ["duplicate"],
    (h) => void h.observers[0]?.applied.push({ stream, seq: 2, keys: ["b", "c"] }),
  ],
  [
    "two clients that saw another order",
    ["order"],
    (h) => void h.observers[1]?.applied.splice(0, 1, { stream, seq: 2, keys: ["c", "b"] }),
  ],
  ["a client that never caught up", ["stale"], (h) => void h.observers[1]?.applied.pop()],
  [
    "a client that heard what it may not",
    ["leak"],
    (h) => void h.observers[1]?.applied.push({ stream: "elsewhere", seq: 1, keys: ["x"] }),
  ],
];
for (const [name, expected, harm] of broken) {
  test(`${name} is found`, () => {
    const history = good();
    harm(history);
    expect(kinds(history)).toEqual(expected);
  });
}

// What becomes of a question, over every pair of standings.
import fc from "fast-check";
import { expect, test } from "vitest";
import { questionStates } from "./choices.ts";
import { type QuestionStanding, questionStep } from "./question-step.ts";

const replyId = fc.constantFrom("reply 1", "reply 2");
const asked = fc.record({ state: fc.constantFrom(...questionStates), replyId }, { requiredKeys: ["state"] });
/** A standing as a step leaves it: only an answered question names a reply. */
const standing: fc.Arbitrary<QuestionStanding> = asked.map(({ state, replyId }) =>
  state === "answered" && replyId ? { state, replyId } : { state },
);

test("a step leads where it was asked for, and the same asked again is no step", () => {
  fc.assert(
    fc.property(standing, asked, (from, to) => {
      const after = questionStep(from, to) ?? from;
      expect(after.state).toBe(to.state);
      expect(questionStep(after, to)).toBeUndefined();
    }),
  );
});

test("every state can follow every other one", () => {
  fc.assert(
    fc.property(standing, asked, (from, to) => {
      if (from.state !== to.state) expect(questionStep(from, to)?.state).toBe(to.state);
    }),
  );
});

test("a reply is named by an answer only, and another reply is another step", () => {
  fc.assert(
    fc.property(standing, asked, (from, to) => {
      const step = questionStep(from, to);
      expect(step?.replyId === undefined || step.state === "answered").toBe(true);
    }),
  );
  expect(questionStep({ state: "answered", replyId: "a" }, { state: "answered", replyId: "b" })).toEqual({
    state: "answered",
    replyId: "b",
  });
  expect(questionStep({ state: "answered", replyId: "a" }, { state: "answered" })).toEqual({ state: "answered" });
});

// The convergence test: applying what a verb announced to the state before must equal reading the state afresh.
import { expect } from "vitest";
import type { At, LiveEvent, Numbered } from "#domain/live/events.ts";
import type { TestHouse } from "./house.ts";

/**
 * Reads a stream's state, acts, applies the events of that stream to the old state, reads again, and demands that both are equal and that
 * the numbers go on without a hole. Gives the events, so that a test can look closer.
 */
export async function expectConverges<S, E extends LiveEvent>(
  test: TestHouse,
  stream: string,
  read: () => Promise<At<S>>,
  apply: (event: E, state: S) => S | undefined,
  act: () => Promise<unknown>,
): Promise<Numbered[]> {
  const before = await read();
  const from = test.announced.length;
  await act();
  const heard = test.announced.slice(from).filter((event) => event.stream === stream);
  const after = await read();
  expect(heard.map((event) => event.seq)).toEqual(
    Array.from({ length: after.at - before.at }, (_, index) => before.at + 1 + index),
  );
  expect(heard.length, "the verb announces on this stream").toBeGreaterThan(0);
  const wire = JSON.parse(JSON.stringify(heard)) as Numbered<E>[];
  const fresh = JSON.parse(JSON.stringify(after.state)) as S;
  // Where nothing comes out of an event, its followers read the state afresh.
  expect(wire.reduce((state, { event }) => apply(event, state) ?? fresh, JSON.parse(JSON.stringify(before.state)) as S)).toEqual(
    fresh,
  );
  return heard;
}

// The same work is recognised by its title and author, however they are written.
import { expect, test } from "vitest";
import { isSameWork } from "./same-work.ts";

const work = (title: string, ...authors: string[]) => ({ title, authors });

test.each([
  [work("The Iron Heel", "Jack London"), work("the iron  heel.", "JACK LONDON")],
  [work("Germinal", "Émile Zola"), work("Germinal", "Emile Zola", "Somebody Else")],
  [work("Study pack"), work("Study Pack", "Head office")],
])("%j and %j are one", (one, other) => {
  expect(isSameWork(one, other)).toBe(true);
  expect(isSameWork(other, one)).toBe(true);
});

test.each([
  [work("Germinal", "Émile Zola"), work("Germinal", "Somebody Else")],
  [work("The Iron Heel", "Jack London"), work("The Iron Heel II", "Jack London")],
  [work("…"), work("—")],
])("%j and %j are two", (one, other) => expect(isSameWork(one, other)).toBe(false));

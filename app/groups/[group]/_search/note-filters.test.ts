// Addresses of a search.
import { expect, test } from "vitest";
import { NoteQuery } from "#domain/shapes/margin.ts";
import { addressOf, narrows, queryOf, readAddress } from "./note-filters.ts";

const [group, ada] = ["0192f3a1-7c4e-7b1a-9d2e-0a1b2c3d4e5f", "0192f3a1-7c4e-7b1a-9d2e-0a1b2c3d4e60"];

test("an address becomes a question that the server takes, and the same address again", () => {
  const address = readAddress({ q: " one leaf ", by: ada, kind: "question", tag: "#peace", mine: "1" });
  const query = queryOf(address, group, [ada]);
  expect(query).toEqual({
    ...{ groupId: group, words: "one leaf", authorId: ada, kinds: ["question"], tag: "peace", only: "mine", unopened: false },
  });
  expect(NoteQuery.safeParse(query).success).toBe(true);
  expect(readAddress(Object.fromEntries(new URL(addressOf("http://a/s", address, {})).searchParams))).toEqual(address);
});

test("what an address makes up is left out", () => {
  const address = readAddress({ q: ["a", "b"], by: "somebody", kind: "poem", tag: ",", after: "x".repeat(900), mine: "yes" });
  expect(queryOf(address, group, [ada])).toEqual({ groupId: group, words: "a", after: "x".repeat(200), unopened: false });
  expect(NoteQuery.safeParse(queryOf(address, group, [ada])).success).toBe(true);
});

test("a change of what is listed begins the list again, and going on keeps what is listed", () => {
  const address = readAddress({ q: "leaf", kind: "remark", after: "here" });
  expect(addressOf("/s", address, { unopened: true })).toBe("/s?q=leaf&kind=remark&unopened=1");
  expect(addressOf("/s", address, { after: "there" })).toBe("/s?q=leaf&kind=remark&after=there");
  expect(addressOf("/s", readAddress({}), {})).toBe("/s");
});

test("only what is about notes narrows", () => {
  expect([narrows(readAddress({ q: "leaf", unopened: "1" })), narrows(readAddress({ mine: "1" }))]).toEqual([false, true]);
});

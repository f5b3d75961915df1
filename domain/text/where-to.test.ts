// What is typed into the field that asks where a link leads.
import { expect, test } from "vitest";
import { whereTo } from "./where-to.ts";

const id = "0190a000-0000-7000-8000-00000000000a";
const origin = "https://read.example.org";

test.each([
  [" 12 ", { is: "number", number: 12 }],
  [`${origin}/groups/${id}/read/${id}#p-7`, { is: "passage", chapterId: id, number: 7 }],
  [`/groups/${id}/read/${id}?find=bread#p-7`, { is: "passage", chapterId: id, number: 7 }],
  [`https://other.example/groups/${id}/read/${id}#p-7`, { is: "web", href: `https://other.example/groups/${id}/read/${id}#p-7` }],
  [`${origin}/groups/${id}/read/${id}`, { is: "web", href: `${origin}/groups/${id}/read/${id}` }],
  ["http://a.example/b?c#d", { is: "web", href: "http://a.example/b?c#d" }],
  ["0", undefined],
  ["twelve", undefined],
  ["javascript:alert(1)", undefined],
  ["https://", undefined],
  ["https://a b", undefined],
  ["", undefined],
])("%s", (typed, read) => {
  expect(whereTo(typed, origin)).toEqual(read);
});

// An address asks for notes by its parts, and what somebody typed into it cannot ask for anything else.
import { expect, it } from "vitest";
import { queryOf, readAsked } from "#app/groups/[group]/notes/asked.ts";

const id = "0198e0a0-0000-7000-8000-000000000001";

it("takes the parts that are ours", () => {
  const asked = readAsked({
    only: "mine",
    kind: "question",
    state: "open",
    by: id,
    chapter: id,
    tag: "#law",
    waiting: "1",
    after: "x",
  });
  expect(queryOf("g", asked)).toEqual({
    groupId: "g",
    ...{ only: "mine", kinds: ["question"], states: ["open"], authorId: id, chapterIds: [id], tag: "law" },
    ...{ unopened: true, after: "x" },
  });
});

it("leaves out what is none of ours, and takes the first of several", () => {
  expect(
    readAsked({ only: "theirs", kind: ["remark", "question"], by: "me", chapter: "1", tag: "#", waiting: "yes", other: "x" }),
  ).toEqual({
    kind: "remark",
  });
  expect(queryOf("g", {})).toEqual({ groupId: "g" });
});

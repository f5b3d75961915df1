// An address asks for notes by its parts, and what somebody typed into it cannot ask for anything else.
import { expect, it } from "vitest";
import { queryOf, readAsked } from "#app/groups/[group]/notes/asked.ts";
import type { Meeting } from "#domain/shapes/meeting.ts";

const id = "0198e0a0-0000-7000-8000-000000000001";
const other = "0198e0a0-0000-7000-8000-000000000002";
const meeting = (meetingId: string, chapterIds: string[], calledOffAt?: string): Meeting => ({
  ...{ id: meetingId, title: "A meeting", local: "2027-03-04T19:00", zone: "UTC", minutes: 90, place: "", link: "" },
  ...{ startsAt: "2027-03-04T19:00:00.000Z", sequence: 0, revisedAt: "2027-01-01T00:00:00.000Z", answers: [], chapterIds },
  ...(calledOffAt && { calledOffAt }),
});
const group = { id: "g", meetings: [meeting(id, ["c1", "c2"]), meeting(other, ["c3"], "2027-02-01T00:00:00.000Z")] };

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
  expect(queryOf(group, asked)).toEqual({
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
  expect(queryOf(group, {})).toEqual({ groupId: "g" });
});

it("asks for the chapters of a meeting's part, for one chapter before that, and for no part that is none", () => {
  expect(queryOf(group, { part: id })).toEqual({ groupId: "g", chapterIds: ["c1", "c2"] });
  expect(queryOf(group, { part: id, chapter: "c1" })).toEqual({ groupId: "g", chapterIds: ["c1"] });
  expect(queryOf(group, { part: other })).toEqual({ groupId: "g" });
});

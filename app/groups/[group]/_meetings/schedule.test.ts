// What is next, and what is suggested for the meeting after the last one.
import { describe, expect, it } from "vitest";
import { minutesOf, partOf, readingPath, suggestPart } from "#app/groups/[group]/_meetings/part.ts";
import { nextMeeting, sortMeetings, suggestLocal } from "#app/groups/[group]/_meetings/schedule.ts";
import type { ContentsEntry } from "#domain/shapes/book.ts";
import type { Meeting } from "#domain/shapes/meeting.ts";

const at = (moment: string) => Date.parse(moment);

function meeting(id: string, local: string, more: Partial<Meeting> = {}): Meeting {
  return {
    ...{ id, title: id, local, zone: "UTC", minutes: 90, startsAt: `${local}:00.000Z`, place: "", link: "" },
    ...{ chapterIds: [], sequence: 0, revisedAt: "2026-01-01T00:00:00.000Z", answers: [], ...more },
  };
}

const chapter = (id: string, words: number, role: ContentsEntry["role"] = "body"): ContentsEntry => ({
  ...{ id, position: 0, title: id, section: [], role, words },
});

describe("the meetings of a group", () => {
  const first = meeting("first", "2026-03-01T18:00");
  const second = meeting("second", "2026-03-15T18:00");
  const off = meeting("off", "2026-03-20T18:00", { calledOffAt: "2026-03-02T00:00:00.000Z" });
  const third = meeting("third", "2026-03-29T18:00");
  const all = [first, second, off, third];

  it("are coming until they end, and a meeting that was called off is never next", () => {
    expect(nextMeeting({ meetings: all }, at("2026-03-15T19:29:59Z"))).toBe(second);
    expect(nextMeeting({ meetings: all }, at("2026-03-15T19:30:00Z"))).toBe(third);
    expect(nextMeeting({ meetings: [off] }, at("2026-03-01T00:00:00Z"))).toBeUndefined();
  });

  it("stand in one list each: coming ones by date, past ones newest first", () => {
    const sorted = sortMeetings(all, at("2026-03-16T00:00:00Z"));
    expect(sorted).toEqual({ coming: [third], past: [second, first], calledOff: [off] });
  });

  it("go on at the same hour of the clock, as many days later as the last two were apart", () => {
    expect(suggestLocal([first, second])).toBe("2026-03-29T18:00");
    expect(suggestLocal([first, second, off])).toBe("2026-03-29T18:00");
    expect(suggestLocal([first])).toBe("2026-03-15T18:00");
    expect(suggestLocal([off])).toBeUndefined();
  });

  it("go on a fortnight later after two meetings on one day", () => {
    expect(suggestLocal([first, meeting("evening", "2026-03-01T20:00")])).toBe("2026-03-15T20:00");
  });
});

describe("the part of a meeting", () => {
  const contents = [
    chapter("preface", 500, "front"),
    chapter("a", 1000),
    chapter("b", 1000),
    chapter("c", 1200),
    chapter("d", 5000),
  ];
  const read = (...chapterIds: string[]) => meeting("m", "2026-03-01T18:00", { chapterIds });

  it("is in the order of the book, without chapters that are not in it any more", () => {
    expect(partOf(read("b", "gone", "a"), contents).map((entry) => entry.id)).toEqual(["a", "b"]);
  });

  it("goes on after the last meeting's with about as much, at least one chapter, and nothing but the text itself", () => {
    expect(suggestPart([read("a", "b")], contents)).toEqual(["c"]);
    expect(suggestPart([read("a")], contents)).toEqual(["b"]);
    expect(suggestPart([read("c")], contents)).toEqual(["d"]);
    expect(suggestPart([], contents)).toEqual(["a", "b", "c", "d"]);
    expect(suggestPart([read("d")], contents)).toEqual([]);
  });

  it("does not go on from a meeting that was called off", () => {
    const off = meeting("off", "2026-03-08T18:00", { chapterIds: ["b", "c"], calledOffAt: "2026-03-02T00:00:00.000Z" });
    expect(suggestPart([read("a"), off], contents)).toEqual(["b"]);
  });

  it("takes a minute for 230 words, and never none", () => {
    expect([minutesOf([chapter("x", 2300)]), minutesOf([chapter("x", 3)])]).toEqual([10, 1]);
  });

  it("is where reading begins; without one it is the first chapter of the text", () => {
    const book = { contents } as never;
    const now = at("2026-02-01T00:00:00Z");
    expect(readingPath({ id: "g", book, meetings: [read("b")] }, now)).toBe("/groups/g/read/b");
    expect(readingPath({ id: "g", book, meetings: [] }, now)).toBe("/groups/g/read/a");
    expect(readingPath({ id: "g", meetings: [] }, now)).toBeUndefined();
  });
});

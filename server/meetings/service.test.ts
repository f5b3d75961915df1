// The verbs of meetings, through the real gate on a real database.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { groupBooks } from "#db/schema/groups.ts";
import { applyToGroup } from "#domain/live/apply.ts";
import type { At } from "#domain/live/events.ts";
import { groupStream } from "#domain/live/streams.ts";
import type { GroupHome } from "#domain/shapes/group.ts";
import type { Answer, Meeting, NewMeeting } from "#domain/shapes/meeting.ts";
import { readAt } from "../commit.ts";
import { expectConverges } from "../testing/convergence.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { aBook, aBranch, aGroup, aPerson, type BookScene, type GroupScene, joins } from "../testing/people.ts";
import { getMeeting, listMeetings } from "./queries.ts";
import { answerMeeting, callOffMeeting, reviseMeeting, scheduleMeeting } from "./service.ts";

let house: TestHouse;
let branch: Awaited<ReturnType<typeof aBranch>>;
let scene: GroupScene;
let book: BookScene;
beforeAll(async () => {
  house = await openTestHouse();
  branch = await aBranch(house);
});
beforeEach(async () => {
  scene = await aGroup(house, branch);
  book = await aBook(house, scene.branchId, scene.groupId);
});
afterAll(() => house.close());

function aMeeting(change: Partial<NewMeeting> = {}): NewMeeting {
  const when = { local: "2027-03-28T19:00", zone: "Europe/London", minutes: 90 };
  const where = { place: "Room 3", link: "https://meet.example/r" };
  return {
    id: id(),
    meetingId: id(),
    groupId: scene.groupId,
    title: "First chapter",
    ...when,
    ...where,
    chapterIds: [],
    ...change,
  };
}
/** Schedules a meeting as the host; gives what was asked for, for later commands. */
async function scheduled(change: Partial<NewMeeting> = {}): Promise<NewMeeting> {
  const asked = aMeeting(change);
  await scheduleMeeting(house.as(scene.host), asked);
  return asked;
}
const schedule = (change: Partial<NewMeeting> = {}) => scheduleMeeting(house.as(scene.host), aMeeting(change));
const revise = (asked: NewMeeting, change: Partial<NewMeeting>) =>
  reviseMeeting(house.as(scene.host), { ...asked, ...change, id: id() });
const callOff = ({ groupId, meetingId }: NewMeeting) => callOffMeeting(house.as(scene.host), { id: id(), groupId, meetingId });
const answer = ({ groupId, meetingId }: NewMeeting, given: Answer, by = scene.member) =>
  answerMeeting(house.as(by), { id: id(), groupId, meetingId, answer: given });
const look = ({ groupId, meetingId }: NewMeeting) => getMeeting(house.as(scene.member), { groupId, meetingId });

function readHome(): Promise<At<GroupHome>> {
  const { groupId, branchId, topicId } = scene;
  const margin = { spoilers: "soft", widest: "group", blindFirst: false } as const;
  const names = { branchName: "Harbour branch", name: "Thursday Circle", about: "" };
  const rest = { id: groupId, branchId, topicId, ...names, members: [], margin, tags: [] };
  return readAt(house.as(scene.member), groupStream(groupId), async (db) => ({
    ...rest,
    meetings: await listMeetings(db, groupId),
  }));
}
const converges = (act: () => Promise<unknown>) =>
  expectConverges(house, groupStream(scene.groupId), readHome, applyToGroup, act);

describe("scheduling", () => {
  test("a meeting is there for every member, at the instant its clock means, and the announced event brings the same", async () => {
    const asked = aMeeting({ chapterIds: [book.chapterIds[1] ?? "", book.chapterIds[0] ?? ""] });
    const [heard] = await converges(() => scheduleMeeting(house.as(scene.host), asked));
    expect(heard?.event.type).toBe("meeting.scheduled");
    expect(await look(asked)).toMatchObject({
      ...{ local: "2027-03-28T19:00", zone: "Europe/London", startsAt: "2027-03-28T18:00:00.000Z", sequence: 0, answers: [] },
      chapterIds: book.chapterIds,
    });
  });

  test("a member cannot schedule, and a steward who is not in the group cannot either", async () => {
    for (const person of [scene.member, scene.steward]) {
      await expect(scheduleMeeting(house.as(person), aMeeting())).rejects.toMatchObject({ code: "forbidden" });
    }
    expect((await readHome()).state.meetings).toEqual([]);
  });

  test("a stranger is told that there is no such group, and nobody in particular to sign in", async () => {
    const stranger = await aPerson(house);
    await expect(scheduleMeeting(house.as(stranger), aMeeting())).rejects.toMatchObject({ code: "not_found" });
    await expect(scheduleMeeting(house.as(undefined), aMeeting())).rejects.toMatchObject({ code: "unauthenticated" });
  });

  test("an old or oddly written name of a zone is kept under today's name", async () => {
    expect(await schedule({ zone: "Europe/Kiev" })).toMatchObject({ zone: "Europe/Kyiv" });
    expect(await schedule({ zone: "asia/calcutta" })).toMatchObject({ zone: "Asia/Kolkata" });
  });

  test.each(["Mars/Olympus", "+01:00", "", "Europe/London\r\nX:1"])("the zone %j is refused by name", async (zone) => {
    await expect(schedule({ zone })).rejects.toMatchObject({ code: "invalid", reason: "zone_unknown", values: { zone } });
  });

  test.each(["2027-02-29T19:00", "2027-03-28T24:00", "1999-12-31T19:00", "2199-12-31T23:00"])(
    "the time %s, or its end, is none we know, and is refused",
    async (local) => {
      await expect(schedule({ local })).rejects.toMatchObject({
        code: "invalid",
        reason: "time_invalid",
        values: { time: local },
      });
    },
  );

  test("a time the clocks jump over is where the clock goes on, and says so to everyone", async () => {
    expect(await schedule({ local: "2027-03-28T01:30" })).toMatchObject({
      local: "2027-03-28T02:30",
      startsAt: "2027-03-28T01:30:00.000Z",
    });
  });

  test("a time that comes twice is the first of the two", async () => {
    expect(await schedule({ local: "2027-10-31T01:30" })).toMatchObject({
      local: "2027-10-31T01:30",
      startsAt: "2027-10-31T00:30:00.000Z",
    });
  });

  test("a chapter of another book, of a book the group has finished, or of no book is refused", async () => {
    const unread = await aBook(house, scene.branchId);
    const finished = await aBook(house, scene.branchId);
    await house.house.db
      .insert(groupBooks)
      .values({ groupId: scene.groupId, editionId: finished.editionId, bookId: finished.bookId, endedAt: new Date() });
    for (const chapterId of [unread.chapterIds[0] ?? "", finished.chapterIds[0] ?? "", id()]) {
      const chapterIds = [book.chapterIds[0] ?? "", chapterId];
      await expect(schedule({ chapterIds })).rejects.toMatchObject({ code: "invalid", reason: "chapter_not_in_book" });
    }
  });

  test("the same command twice is one meeting and the same answer, announced once", async () => {
    const asked = aMeeting();
    const before = house.announced.length;
    const [first, second] = await Promise.all([
      scheduleMeeting(house.as(scene.host), asked),
      scheduleMeeting(house.as(scene.host), asked),
    ]);
    expect(second).toEqual(first);
    expect(house.announced.length).toBe(before + 1);
    expect((await readHome()).state.meetings).toHaveLength(1);
  });

  test("another command cannot take the id of a meeting that is there", async () => {
    const asked = await scheduled();
    await expect(schedule({ meetingId: asked.meetingId, title: "Other" })).rejects.toMatchObject({ reason: "command_differs" });
    expect((await look(asked)).title).toBe("First chapter");
  });

  test("meetings stand in the order they start, whatever clock they were made by", async () => {
    await converges(async () => {
      await schedule({ title: "third", local: "2027-03-28T19:00", zone: "America/New_York" });
      await schedule({ title: "first", local: "2027-03-28T20:00", zone: "Asia/Kathmandu" });
      await schedule({ title: "second", local: "2027-03-28T19:00", zone: "Europe/London" });
    });
    expect((await readHome()).state.meetings.map((meeting) => meeting.title)).toEqual(["first", "second", "third"]);
  });
});

describe("revising", () => {
  test("each revision raises the sequence by one, brings the new content, and the announced event brings the same", async () => {
    const asked = await scheduled();
    await converges(() => revise(asked, { place: "Room 4" }));
    await converges(() => revise(asked, { local: "2027-04-04T19:00", zone: "Asia/Kathmandu" }));
    const found = await look(asked);
    expect(found).toMatchObject({
      sequence: 2,
      place: "Room 3",
      local: "2027-04-04T19:00",
      startsAt: "2027-04-04T13:15:00.000Z",
    });
  });

  test("a later revision has a later time by the database's clock", async () => {
    const asked = await scheduled();
    const times = [(await look(asked)).revisedAt];
    for (const place of ["Room 4", "Room 5"]) {
      await house.house.db.execute("select pg_sleep(0.005)");
      times.push((await revise(asked, { place })).revisedAt);
    }
    expect([...new Set(times)].sort()).toEqual(times);
    expect(times).toHaveLength(3);
  });

  test.each<[string, Partial<NewMeeting>]>([
    ["day or hour", { local: "2027-04-04T19:00" }],
    ["zone", { zone: "Europe/Lisbon" }],
    ["length", { minutes: 120 }],
  ])("another %s means that everyone is asked again", async (_, change) => {
    const asked = await scheduled();
    await answer(asked, "yes");
    await converges(() => revise(asked, change));
    expect((await look(asked)).answers).toEqual([]);
    await converges(() => answer(asked, "no"));
    expect((await look(asked)).answers).toEqual([{ memberId: scene.memberId, answer: "no" }]);
  });

  test("another title, place, link or reading keeps the answers to the time that stands, and brings no older ones back", async () => {
    const asked = await scheduled();
    await answer(asked, "yes");
    await revise(asked, { minutes: 120 });
    await answer(asked, "if_need_be", scene.host);
    await converges(() =>
      revise(asked, { minutes: 120, title: "Second chapter", place: "", link: "", chapterIds: book.chapterIds }),
    );
    expect((await look(asked)).answers).toEqual([{ memberId: scene.hostId, answer: "if_need_be" }]);
  });

  test("back at the first time, the answers of then stay void: nobody promised to keep it free meanwhile", async () => {
    const asked = await scheduled();
    await answer(asked, "yes");
    await revise(asked, { local: "2027-04-04T19:00" });
    await revise(asked, {});
    expect((await look(asked)).answers).toEqual([]);
  });

  test("a time written as the clocks jump over it is the same time when it comes again", async () => {
    const asked = await scheduled({ local: "2027-03-28T01:30" });
    await answer(asked, "yes");
    await revise(asked, { title: "Other" });
    expect((await look(asked)).answers).toHaveLength(1);
  });

  test("a member cannot revise, and a host of another group finds no such meeting", async () => {
    const asked = await scheduled();
    const other = await aGroup(house);
    const command = { ...asked, id: id() };
    await expect(reviseMeeting(house.as(scene.member), command)).rejects.toMatchObject({ code: "forbidden" });
    await expect(reviseMeeting(house.as(other.host), command)).rejects.toMatchObject({ code: "not_found" });
    await expect(reviseMeeting(house.as(other.host), { ...command, groupId: other.groupId })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("what cannot be scheduled cannot be put in place either, and nothing is changed or announced", async () => {
    const asked = await scheduled();
    const before = [await readHome(), house.announced.length];
    await expect(revise(asked, { zone: "Mars/Olympus" })).rejects.toMatchObject({ reason: "zone_unknown" });
    await expect(revise(asked, { local: "2027-02-30T19:00" })).rejects.toMatchObject({ reason: "time_invalid" });
    await expect(revise(asked, { chapterIds: [id()] })).rejects.toMatchObject({ reason: "chapter_not_in_book" });
    expect([await readHome(), house.announced.length]).toEqual(before);
  });

  test("two hosts at the same moment make two revisions", async () => {
    const asked = await scheduled();
    await converges(() => Promise.all([revise(asked, { place: "Room 4" }), revise(asked, { place: "Room 5" })]));
    expect((await look(asked)).sequence).toBe(2);
  });
});

describe("calling off", () => {
  test("the meeting stays in the list, called off, one sequence further, with its answers", async () => {
    const asked = await scheduled();
    await answer(asked, "yes");
    await converges(() => callOff(asked));
    const found = await look(asked);
    expect(found).toMatchObject({ sequence: 1, answers: [{ memberId: scene.memberId, answer: "yes" }] });
    expect(found.calledOffAt).toBeDefined();
  });

  test("it is done once: again, a revision or an answer is refused", async () => {
    const asked = await scheduled();
    await callOff(asked);
    const before = await readHome();
    const refusal = { code: "conflict", reason: "meeting_called_off" };
    await expect(callOff(asked)).rejects.toMatchObject(refusal);
    await expect(revise(asked, { place: "Room 4" })).rejects.toMatchObject(refusal);
    await expect(answer(asked, "yes")).rejects.toMatchObject(refusal);
    expect(await readHome()).toEqual(before);
  });

  test("a member cannot call off", async () => {
    const { groupId, meetingId } = await scheduled();
    await expect(callOffMeeting(house.as(scene.member), { id: id(), groupId, meetingId })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("answering", () => {
  test("a member's later answer takes the place of the earlier one", async () => {
    const asked = await scheduled();
    await converges(() => answer(asked, "no"));
    await converges(() => answer(asked, "if_need_be"));
    expect((await look(asked)).answers).toEqual([{ memberId: scene.memberId, answer: "if_need_be" }]);
  });

  test("the same command twice is one answer, announced once; with another answer it is refused", async () => {
    const { groupId, meetingId } = await scheduled();
    const command = { id: id(), groupId, meetingId, answer: "yes" } as const;
    const before = house.announced.length;
    await answerMeeting(house.as(scene.member), command);
    await answerMeeting(house.as(scene.member), command);
    expect(house.announced.length).toBe(before + 1);
    await expect(answerMeeting(house.as(scene.member), { ...command, answer: "no" })).rejects.toMatchObject({
      reason: "command_differs",
    });
  });

  test("ids written in capitals mean the same meeting, for those who listen too", async () => {
    const { groupId, meetingId } = await scheduled();
    const command = { id: id(), groupId: groupId.toUpperCase(), meetingId: meetingId.toUpperCase() };
    await converges(() => answerMeeting(house.as(scene.member), { ...command, answer: "yes" }));
    await converges(() => callOffMeeting(house.as(scene.host), { ...command, id: id() }));
  });

  test("only members answer: a steward may not, a stranger finds nothing, and neither can read it", async () => {
    const asked = await scheduled();
    const stranger = await aPerson(house);
    await expect(answer(asked, "yes", scene.steward)).rejects.toMatchObject({ code: "forbidden" });
    await expect(answer(asked, "yes", stranger)).rejects.toMatchObject({ code: "not_found" });
    const { groupId, meetingId } = asked;
    await expect(getMeeting(house.as(scene.steward), { groupId, meetingId })).rejects.toMatchObject({ code: "forbidden" });
    await expect(getMeeting(house.as(stranger), { groupId, meetingId })).rejects.toMatchObject({ code: "not_found" });
  });

  test("the answers of many members at once are all there, once each, and so for those who listen", async () => {
    const asked = await scheduled();
    const people = await Promise.all(Array.from({ length: 12 }, () => aPerson(house)));
    for (const person of people) await joins(house, scene.groupId, person);
    await converges(() =>
      Promise.all([...people, ...people].map((person, index) => answer(asked, index % 3 ? "yes" : "no", person))),
    );
    const { answers } = await look(asked);
    expect(answers).toHaveLength(12);
    expect(new Set(answers.map(({ memberId }) => memberId)).size).toBe(12);
  });

  test("answers and a change of time at the same moment have one order for everyone", async () => {
    const asked = await scheduled();
    const people = await Promise.all(Array.from({ length: 8 }, () => aPerson(house)));
    for (const person of people) await joins(house, scene.groupId, person);
    const heard = await converges(() =>
      Promise.all([
        ...people.slice(0, 4).map((person) => answer(asked, "yes", person)),
        revise(asked, { local: "2027-04-04T19:00" }),
        ...people.slice(4).map((person) => answer(asked, "yes", person)),
      ]),
    );
    const after = heard.slice(heard.findIndex(({ event }) => event.type === "meeting.revised") + 1);
    const found: Meeting = await look(asked);
    expect(found.answers).toHaveLength(after.length);
  });
});

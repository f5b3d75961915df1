// The doors of meetings as clients meet them: the calendar file over HTTP, and the procedures over tRPC.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import ICAL from "ical.js";
import { convertIcsCalendar } from "ts-ics";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../context.ts";
import { answerDoor, findDoor } from "../http.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { aBook, aGroup, aPerson, type BookScene, type GroupScene } from "../testing/people.ts";
import { makeCaller } from "../trpc.ts";
import { meetingRouter } from "./router.ts";
import { meetingRoutes } from "./routes.ts";

let house: TestHouse;
let scene: GroupScene;
let book: BookScene;
let server: Server;
let actor: Actor | undefined;
beforeAll(async () => {
  house = await openTestHouse();
  scene = await aGroup(house);
  book = await aBook(house, scene.branchId, scene.groupId);
  server = createServer((request, response) => {
    const found = findDoor(meetingRoutes, request.method ?? "", request.url ?? "");
    if (found) void answerDoor(house.as(actor), found, request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(async () => {
  await new Promise((done) => server.close(done));
  await house.close();
});

const call = makeCaller(meetingRouter);
const asHost = () => call(house.as(scene.host));

async function aMeeting(change: Partial<Parameters<ReturnType<typeof asHost>["schedule"]>[0]> = {}) {
  const when = { local: "2027-03-28T19:00", zone: "Europe/London", minutes: 90 };
  const asked = {
    id: id(),
    meetingId: id(),
    groupId: scene.groupId,
    title: "First chapter",
    ...when,
    chapterIds: book.chapterIds,
    ...change,
  };
  return { asked, meeting: await asHost().schedule(asked) };
}

function download(by: Actor | undefined, groupId: string, meetingId: string): Promise<Response> {
  actor = by;
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}/meetings/${groupId}/${meetingId}/meeting.ics`);
}
async function read(meetingId: string): Promise<{ text: string; event: ICAL.Component | undefined }> {
  const text = await (await download(scene.member, scene.groupId, meetingId)).text();
  return { text, event: new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent") ?? undefined };
}

describe("the calendar file", () => {
  test("is a download of the type it is, under a plain name, kept by no cache", async () => {
    const { meeting } = await aMeeting({ title: '第一章; "x"\\.exe' });
    const response = await download(scene.member, scene.groupId, meeting.id);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/calendar; charset=utf-8; method=PUBLISH");
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="meeting-2027-03-28.ics"');
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(await response.text()).toContain("METHOD:PUBLISH");
  });

  test.each([
    ["Europe/London", "2027-03-28T19:00"],
    ["America/New_York", "2027-07-14T19:00"],
    ["Asia/Kathmandu", "2027-01-14T19:00"],
    ["UTC", "2027-07-14T19:00"],
  ])("names the instant that the group is told, to two foreign readers: %s at %s", async (zone, local) => {
    const { meeting } = await aMeeting({ zone, local });
    const { text, event } = await read(meeting.id);
    const start = Date.parse(meeting.startsAt);
    const seen = new ICAL.Event(event);
    expect([seen.startDate.toJSDate().getTime(), seen.endDate.toJSDate().getTime()]).toEqual([start, start + 90 * 60_000]);
    expect(convertIcsCalendar(undefined, text).events?.[0]?.start.date.getTime()).toBe(start);
  });

  test("says what is read and where, by a uid of this host, and names nobody", async () => {
    const { meeting } = await aMeeting({ place: "Room 3", link: "https://meet.example/r" });
    await call(house.as(scene.member)).answer({ id: id(), groupId: scene.groupId, meetingId: meeting.id, answer: "yes" });
    const { text, event } = await read(meeting.id);
    expect(event?.getFirstPropertyValue("uid")).toBe(`m-${meeting.id}@127.0.0.1`);
    expect(event?.getFirstPropertyValue("summary")).toBe("First chapter (Thursday Circle)");
    expect(event?.getFirstPropertyValue("location")).toBe("Room 3");
    expect(event?.getFirstPropertyValue("description")).toContain("Chapter 1\nChapter 2");
    for (const word of ["ATTENDEE", "ORGANIZER", "example.org", scene.host.name, scene.member.name])
      expect(text).not.toContain(word);
  });

  test("of a meeting called off says CANCELLED at sequence 1, under the same uid", async () => {
    const { meeting } = await aMeeting();
    const before = await read(meeting.id);
    await asHost().callOff({ id: id(), groupId: scene.groupId, meetingId: meeting.id });
    const after = await read(meeting.id);
    expect([before, after].map(({ event }) => event?.getFirstPropertyValue("sequence"))).toEqual([0, 1]);
    expect([before, after].map(({ event }) => event?.getFirstPropertyValue("status"))).toEqual(["CONFIRMED", "CANCELLED"]);
    expect(after.event?.getFirstPropertyValue("uid")).toBe(before.event?.getFirstPropertyValue("uid"));
  });

  test("is the same bytes until something changes", async () => {
    const { asked, meeting } = await aMeeting();
    const first = await read(meeting.id);
    expect((await read(meeting.id)).text).toBe(first.text);
    await asHost().revise({ ...asked, id: id(), place: "Room 4" });
    expect((await read(meeting.id)).text).not.toBe(first.text);
  });

  test("keeps its uid when the house moves to another name", async () => {
    const { asked, meeting } = await aMeeting();
    const before = await read(meeting.id);
    house.house.origin = "https://read.example.org";
    try {
      await asHost().revise({ ...asked, id: id(), place: "Room 4" });
      expect((await read(meeting.id)).event?.getFirstPropertyValue("uid")).toBe(before.event?.getFirstPropertyValue("uid"));
      const { meeting: later } = await aMeeting();
      expect((await read(later.id)).event?.getFirstPropertyValue("uid")).toBe(`m-${later.id}@read.example.org`);
    } finally {
      house.house.origin = "http://127.0.0.1:3000";
    }
  });

  test("can be made of the longest link and of places with anything in them", async () => {
    const { meeting } = await aMeeting({
      link: `https://meet.example/${"資".repeat(479)}`,
      place: "Room\u0000 3\r\nfirst floor \ud83d",
    });
    expect(meeting.place).toBe("Room 3\nfirst floor");
    expect((await download(scene.member, scene.groupId, meeting.id)).status).toBe(200);
  });

  test("is for members: a steward may not, a stranger, a false id and a text that is no id find nothing", async () => {
    const { meeting } = await aMeeting();
    const other = await aGroup(house);
    const stranger = await aPerson(house);
    const status = async (...asked: Parameters<typeof download>) => (await download(...asked)).status;
    expect(await status(undefined, scene.groupId, meeting.id)).toBe(401);
    expect(await status(scene.steward, scene.groupId, meeting.id)).toBe(403);
    expect(await status(stranger, scene.groupId, meeting.id)).toBe(404);
    expect(await status(other.member, other.groupId, meeting.id)).toBe(404);
    expect(await status(scene.member, scene.groupId, id())).toBe(404);
    expect(await status(scene.member, "x", meeting.id)).toBe(404);
    expect(await status(scene.member, scene.groupId, "'%20or%201=1")).toBe(404);
  });
});

describe("the procedures", () => {
  test("lead a meeting through its life, each admitted under its own permission", async () => {
    const { asked, meeting } = await aMeeting();
    const { groupId, meetingId } = asked;
    await call(house.as(scene.member)).answer({ id: id(), groupId, meetingId, answer: "yes" });
    expect(await asHost().revise({ ...asked, id: id(), title: "Second chapter" })).toMatchObject({
      sequence: 1,
      title: "Second chapter",
    });
    expect(await asHost().callOff({ id: id(), groupId, meetingId })).toEqual({});
    const found = await call(house.as(scene.member)).read({ groupId, meetingId });
    expect(found).toMatchObject({ id: meeting.id, sequence: 2, answers: [{ memberId: scene.memberId, answer: "yes" }] });
  });

  test("refuse a member who schedules, a time in another form, and a link that runs code", async () => {
    const asked = { ...(await aMeeting()).asked, id: id(), meetingId: id() };
    await expect(call(house.as(scene.member)).schedule(asked)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(asHost().schedule({ ...asked, local: "tomorrow" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(asHost().schedule({ ...asked, link: "javascript:alert(1)" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

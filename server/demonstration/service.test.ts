// The demonstration: told once through the verbs that people use, whole for those who look at it, and never told over what they did since.
import { eq, inArray, sql } from "drizzle-orm";
import { v5 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  notes,
  tags,
  talk,
  groups as toldGroups,
  meetings as toldMeetings,
  people as toldPeople,
} from "#db/demonstration/story.ts";
import { annotations, replies } from "#db/schema/annotations.ts";
import { imports } from "#db/schema/books.ts";
import { organisation } from "#db/schema/branches.ts";
import { messages } from "#db/schema/chat.ts";
import { groups, memberships } from "#db/schema/groups.ts";
import { meetingAnswers, meetings } from "#db/schema/meetings.ts";
import { people } from "#db/schema/people.ts";
import { commands } from "#db/schema/streams.ts";
import { annotationKinds } from "#domain/annotations/choices.ts";
import { listStops } from "../annotations/queries.ts";
import { getBranch } from "../branches/queries.ts";
import { listMessages } from "../chat/queries.ts";
import { postMessage } from "../chat/service.ts";
import type { Actor } from "../context.ts";
import { getGroup } from "../groups/queries.ts";
import { removeMember } from "../groups/service.ts";
import { HANDBOOK_FILE } from "../handbook.ts";
import { listNotes, listProposals } from "../margin/queries.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { aBranch, aGroup, aPerson, type GroupScene } from "../testing/people.ts";
import { fillDemonstration } from "./service.ts";

let house: TestHouse;
let scene: GroupScene;
let groupId: string;
beforeAll(async () => {
  house = await openTestHouse();
  scene = await aGroup(house);
});
afterAll(() => house.close());

const toldReplies = notes.flatMap(({ replies = [] }) =>
  replies.flatMap(([by, body, answers = []]) => [[by, body] as const, ...answers]),
);
/** A told body, as it stands with its people named by their membership. */
const asKept = (body: string) => body.replaceAll(/@\[[^\]]*\]\([^)]*\)/g, "@jorge");

const fill = (by: Actor | undefined, branchId = scene.branchId) => fillDemonstration(house.as(by), { branchId });
/** How many rows each table has. */
async function counts(): Promise<Record<string, number>> {
  const { rows } = await house.house.db.execute<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'public' order by tablename`,
  );
  const found: Record<string, number> = {};
  for (const { name } of rows) found[name] = await house.house.db.$count(sql.identifier(name) as never);
  return found;
}
/** Everything that is told, to the word and the minute. */
const story = async () => ({
  counts: await counts(),
  messages: await house.house.db.select().from(messages).orderBy(messages.seq),
  annotations: await house.house.db.select().from(annotations).orderBy(annotations.id),
  meetings: await house.house.db.select().from(meetings).orderBy(meetings.id),
  memberships: await house.house.db.select().from(memberships).orderBy(memberships.id),
  announced: house.announced.length,
});

test("a stranger, a host and a member cannot fill a branch, and nothing comes of their asking", async () => {
  const before = await counts();
  const elsewhere = await aBranch(house);
  const added = await counts();
  for (const [person, code] of [
    [undefined, "unauthenticated"],
    [elsewhere.steward, "not_found"],
    [scene.member, "forbidden"],
    [scene.host, "forbidden"],
  ] as const)
    await expect(fill(person)).rejects.toMatchObject({ code });
  expect(await counts()).toEqual(added);
  expect(added).toMatchObject({ imports: before.imports, groups: before.groups, editions: 0 });
});

describe("filled by its steward", () => {
  beforeAll(async () => {
    ({ groupId } = await fill(scene.steward));
  });

  test("the branch has two more groups that read the handbook, and six more people who cannot sign in", async () => {
    const home = await getBranch(house.as(scene.steward), { branchId: scene.branchId });
    expect(home.shelf.map(({ title }) => title)).toEqual(["Running a reading group"]);
    expect(home.groups.map(({ name, members, book }) => [name, members, book?.title])).toEqual([
      ["Lunch-hour readers", 4, "Running a reading group"],
      ["Thursday Circle", 2, undefined],
      ["Thursday Circle", 7, "Running a reading group"],
    ]);
    const cast = await house.house.db
      .select()
      .from(people)
      .where(inArray(people.name, Object.values(toldPeople)));
    expect(cast).toHaveLength(6);
    for (const one of cast) {
      expect(one.passwordHash).toBeNull();
      expect(one.email).toMatch(/\.invalid$/);
    }
    const [made] = await house.house.db.select().from(organisation);
    expect(made?.demonstratedAt).toBeInstanceOf(Date);
  });

  test("the steward is let into the group that is shown first, with past and coming meetings and their answers", async () => {
    const { state, me } = await getGroup(house.as(scene.steward), { groupId });
    expect([state.name, me.role]).toEqual([toldGroups.circle.name, "host"]);
    expect(state.members.map(({ name }) => name).sort()).toEqual([...Object.values(toldPeople), scene.steward.name].sort());
    expect(state.meetings.map(({ title, answers }) => [title, answers.length])).toEqual(
      toldMeetings.map(({ title, answers }) => [title, Object.keys(answers).length]),
    );
    const now = new Date().toISOString();
    expect(state.meetings.map(({ startsAt }) => startsAt < now)).toEqual([true, true, false, false]);
    for (const { local, chapterIds } of state.meetings) {
      expect(new Date(`${local}Z`).getUTCDay()).toBe(4);
      expect(chapterIds.length).toBeGreaterThan(0);
    }
  });

  test("the margins have every note with its replies, written before today", async () => {
    const kept = await house.house.db.select().from(annotations).where(eq(annotations.groupId, groupId));
    expect(kept.map(({ body }) => body).sort()).toEqual(notes.map(({ body }) => body).sort());
    const answered = await house.house.db.select().from(replies).where(eq(replies.groupId, groupId));
    expect(answered.map(({ body }) => asKept(body)).sort()).toEqual(toldReplies.map(([, text]) => text).sort());
    expect(answered.filter(({ parentId }) => parentId).length).toBeGreaterThan(2);
    for (const { createdAt } of kept) expect(createdAt.getTime()).toBeLessThan(Date.now() - 24 * 3600_000);
  });

  test("the steward finds in the margins whatever may stand there", async () => {
    const { notes: found, waiting } = await listNotes(house.as(scene.steward), { groupId });
    const shown = found.map(({ annotation }) => annotation);
    expect(new Set(shown.map(({ kind }) => kind))).toEqual(new Set(annotationKinds));
    expect(new Set(shown.map(({ author }) => author.id)).size).toBeGreaterThanOrEqual(6);
    expect(new Set(shown.map(({ visibility }) => visibility))).toEqual(new Set(["me", "hosts", "group", "branch"]));
    expect(new Set(shown.flatMap(({ reactions }) => reactions.map(({ reaction }) => reaction)))).toEqual(
      new Set(["me_too", "disagree", "to_meeting"]),
    );
    const answered = shown.find(({ question }) => question?.state === "answered");
    expect(answered?.replies.map(({ id: replyId }) => replyId)).toContain(answered?.question?.replyId);
    expect(shown.find(({ question }) => question?.state === "taken")).toMatchObject({ agendaAt: expect.any(String) });
    for (const one of ["heldAt", "editedAt", "pinnedAt", "replyAskedAt"] as const)
      expect(shown.filter((note) => note[one])).toHaveLength(1);
    expect(found.filter(({ unread }) => unread).length).toBeGreaterThan(0);
    expect(waiting).toBe(1);
    const { state } = await getGroup(house.as(scene.steward), { groupId });
    expect(state.tags).toEqual(tags);
    expect(tags).toEqual(expect.arrayContaining(shown.flatMap((note) => note.tags)));
  });

  test("a member of the story finds neither what is for hosts, nor what is held, nor what the steward keeps alone", async () => {
    const [tomasz] = await house.house.db.select().from(people).where(eq(people.name, toldPeople.tomasz));
    const actor = { personId: tomasz?.id ?? "", name: tomasz?.name ?? "", sessionId: id() };
    const { notes: found } = await listNotes(house.as(actor), { groupId, unopened: true });
    const narrow = notes.filter(({ visibility, held }) => held || visibility === "me" || visibility === "hosts");
    expect(narrow).toHaveLength(3);
    expect(found).toHaveLength(notes.length - narrow.length);
  });

  test("chapters that the steward has read have their heat, and the next meeting its questions", async () => {
    const stops = await listStops(house.as(scene.steward), { groupId });
    const { state } = await getGroup(house.as(scene.steward), { groupId });
    const titles = new Map(state.book?.contents.map((entry) => [entry.id, entry.title]));
    expect(stops.map(({ chapterId }) => titles.get(chapterId))).toEqual(["Introduction", "Finding people", "Choosing a book"]);
    const next = state.meetings.find(({ title }) => title === toldMeetings[2]?.title);
    const [first] = await listProposals(house.as(scene.steward), { groupId, meetingId: next?.id ?? "" });
    expect(first).toMatchObject({ onAgenda: true, wanted: 2 });
  });

  test("the talk has every message, with quotations, over the days before, in its order and none to come", async () => {
    const quoted = talk.filter(({ quote }) => quote);
    const kept = await house.house.db.select().from(messages).where(eq(messages.groupId, groupId)).orderBy(messages.seq);
    expect(kept.map(({ body }) => body)).toEqual(talk.map(({ body }) => body));
    expect(kept.flatMap(({ quotation }) => (quotation ? [quotation.anchor.quote] : []))).toEqual(
      quoted.map(({ quote }) => expect.stringContaining(quote?.words ?? "")),
    );
    const times = kept.map(({ createdAt }) => createdAt.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(24 * 3600_000);
    expect(times.at(-1)).toBeLessThanOrEqual(Date.now());
  });

  test("a member of the story reads it as any member does", async () => {
    const [amara] = await house.house.db.select().from(people).where(eq(people.name, toldPeople.amara));
    const actor = { personId: amara?.id ?? "", name: amara?.name ?? "", sessionId: id() };
    const { state } = await getGroup(house.as(actor), { groupId });
    const talked = await listMessages(house.as(actor), { groupId, topicId: state.topicId, limit: 200 });
    expect(talked.state.messages).toHaveLength(talk.length);
  });

  test("told again nothing changes: no row, no time, no word to anyone", async () => {
    const before = await story();
    expect(await fill(scene.steward)).toEqual({ groupId });
    expect(await story()).toEqual(before);
  });

  test("told again, what people did since stays as they left it: their words, the book they chose, who they put out", async () => {
    const { state } = await getGroup(house.as(scene.steward), { groupId });
    const { topicId } = state;
    const mine = await postMessage(house.as(scene.steward), { id: id(), groupId, topicId, body: "Is anybody real here?" });
    const tomasz = state.members.find(({ name }) => name === toldPeople.tomasz)?.id ?? "";
    await removeMember(house.as(scene.steward), { id: id(), groupId, memberId: tomasz });
    const before = await story();
    await fill(scene.steward);
    expect(await story()).toEqual(before);
    const talked = await listMessages(house.as(scene.steward), { groupId, topicId, limit: 1 });
    expect(talked.state.messages).toEqual([mine]);
  });

  test("told again when its commands are long forgotten, or by another steward, nothing changes", async () => {
    await house.house.db.delete(commands);
    const before = await story();
    expect(await fill(scene.steward)).toEqual({ groupId });
    expect(await story()).toEqual(before);

    const second = await aPerson(house, "Second Steward");
    await house.house.db.execute(
      sql`insert into stewardships (branch_id, person_id) values (${scene.branchId}, ${second.personId})`,
    );
    const then = await story();
    expect(await fill(second)).toEqual({ groupId });
    expect(await story()).toEqual(then);
  });
});

test("another branch has a story of its own, once also when it is asked for twice at the same moment, or breaks off on the way", async () => {
  const { branchId, steward } = await aBranch(house);
  await house.house.db.insert(imports).values({
    ...{ id: v5("handbook", branchId), branchId, personId: steward.personId, fileName: HANDBOOK_FILE, fileHash: "" },
    ...{ state: "refused", refusal: "You stopped this import. Nothing of it was kept." },
  });
  const before = await counts();
  const [own, twin] = await Promise.all([fill(steward, branchId), fill(steward, branchId)]);
  expect(twin).toEqual(own);
  const after = await counts();
  const grown = Object.fromEntries(Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)]));
  expect(grown).toMatchObject({
    ...{ groups: 2, topics: 2, people: 6, memberships: 7 + 4, books: 1, editions: 1, imports: 0, group_books: 2 },
    ...{ annotations: notes.length, replies: toldReplies.length, messages: talk.length },
    meetings: toldMeetings.length,
  });
  const inBranch = await house.house.db.select({ id: groups.id }).from(groups).where(eq(groups.branchId, branchId));
  expect(inBranch).toContainEqual({ id: own.groupId });
  expect(own.groupId).not.toBe(groupId);

  // As after a crash before anybody had answered.
  await house.house.db.delete(meetingAnswers).where(eq(meetingAnswers.groupId, own.groupId));
  await house.house.db.delete(commands).where(eq(commands.action, "meeting:answer"));
  expect(await fill(steward, branchId)).toEqual(own);
  const { events: _more, commands: _again, ...kept } = await counts();
  expect(after).toMatchObject(kept);
});

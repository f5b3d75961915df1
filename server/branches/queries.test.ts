// A branch's home and my desk: who sees which groups, and how much of them.
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stewardships } from "#db/schema/branches.ts";
import { memberships } from "#db/schema/groups.ts";
import { meetings } from "#db/schema/meetings.ts";
import { findMe, getDesk } from "../people/queries.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { aBook, aBranch, aGroup, aPerson, type GroupScene, joins } from "../testing/people.ts";
import { getBranch } from "./queries.ts";

let house: TestHouse;
let scene: GroupScene;
beforeAll(async () => {
  house = await openTestHouse();
  scene = await aGroup(house);
});
afterAll(() => house.close());

/** A meeting of the scene's group that begins so many minutes from now and lasts an hour. */
async function aMeeting(title: string, inMinutes: number, calledOff = false): Promise<void> {
  const startsAt = new Date(Date.now() + inMinutes * 60_000);
  const local = startsAt.toISOString().slice(0, 16);
  const times = {
    local,
    zone: "Etc/UTC",
    minutes: 60,
    startsAt,
    revisedAt: new Date(),
    calledOffAt: calledOff ? new Date() : null,
  };
  await house.house.db
    .insert(meetings)
    .values({ groupId: scene.groupId, id: id(), uid: id(), title, ...times, place: "Back room", link: "", chapterIds: [] });
}

test("everybody in the branch sees its groups by name, book, counts and next meeting, and nothing from inside", async () => {
  const other = await aGroup(house, scene);
  const { editionId } = await aBook(house, scene.branchId, scene.groupId);
  await aMeeting("Long over", -600);
  await aMeeting("Called off", 30, true);
  await aMeeting("Far away", 10_000);
  await aMeeting("Under way", -20);
  const home = await getBranch(house.as(other.member), scene);
  expect(home).toMatchObject({ id: scene.branchId, name: "Harbour branch", organisation: "Readers’ Union", steward: false });
  expect(home.shelf.map((book) => book.editionId)).toEqual([editionId]);
  const shown = new Map(home.groups.map((group) => [group.id, group]));
  expect(shown.get(scene.groupId)).toMatchObject({
    members: 2,
    mine: "none",
    book: { editionId, chapters: 2 },
    next: { title: "Under way" },
  });
  expect(shown.get(other.groupId)).toMatchObject({ members: 2, mine: "member" });
  expect(Object.keys(shown.get(scene.groupId)?.next ?? {}).sort()).toEqual(["id", "local", "startsAt", "title", "zone"]);
  expect(JSON.stringify(home)).not.toMatch(/Bashir|Back room/);
  const mine = (await getBranch(house.as(scene.host), scene)).groups.find((group) => group.id === scene.groupId);
  expect(mine?.mine).toBe("host");
});

test("a branch is closed to people of other branches, also those below it", async () => {
  const below = await aBranch(house, scene.branchId);
  const elsewhere = await aGroup(house);
  for (const actor of [below.steward, elsewhere.host, await aPerson(house)]) {
    await expect(getBranch(house.as(actor), scene)).rejects.toMatchObject({ code: "not_found" });
  }
  await expect(getBranch(house.as(undefined), scene)).rejects.toMatchObject({ code: "unauthenticated" });
  expect(await getBranch(house.as(scene.steward), below)).toMatchObject({ steward: true, groups: [] });
});

test("my desk has the branches I run with all below, those of my groups, and my groups alone", async () => {
  const above = await aBranch(house);
  const below = await aBranch(house, above.branchId);
  const beside = await aGroup(house);
  const group = await aGroup(house, below);
  const foreign = await aGroup(house, beside);
  await joins(house, beside.groupId, above.steward);
  const desk = await getDesk(house.as(above.steward));
  expect(desk.branches.map(({ id, steward }) => [id, steward]).sort()).toEqual(
    [
      [above.branchId, true],
      [below.branchId, true],
      [beside.branchId, false],
    ].sort(),
  );
  expect(desk.groups.map((shown) => shown.id)).toEqual([beside.groupId]);
  expect(desk.groups.map((shown) => shown.id)).not.toContain(foreign.groupId);
  expect((await getDesk(house.as(group.member))).groups).toMatchObject([{ id: group.groupId, mine: "member" }]);
  await expect(getDesk(house.as(undefined))).rejects.toMatchObject({ code: "unauthenticated" });
});

test("what has ended leaves my desk", async () => {
  const { steward, branchId, member, groupId } = await aGroup(house);
  await house.house.db
    .update(stewardships)
    .set({ endedAt: new Date() })
    .where(sql`${stewardships.personId} = ${steward.personId}`);
  await house.house.db
    .update(memberships)
    .set({ removedAt: new Date() })
    .where(sql`${memberships.personId} = ${member.personId} and ${memberships.groupId} = ${groupId}`);
  for (const actor of [steward, member]) {
    expect(await getDesk(house.as(actor))).toEqual({ branches: [], groups: [] });
    await expect(getBranch(house.as(actor), { branchId })).rejects.toMatchObject({ code: "not_found" });
  }
});

test("I am told who I am, and a stranger that they are nobody", async () => {
  expect(await findMe(house.as(undefined))).toBeNull();
  expect(await findMe(house.as(scene.steward))).toMatchObject({
    id: scene.steward.personId,
    name: "Sita Oyelaran",
    steward: true,
  });
  expect(await findMe(house.as(scene.member))).toMatchObject({ steward: false });
});

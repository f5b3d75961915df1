// Who is in a reading group, and who may change it; through the real gate on a real database.
import { and, eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { groups, memberships, places } from "#db/schema/groups.ts";
import { applyToGroup } from "#domain/live/apply.ts";
import type { GroupEvent } from "#domain/live/events.ts";
import { groupStream, personStream } from "#domain/live/streams.ts";
import type { MarginRules } from "#domain/shapes/annotation.ts";
import type { GroupHome } from "#domain/shapes/group.ts";
import type { Actor } from "../context.ts";
import { expectConverges } from "../testing/convergence.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { aBook, aBranch, aGroup, aPerson, type GroupScene, joins } from "../testing/people.ts";
import { getGroup } from "./queries.ts";
import { appointMember, leaveGroup, openGroup, removeMember, renameMember, settleMargin } from "./service.ts";

let house: TestHouse;
let scene: GroupScene;
beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  scene = await aGroup(house);
});
afterAll(() => house.close());

const read = async () => {
  const { me: _me, ...home } = await getGroup(house.as(scene.host), scene);
  return home;
};
const converges = (act: () => Promise<unknown>) =>
  expectConverges<GroupHome, GroupEvent>(house, groupStream(scene.groupId), read, applyToGroup, act);
const told = (personId: string) =>
  house.announced.filter((event) => event.stream === personStream(personId)).map((event) => event.event);
const hostsOf = (groupId: string) =>
  house.house.db
    .select()
    .from(memberships)
    .where(and(eq(memberships.groupId, groupId), eq(memberships.role, "host"), isNull(memberships.removedAt)));
const appoint = (actor: Actor | undefined, memberId: string, role: "host" | "member", command = id()) =>
  appointMember(house.as(actor), { id: command, groupId: scene.groupId, memberId, role });
const remove = (actor: Actor | undefined, memberId: string) =>
  removeMember(house.as(actor), { id: id(), groupId: scene.groupId, memberId });
const leave = (actor: Actor, command = id()) => leaveGroup(house.as(actor), { id: command, groupId: scene.groupId });

describe("opening a group", () => {
  const asked = (branchId: string) => ({
    id: id(),
    groupId: id(),
    branchId,
    name: "Tuesday Readers",
    about: "",
    displayName: "S.",
  });

  test("makes who opens it its host, by the name they chose, with one topic to talk in", async () => {
    const { branchId, steward } = await aBranch(house);
    const input = asked(branchId);
    expect(await openGroup(house.as(steward), input)).toEqual({ groupId: input.groupId });
    expect(await openGroup(house.as(steward), input)).toEqual({ groupId: input.groupId });
    const { at, state, me } = await getGroup(house.as(steward), input);
    expect(at).toBe(0);
    expect(me).toMatchObject({ name: "S.", role: "host" });
    expect(state).toMatchObject({
      name: "Tuesday Readers",
      branchId,
      branchName: "Harbour branch",
      members: [{ id: me.memberId, name: "S.", role: "host" }],
      meetings: [],
    });
    expect(state.topicId).toMatch(/^[0-9a-f-]{36}$/);
    expect(told(steward.personId)).toEqual([{ type: "group.joined", groupId: input.groupId }]);
  });

  test("is the steward's, also of a branch above, and nobody else's", async () => {
    const above = await aBranch(house);
    const below = await aBranch(house, above.branchId);
    const beside = await aBranch(house);
    await openGroup(house.as(above.steward), asked(below.branchId));
    for (const [actor, branchId, code] of [
      [below.steward, above.branchId, "not_found"],
      [beside.steward, below.branchId, "not_found"],
      [scene.host, scene.branchId, "forbidden"],
      [undefined, below.branchId, "unauthenticated"],
    ] as const) {
      await expect(openGroup(house.as(actor), asked(branchId))).rejects.toMatchObject({ code });
    }
  });

  test("with the id of a group that is there is refused, and changes nothing", async () => {
    const { branchId, steward } = await aBranch(house);
    await expect(openGroup(house.as(steward), { ...asked(branchId), groupId: scene.groupId })).rejects.toMatchObject({
      code: "conflict",
    });
    const [kept] = await house.house.db.select().from(groups).where(eq(groups.id, scene.groupId));
    expect(kept).toMatchObject({ branchId: scene.branchId, name: "Thursday Circle" });
  });
});

test("a group with a book and members reads as its members see it, and only for them", async () => {
  const { bookId, editionId, chapterIds } = await aBook(house, scene.branchId, scene.groupId);
  const { state, me } = await getGroup(house.as(scene.member), scene);
  expect(me).toEqual({ memberId: scene.memberId, name: "نور الهدى", role: "member" });
  expect(state.members.map(({ id, role }) => [id, role])).toEqual([
    [scene.hostId, "host"],
    [scene.memberId, "member"],
  ]);
  expect(state.book).toMatchObject({ id: bookId, editionId, contents: chapterIds.map((id, position) => ({ id, position })) });
  expect(JSON.stringify(state)).not.toContain(scene.member.personId);
  const other = await aGroup(house);
  for (const [actor, code] of [
    [other.host, "not_found"],
    [scene.steward, "forbidden"],
    [undefined, "unauthenticated"],
  ] as const) {
    await expect(getGroup(house.as(actor), scene)).rejects.toMatchObject({ code });
  }
});

describe("a name", () => {
  test("is changed for everybody in the group, by the member alone", async () => {
    const [event] = await converges(() =>
      renameMember(house.as(scene.member), { id: id(), groupId: scene.groupId, name: "Noor" }),
    );
    expect(event?.event).toEqual({ type: "member.renamed", memberId: scene.memberId, name: "Noor" });
    await expect(renameMember(house.as(scene.steward), { id: id(), groupId: scene.groupId, name: "X" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("changed many times at once ends as the last one that everybody heard", async () => {
    await converges(() =>
      Promise.all(
        ["A", "B", "C", "D"].map((name) => renameMember(house.as(scene.member), { id: id(), groupId: scene.groupId, name })),
      ),
    );
  });
});

describe("an appointment", () => {
  test("is made by a host or the steward, and the group hears it", async () => {
    await converges(() => appoint(scene.host, scene.memberId, "host"));
    expect(await hostsOf(scene.groupId)).toHaveLength(2);
    await converges(() => appoint(scene.steward, scene.hostId, "member"));
    expect(house.evicted).toContainEqual([scene.host.personId, scene.groupId, "hosts"]);
    expect((await hostsOf(scene.groupId)).map((host) => host.id)).toEqual([scene.memberId]);
  });

  test("is not made by members, of themselves or others, nor by people of other groups", async () => {
    const other = await aGroup(house);
    for (const [actor, code] of [
      [scene.member, "forbidden"],
      [other.host, "not_found"],
      [other.steward, "not_found"],
      [undefined, "unauthenticated"],
    ] as const) {
      await expect(appoint(actor, scene.memberId, "host")).rejects.toMatchObject({ code });
      await expect(remove(actor, scene.hostId)).rejects.toMatchObject({ code });
    }
    await expect(appoint(scene.host, other.memberId, "host")).rejects.toMatchObject({ code: "not_found" });
    expect(await hostsOf(other.groupId)).toHaveLength(1);
  });

  test("to what somebody is already says nothing, and the last host stays one", async () => {
    const before = house.announced.length;
    await appoint(scene.host, scene.hostId, "host");
    expect(house.announced).toHaveLength(before);
    for (const actor of [scene.host, scene.steward]) {
      await expect(appoint(actor, scene.hostId, "member")).rejects.toMatchObject({ reason: "last_host" });
    }
  });
});

describe("a removal", () => {
  test("takes the person out of the group's streams and lists, and forgets their place in the book", async () => {
    const { editionId, chapterIds } = await aBook(house, scene.branchId, scene.groupId);
    const kept = { groupId: scene.groupId, editionId, chapterId: chapterIds[0] ?? "", number: 2 };
    await house.house.db.insert(places).values([
      { ...kept, personId: scene.member.personId },
      { ...kept, personId: scene.host.personId },
    ]);
    await converges(() => remove(scene.host, scene.memberId));
    expect(house.evicted).toContainEqual([scene.member.personId, scene.groupId]);
    expect(told(scene.member.personId)).toEqual([{ type: "group.left", groupId: scene.groupId }]);
    await expect(getGroup(house.as(scene.member), scene)).rejects.toMatchObject({ code: "not_found" });
    const left = await house.house.db.select().from(places).where(eq(places.groupId, scene.groupId));
    expect(left.map((place) => place.personId)).toEqual([scene.host.personId]);
    await expect(remove(scene.host, scene.memberId)).rejects.toMatchObject({ code: "not_found" });
  });

  test("may be of oneself, and leaving twice by one command is leaving once", async () => {
    const command = id();
    await converges(() => leave(scene.member, command));
    const before = house.announced.length;
    expect(await leave(scene.member, command)).toEqual({});
    expect(house.announced).toHaveLength(before);
    await expect(leave(scene.member)).rejects.toMatchObject({ code: "not_found" });
  });

  test("never takes the last host", async () => {
    await expect(leave(scene.host)).rejects.toMatchObject({ reason: "last_host" });
    await expect(remove(scene.steward, scene.hostId)).rejects.toMatchObject({ reason: "last_host" });
    expect(await hostsOf(scene.groupId)).toHaveLength(1);
  });

  test("of hosts by each other and by themselves, all at once, leaves one, and everybody hears what happened", async () => {
    const others = await Promise.all(Array.from({ length: 5 }, () => aPerson(house, "Host")));
    const hosts = [{ actor: scene.host, memberId: scene.hostId }];
    for (const actor of others) hosts.push({ actor, memberId: await joins(house, scene.groupId, actor, "host") });
    const asMember = async () => {
      const { me: _me, ...home } = await getGroup(house.as(scene.member), scene);
      return home;
    };
    await expectConverges<GroupHome, GroupEvent>(house, groupStream(scene.groupId), asMember, applyToGroup, async () => {
      const ended = await Promise.allSettled(
        hosts.flatMap(({ actor }, index) => [
          remove(actor, hosts[(index + 1) % hosts.length]?.memberId ?? ""),
          leave(actor),
          appoint(actor, hosts[(index + 2) % hosts.length]?.memberId ?? "", "member"),
        ]),
      );
      for (const one of ended)
        if (one.status === "rejected")
          expect(one.reason).toMatchObject({ code: expect.stringMatching(/^(conflict|forbidden|not_found)$/) });
    });
    expect(await hostsOf(scene.groupId)).toHaveLength(1);
  });
});

describe("settling the margin", () => {
  const rules = { spoilers: "strict", widest: "branch", blindFirst: true } as const;
  const settle = (by: Actor, change: Partial<MarginRules> = {}) =>
    settleMargin(house.as(by), { id: id(), groupId: scene.groupId, ...rules, ...change });

  test("is a host’s, is the same for every member, and converges", async () => {
    await expect(settle(scene.member)).rejects.toMatchObject({ code: "forbidden" });
    await converges(() => settle(scene.host));
    expect((await getGroup(house.as(scene.member), scene)).state.margin).toEqual(rules);
    await converges(() => settle(scene.host, { spoilers: "off" }));
  });

  test("as it is already settled says nothing", async () => {
    await settle(scene.host);
    const before = house.announced.length;
    await settle(scene.host);
    expect(house.announced.length).toBe(before);
  });

  test("by two hosts at the same moment ends as one of them asked, the one that is told last", async () => {
    const second = await aPerson(house);
    await joins(house, scene.groupId, second, "host");
    await converges(() => Promise.all([settle(scene.host, { widest: "group" }), settle(second, { widest: "organisation" })]));
  });
});

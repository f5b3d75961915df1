// Invitations: who may make them, what their bearers learn, and that no more people join than they allow.
import { and, eq, isNull } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { invitations, memberships } from "#db/schema/groups.ts";
import { mails } from "#db/schema/mails.ts";
import { people } from "#db/schema/people.ts";
import { commands } from "#db/schema/streams.ts";
import { applyToGroup, applyToInvitations } from "#domain/live/apply.ts";
import type { GroupEvent, HostsEvent } from "#domain/live/events.ts";
import { groupStream, hostsStream, personStream } from "#domain/live/streams.ts";
import type { Acceptance, GroupHome, Invitation, NewInvitation } from "#domain/shapes/group.ts";
import { signInWithPassword } from "../auth/service.ts";
import type { Actor } from "../context.ts";
import { getGroup } from "../groups/queries.ts";
import { removeMember } from "../groups/service.ts";
import { openLimits } from "../limits.ts";
import { hashSecret, makeSecret } from "../secrets.ts";
import { expectConverges } from "../testing/convergence.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { aGroup, aPerson, type GroupScene } from "../testing/people.ts";
import { makeCaller, router } from "../trpc.ts";
import { listInvitations, lookAtInvitation } from "./queries.ts";
import { invitationRouter } from "./router.ts";
import { acceptInvitation, makeInvitation, revokeInvitation } from "./service.ts";

const PASSWORD = "quiet lamp by the harbour";

let house: TestHouse;
let scene: GroupScene;
beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  scene = await aGroup(house);
});
afterEach(() => {
  house.house.limits = openLimits("off");
});
afterAll(() => house.close());

const asked = (change: Partial<NewInvitation> = {}): NewInvitation => ({
  id: id(),
  invitationId: id(),
  groupId: scene.groupId,
  label: "For the choir",
  mostUses: 1,
  days: 7,
  ...change,
});
async function invite(change: Partial<NewInvitation> = {}): Promise<{ token: string; invitationId: string }> {
  const input = asked(change);
  const { link } = await makeInvitation(house.as(scene.host), input);
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:3000\/join\/[\w-]{43}$/);
  return { token: link.slice(-43), invitationId: input.invitationId };
}
const acceptance = (token: string, account?: Acceptance["account"]): Acceptance => ({
  id: id(),
  token,
  displayName: "Ines",
  ...(account && { account }),
});
const anAccount = () => ({ name: "Ines Okonkwo", email: `${id()}@example.org`, password: PASSWORD });
const accept = (actor: Actor | undefined, token: string, account?: Acceptance["account"]) =>
  acceptInvitation(house.as(actor), acceptance(token, account));
const revoke = (actor: Actor | undefined, invitationId: string) =>
  revokeInvitation(house.as(actor), { id: id(), groupId: scene.groupId, invitationId });
const list = () => listInvitations(house.as(scene.host), scene);
const keptOf = async (invitationId: string) =>
  (await house.house.db.select().from(invitations).where(eq(invitations.id, invitationId)))[0];
const membersOf = (groupId: string) =>
  house.house.db
    .select()
    .from(memberships)
    .where(and(eq(memberships.groupId, groupId), isNull(memberships.removedAt)));
const hears = (act: () => Promise<unknown>) =>
  expectConverges<Invitation[], HostsEvent>(house, hostsStream(scene.groupId), list, applyToInvitations, act);

describe("an invitation", () => {
  test("is made, used and withdrawn in the sight of the hosts, and its link is stored nowhere", async () => {
    let made = { token: "", invitationId: "" };
    await hears(async () => {
      made = await invite({ mostUses: 3 });
    });
    await hears(async () => accept(await aPerson(house), made.token));
    await hears(() => revoke(scene.host, made.invitationId));
    const before = house.announced.length;
    await revoke(scene.host, made.invitationId);
    expect(house.announced).toHaveLength(before);
    expect((await list()).state).toMatchObject([
      { id: made.invitationId, uses: 1, mostUses: 3, label: "For the choir", revokedAt: expect.any(String) },
    ]);
    const everything = [
      await list(),
      await house.house.db.select().from(invitations),
      await house.house.db.select().from(commands),
      house.announced,
    ];
    expect(JSON.stringify(everything)).not.toContain(made.token);
    await expect(accept(await aPerson(house), made.token)).rejects.toMatchObject({ reason: "link_spent" });
  });

  test("asked for twice by one command is one, with the same link", async () => {
    const input = asked();
    const first = await makeInvitation(house.as(scene.host), input);
    expect(await makeInvitation(house.as(scene.host), input)).toEqual(first);
    expect((await list()).state).toHaveLength(1);
    await expect(makeInvitation(house.as(scene.host), { ...input, mostUses: 200 })).rejects.toMatchObject({
      reason: "command_differs",
    });
    await expect(makeInvitation(house.as(scene.host), { ...input, id: id() })).rejects.toMatchObject({
      reason: "command_differs",
    });
  });

  test("of the same id in another group has another link", async () => {
    const mine = asked();
    const other = await aGroup(house);
    const { link } = await makeInvitation(house.as(scene.host), mine);
    expect((await makeInvitation(house.as(other.host), { ...mine, id: id(), groupId: other.groupId })).link).not.toBe(link);
  });

  test("is made, listed and withdrawn by hosts alone", async () => {
    const { invitationId } = await invite();
    const other = await aGroup(house);
    for (const [actor, code] of [
      [scene.member, "forbidden"],
      [scene.steward, "forbidden"],
      [other.host, "not_found"],
      [undefined, "unauthenticated"],
    ] as const) {
      await expect(makeInvitation(house.as(actor), asked())).rejects.toMatchObject({ code });
      await expect(makeInvitation(house.as(actor), asked({ email: "ada@example.org" }))).rejects.toMatchObject({ code });
      await expect(revoke(actor, invitationId)).rejects.toMatchObject({ code });
      await expect(listInvitations(house.as(actor), scene)).rejects.toMatchObject({ code });
    }
    await expect(
      revokeInvitation(house.as(other.host), { id: id(), groupId: other.groupId, invitationId }),
    ).rejects.toMatchObject({ code: "not_found" });
    expect((await keptOf(invitationId))?.revokedAt).toBeNull();
  });

  test("tells its bearer whose instance it is and nothing of the group", async () => {
    const { token } = await invite();
    const look = await lookAtInvitation(house.as(undefined), { token });
    expect(look).toEqual({ organisation: "Readers’ Union", open: true, bound: false, signedIn: false });
    expect(await lookAtInvitation(house.as(scene.member), { token })).toMatchObject({ signedIn: true });
    for (const wrong of [makeSecret(), hashSecret(token), ""]) {
      await expect(lookAtInvitation(house.as(undefined), { token: wrong })).rejects.toMatchObject({
        code: "not_found",
        reason: "link_spent",
      });
    }
  });

  test("for a mailbox is sent there and works for its account alone, once", async () => {
    const account = anAccount();
    const { token, invitationId } = await invite({ email: account.email, mostUses: 50 });
    const [mail, ...more] = await house.house.db.select().from(mails).where(eq(mails.recipient, account.email));
    expect(more).toEqual([]);
    expect(mail?.body).toContain(`http://127.0.0.1:3000/join/${token}\n`);
    expect(`${mail?.subject}${mail?.body}`).not.toMatch(/Thursday Circle|Bashir|choir/);
    expect(await lookAtInvitation(house.as(undefined), { token })).toMatchObject({ bound: true });
    const taken = anAccount();
    for (const attempt of [accept(await aPerson(house), token), accept(undefined, token, taken)]) {
      await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await house.house.db.select().from(people).where(eq(people.email, taken.email))).toEqual([]);
    expect(await keptOf(invitationId)).toMatchObject({ uses: 0, mostUses: 1 });
    await accept(undefined, token, { ...account, email: account.email.toUpperCase() });
    await expect(accept(undefined, token, { ...account })).rejects.toMatchObject({ reason: "link_spent" });
  });

  test("by mail counts against the recipient and the host", async () => {
    house.house.limits = openLimits("on");
    const { email } = anAccount();
    for (let times = 0; times < 3; times++) await invite({ email });
    await expect(invite({ email: email.toUpperCase() })).rejects.toMatchObject({ code: "too_many" });
    expect(await house.house.db.select().from(mails).where(eq(mails.recipient, email))).toHaveLength(3);
  });
});

describe("accepting", () => {
  test("as who is signed in makes a member, and group, hosts and the person hear it", async () => {
    const { token } = await invite();
    const person = await aPerson(house);
    const read = async () => {
      const { me: _me, ...home } = await getGroup(house.as(scene.host), scene);
      return home;
    };
    await expectConverges<GroupHome, GroupEvent>(house, groupStream(scene.groupId), read, applyToGroup, () =>
      accept(person, token),
    );
    expect((await read()).state.members.at(-1)).toMatchObject({ name: "Ines", role: "member" });
    expect(house.announced.filter((event) => event.stream === personStream(person.personId))).toMatchObject([
      { event: { type: "group.joined", groupId: scene.groupId } },
    ]);
  });

  test("with a new account makes one that can sign in; the password is in no table and no fingerprint", async () => {
    const { token } = await invite();
    const account = anAccount();
    const input = acceptance(token, account);
    expect(await acceptInvitation(house.as(undefined), input)).toEqual({ groupId: scene.groupId });
    expect(await acceptInvitation(house.as(undefined), input)).toEqual({ groupId: scene.groupId });
    const { personId } = await signInWithPassword(house.as(undefined), account);
    expect((await membersOf(scene.groupId)).some((member) => member.personId === personId && member.name === "Ines")).toBe(true);
    const kept = JSON.stringify([await house.house.db.select().from(people), await house.house.db.select().from(commands)]);
    const guess = { displayName: "Ines", account };
    for (const trace of [PASSWORD, hashSecret(PASSWORD), hashSecret(JSON.stringify(input)), hashSecret(JSON.stringify(guess))])
      expect(kept).not.toContain(trace);
  });

  test("with an address that is taken, a weak password, or neither account nor session is refused, and uses nothing up", async () => {
    const { token, invitationId } = await invite();
    const account = anAccount();
    const { token: another } = await invite();
    await accept(undefined, another, account);
    const people0 = await house.house.db.$count(people);
    for (const [actor, given, reason] of [
      [undefined, { ...anAccount(), email: account.email.toUpperCase() }, "address_taken"],
      [undefined, { ...anAccount(), password: "ines okonkwo" }, "password_common"],
      [undefined, undefined, "sign_in_first"],
      [scene.member, undefined, "already_member"],
      [scene.host, undefined, "already_member"],
      [scene.steward, anAccount(), "invalid_input"],
    ] as const) {
      await expect(accept(actor, token, given)).rejects.toMatchObject({ reason });
    }
    expect(await house.house.db.$count(people)).toBe(people0);
    expect((await keptOf(invitationId))?.uses).toBe(0);
    await accept(await aPerson(house), token);
  });

  test("twenty at once by a link for one gives one member", async () => {
    const { token, invitationId } = await invite();
    const crowd = await Promise.all(Array.from({ length: 20 }, () => aPerson(house)));
    const ended = await Promise.allSettled(
      crowd.map((person, index) => (index % 4 === 0 ? accept(undefined, token, anAccount()) : accept(person, token))),
    );
    expect(ended.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    for (const one of ended)
      if (one.status === "rejected")
        expect(one.reason).toMatchObject({ reason: expect.stringMatching(/^(invitation_used_up|link_spent)$/) });
    expect(await membersOf(scene.groupId)).toHaveLength(3);
    expect((await keptOf(invitationId))?.uses).toBe(1);
  });

  test("twenty at once by a link for eight gives eight members, in the order in which the group heard of them", async () => {
    const { token, invitationId } = await invite({ mostUses: 8 });
    const crowd = await Promise.all(Array.from({ length: 20 }, () => aPerson(house)));
    const read = async () => {
      const { me: _me, ...home } = await getGroup(house.as(scene.host), scene);
      return home;
    };
    await expectConverges<GroupHome, GroupEvent>(house, groupStream(scene.groupId), read, applyToGroup, () =>
      Promise.allSettled(crowd.map((person) => accept(person, token))),
    );
    expect(await membersOf(scene.groupId)).toHaveLength(10);
    expect((await keptOf(invitationId))?.uses).toBe(8);
  });

  test("by one person many times at once, through two links, is joining once", async () => {
    const [one, two] = [await invite({ mostUses: 9 }), await invite({ mostUses: 9 })];
    const person = await aPerson(house);
    const ended = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => accept(person, index % 2 ? one.token : two.token)),
    );
    expect(ended.filter((each) => each.status === "fulfilled")).toHaveLength(1);
    expect(((await keptOf(one.invitationId))?.uses ?? 0) + ((await keptOf(two.invitationId))?.uses ?? 0)).toBe(1);
  });

  test("after a removal makes the same member again, by the new name, as the last to have joined", async () => {
    await removeMember(house.as(scene.host), { id: id(), groupId: scene.groupId, memberId: scene.memberId });
    await accept(await aPerson(house), (await invite()).token);
    const { token } = await invite();
    await hears(() => accept(scene.member, token));
    const { state } = await getGroup(house.as(scene.host), scene);
    expect(state.members.at(-1)).toMatchObject({ id: scene.memberId, name: "Ines", role: "member" });
  });

  test("is over when the invitation has run out", async () => {
    const { token, invitationId } = await invite({ mostUses: 9 });
    await house.house.db
      .update(invitations)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(invitations.id, invitationId));
    await expect(accept(await aPerson(house), token)).rejects.toMatchObject({ reason: "link_spent" });
    await expect(lookAtInvitation(house.as(undefined), { token })).rejects.toMatchObject({ reason: "link_spent" });
  });

  test("while it is being withdrawn ends with a member who was counted, or without one", async () => {
    const { token, invitationId } = await invite({ mostUses: 9 });
    const crowd = await Promise.all(Array.from({ length: 6 }, () => aPerson(house)));
    await hears(() => Promise.allSettled([...crowd.map((person) => accept(person, token)), revoke(scene.host, invitationId)]));
    expect((await membersOf(scene.groupId)).length).toBe(2 + ((await keptOf(invitationId))?.uses ?? 0));
  });
});

test("the doors take only well-formed links and accounts, and say why they refuse", async () => {
  const caller = makeCaller(router({ invitation: invitationRouter }))(house.as(undefined));
  const { token } = await invite();
  expect(await caller.invitation.look({ token })).toMatchObject({ open: true });
  await expect(caller.invitation.look({ token: `${token}=` })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await expect(caller.invitation.look({ token: makeSecret() })).rejects.toMatchObject({
    code: "NOT_FOUND",
    cause: { reason: "link_spent" },
  });
  for (const change of [
    { password: "short" },
    { email: `"e@evil.example"@example.org` },
    { email: "a@example.org,b@example.org" },
    { name: "a\r\nBcc: e@evil.example" },
  ]) {
    await expect(caller.invitation.accept(acceptance(token, { ...anAccount(), ...change }))).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  }
  expect(await caller.invitation.accept(acceptance(token, anAccount()))).toEqual({ groupId: scene.groupId });
});

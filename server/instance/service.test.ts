// Setting up an instance: by the newest link, once.
import { afterEach, beforeEach, expect, test } from "vitest";
import { branches, organisation, setUpLinks, stewardships } from "#db/schema/branches.ts";
import { people } from "#db/schema/people.ts";
import type { SetUp } from "#domain/shapes/person.ts";
import { signInWithPassword } from "../auth/service.ts";
import { getBranch } from "../branches/queries.ts";
import { makeSecret } from "../secrets.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { lookAtInstance } from "./queries.ts";
import { makeSetUpLink, setUpInstance } from "./service.ts";

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(() => house.close());

const aLink = async () => ((await makeSetUpLink(house.house)) ?? "").replace("http://127.0.0.1:3000/set-up/", "");
const asked = (token: string): SetUp => ({
  id: id(),
  token,
  organisation: "Readers’ Union",
  branch: "Harbour branch",
  name: "Sita Oyelaran",
  email: "sita@example.org",
  password: "quiet lamp by the harbour",
  demonstration: false,
});
const stranger = () => house.as(undefined);

test("the link of the last start makes the organisation, its branch and the steward, who can sign in and read", async () => {
  const [old, token] = [await aLink(), await aLink()];
  expect(await lookAtInstance(stranger())).toEqual({ setUp: false });
  expect(JSON.stringify(await house.house.db.select().from(setUpLinks))).not.toContain(token);
  for (const wrong of [old, makeSecret(), ""]) {
    await expect(setUpInstance(stranger(), asked(wrong))).rejects.toMatchObject({ code: "not_found", reason: "link_spent" });
  }
  const input = asked(token);
  const { branchId } = await setUpInstance(stranger(), input);
  expect(await lookAtInstance(stranger())).toEqual({ setUp: true, organisation: "Readers’ Union" });
  const { personId, name } = await signInWithPassword(stranger(), input);
  const home = await getBranch(house.as({ personId, name, sessionId: id() }), { branchId });
  expect(home).toMatchObject({ name: "Harbour branch", organisation: "Readers’ Union", steward: true });

  expect(await setUpInstance(stranger(), input)).toEqual({ branchId });
  await expect(setUpInstance(stranger(), asked(token))).rejects.toMatchObject({ reason: "link_spent" });
  expect(await makeSetUpLink(house.house)).toBeUndefined();
  expect(await house.house.db.select().from(setUpLinks)).toEqual([]);
});

test("of ten people at once one sets it up, and nothing of the others stays", async () => {
  const token = await aLink();
  const attempts = await Promise.allSettled(
    Array.from({ length: 10 }, (_, index) => setUpInstance(stranger(), { ...asked(token), email: `sita${index}@example.org` })),
  );
  expect(attempts.filter((attempt) => attempt.status === "fulfilled")).toHaveLength(1);
  for (const attempt of attempts) {
    if (attempt.status === "rejected")
      expect(attempt.reason).toMatchObject({ reason: expect.stringMatching(/^(already_set_up|link_spent)$/) });
  }
  for (const table of [organisation, branches, people, stewardships])
    expect(await house.house.db.select().from(table)).toHaveLength(1);
});

test("a password on every list of guesses is refused, and the link is still good", async () => {
  const token = await aLink();
  for (const password of ["Password123!", "sita oyelaran", "sita@example.org"]) {
    await expect(setUpInstance(stranger(), { ...asked(token), password })).rejects.toMatchObject({ reason: "password_common" });
  }
  await setUpInstance(stranger(), asked(token));
});

// What the gate keeps while one page is made: the actor's standing, loaded once, and nothing of what it decided.
import { afterAll, beforeAll, expect, test } from "vitest";
import { admit } from "./admit.ts";
import type { Ctx } from "./context.ts";
import { removeMember } from "./groups/service.ts";
import { id, openTestHouse, type TestHouse } from "./testing/house.ts";
import { aMargin, type MarginScene } from "./testing/notes.ts";

let house: TestHouse;
let scene: MarginScene;
beforeAll(async () => {
  house = await openTestHouse();
  scene = await aMargin(house);
});
afterAll(() => house.close());

const aPage = (): Ctx => ({ ...house.as(scene.member), page: {} });
const chapter = () => ({ on: "chapter", groupId: scene.groupId, chapterId: scene.chapterId }) as const;

test("a page asks for each action by itself, whatever it was admitted to before", async () => {
  const page = aPage();
  await admit(page, "chapter:read", chapter());
  await admit(page, "annotation:list", chapter());
  await expect(admit(page, "invitation:list", chapter())).rejects.toMatchObject({ code: "forbidden" });
});

test("once somebody is removed, the next page is refused, and on the same one nothing is written any more", async () => {
  const page = aPage();
  const { memberId } = await admit(page, "chapter:read", chapter());
  await removeMember(house.as(scene.host), { id: id(), groupId: scene.groupId, memberId });
  await expect(admit(page, "annotation:add", chapter(), "write")).rejects.toMatchObject({ code: "not_found" });
  await expect(admit(aPage(), "chapter:read", chapter())).rejects.toMatchObject({ code: "not_found" });
});

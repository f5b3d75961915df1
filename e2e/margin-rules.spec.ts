// What a group settles for its margins: a host chooses it, everybody reads it in words at once, and the server holds to it.
import { expect, type Page, test } from "@playwright/test";
import { v7 } from "uuid";
import type { Anchor } from "#domain/anchoring/anchor.ts";
import { describeSelection } from "#domain/anchoring/describe-selection.ts";
import { type Evening, type Person, setUpEvening } from "./evening.ts";
import { expectAccessible, openServer, PASSWORD, someone } from "./people.ts";
import type { ServerProcess } from "./server-process.ts";

let server: ServerProcess;
let evening: Evening;
test.beforeAll(async () => {
  server = await openServer();
  evening = await setUpEvening(server, 1);
});
test.afterAll(() => server?.stop());

const member = (): Person => {
  const [person] = evening.members;
  if (!person) throw new Error("The evening has no member");
  return person;
};
async function signIn(page: Page, path: string, { email }: Person): Promise<void> {
  await page.goto(path);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(`**${path}`);
}
/** An anchor on the first words of the chapter that is read. */
async function firstWords({ client }: Person): Promise<Anchor> {
  const { groupId, chapterId } = evening;
  const { passages } = await client.query<{ passages: { id: string; text: string }[] }>("chapter.read", { groupId, chapterId });
  const first = passages.find(({ text }) => text.length > 20);
  if (!first) throw new Error("The chapter has no text");
  const at = (offset: number) => ({ passage: first.id, offset });
  const described = describeSelection(passages, { start: at(0), end: at(10) });
  if (!described.ok) throw new Error("The first words have no place");
  return described.anchor;
}
/** Writes a note and gives its id. */
async function write(by: Person, change: object = {}): Promise<string> {
  const { groupId, chapterId } = evening;
  const annotationId = v7();
  const note = { kind: "remark", body: "Why so?", anchor: await firstWords(by), ...change };
  await by.client.mutate("annotation.add", { id: v7(), annotationId, groupId, chapterId, ...note });
  return annotationId;
}

test("a host settles the margin, a member reads at once what is settled, and who answered a note hears that it goes further", async ({
  browser,
}) => {
  const { groupId, chapterId, host } = evening;
  const path = `/groups/${groupId}/people`;
  const [hosts, members] = [await someone(browser, server), await someone(browser, server)];
  await signIn(hosts.page, path, host);
  await signIn(members.page, path, member());
  const words = (page: Page) => page.getByRole("region", { name: "Notes in the margin" });

  await test.step("the member reads it in words and has nothing to change", async () => {
    await expect(words(members.page).getByText("Notes go no further than this group.")).toBeVisible();
    await expect(words(members.page).getByRole("button")).toHaveCount(0);
    await expect(write(member(), { visibility: "branch" })).rejects.toMatchObject({ reason: "wider_than_allowed" });
  });

  await test.step("the host chooses, by keyboard alone, and the member reads it without a reload", async () => {
    const form = words(hosts.page);
    await form.getByLabel("Notes on chapters somebody has not opened").focus();
    await hosts.page.keyboard.type("Are shown");
    await form.getByLabel("How far a note can be shown").focus();
    await hosts.page.keyboard.type("To Harbour");
    await form.getByLabel("Hold all notes until we meet").focus();
    await hosts.page.keyboard.press("Space");
    await expectAccessible(hosts.page, "the page of the people with what is settled");
    await hosts.page.keyboard.press("Tab");
    await hosts.page.keyboard.press("Enter");
    await expect(hosts.page.getByText("This is how it is settled now.")).toBeVisible();
    await expect(words(members.page).getByText("Notes on every chapter are in your lists at once")).toBeVisible();
    await expect(words(members.page).getByText("can show it to the whole of Harbour branch")).toBeVisible();
    await expect(words(members.page).getByText("are held until the next meeting starts")).toBeVisible();
  });

  await test.step("a note that is held is its author’s alone", async () => {
    const held = await write(member());
    const read = (by: Person) => by.client.query<object>("annotation.margin", { groupId, chapterId });
    expect(JSON.stringify(await read(member()))).toContain(held);
    expect(JSON.stringify(await read(host))).not.toContain(held);
  });

  await test.step("who answered a note is told when it is shown further", async () => {
    await words(hosts.page).getByLabel("Hold all notes until we meet").uncheck();
    await words(hosts.page).getByRole("button", { name: "Save" }).click();
    await expect(words(members.page).getByText("Notes are shown as they are written")).toBeVisible();
    const annotationId = await write(host);
    await member().client.mutate("reply.add", { id: v7(), replyId: v7(), groupId, annotationId, body: "Because." });
    await host.client.mutate("annotation.widen", { id: v7(), groupId, annotationId, visibility: "branch" });
    await expect(members.page.getByText("A note that you answered can be read by the whole branch now.")).toBeVisible();
  });

  expect([...hosts.faults, ...members.faults]).toEqual([]);
});

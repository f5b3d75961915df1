// The whole evening: two people in two browsers set up, join, read, annotate, talk and fix a meeting, on a real book.
import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import ICAL from "ical.js";
import { convertIcsCalendar } from "ts-ics";
import { aBookFile, type BookFile } from "./book-file.ts";
import { expectAccessible, onWords, openServer, PASSWORD, type Someone, someone } from "./people.ts";
import type { ServerProcess } from "./server-process.ts";

let server: ServerProcess;
let book: BookFile;
// The second test goes on where the first ended.
test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  server = await openServer();
  book = await aBookFile();
});
test.afterAll(() => server?.stop());

test("two members spend an evening with a book", async ({ browser }) => {
  test.setTimeout(240_000);
  const ruth = await someone(browser, server);
  const amal = await someone(browser, server);
  const [host, guest] = [ruth.page, amal.page];

  await test.step("the set-up link opens a fresh instance", async () => {
    await host.goto(server.setUpLink() ?? "");
    await expectAccessible(host, "set-up");
    await host.getByLabel("Name of the organisation").fill("Readers’ Union");
    await host.getByLabel("Name of its first branch").fill("Harbour branch");
    await host.getByLabel("Your name").fill("Ruth Amsel");
    await host.getByLabel("E-mail address").fill("ruth@example.org");
    await host.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await host.getByRole("button", { name: "Set up" }).click();
    await expect(host).toHaveURL(/\/branches\//);
    await expectAccessible(host, "an empty branch");
  });

  await test.step("a book is imported through the page", async () => {
    await host
      .locator('input[type="file"]')
      .setInputFiles({ name: book.name, mimeType: "application/epub+zip", buffer: Buffer.from(book.bytes) });
    await host.getByRole("link", { name: "Look through and publish" }).click({ timeout: 60_000 });
    await expect(host.getByLabel("Title", { exact: true })).toHaveValue(book.title);
    await host.getByLabel("It is free: in the public domain").check();
    await host.getByRole("button", { name: "Publish to the shelf" }).click();
    await expect(host).toHaveURL(/\/branches\/[0-9a-f-]+$/);
    await expect(host.getByRole("heading", { name: book.title })).toBeVisible();
  });

  await test.step("a reading group is opened and the book chosen", async () => {
    await host.getByRole("button", { name: "Open a reading group" }).click();
    await host.getByLabel("Name of the group").fill("Thursday Circle");
    await host.getByLabel("Your name in this group").fill("Ruth");
    await host.getByRole("button", { name: "Open the group" }).click();
    await expect(host).toHaveURL(/\/groups\/[0-9a-f-]+$/);
    await expectAccessible(host, "an empty group");
    await host.getByRole("button", { name: "Choose a book" }).first().click();
    await host.getByRole("button", { name: `Choose “${book.title}”` }).click();
    await expect(host.getByRole("link", { name: book.chapter }).first()).toBeVisible();
  });
  const groupPath = new URL(host.url()).pathname;

  await test.step("an invitation brings a second reader in", async () => {
    await host.goto(`${groupPath}/people`);
    await host.getByRole("button", { name: "Make an invitation" }).first().click();
    await host.getByRole("button", { name: "Make the link" }).click();
    const link = await host.getByLabel("Invitation link").inputValue();
    await expectAccessible(host, "people");
    await guest.goto(link);
    await expectAccessible(guest, "the invitation");
    await guest.getByLabel("Your name", { exact: true }).fill("Amal Haddad");
    await guest.getByLabel("E-mail address").fill("amal@example.org");
    await guest.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await guest.getByLabel("Your name in this group").fill("أمل");
    await guest.getByRole("button", { name: "Join the reading group" }).click();
    await expect(guest).toHaveURL(new RegExp(groupPath));
  });

  await test.step("both open the chapter", async () => {
    for (const page of [host, guest]) {
      await page.goto(groupPath);
      await page.getByRole("link", { name: book.chapter }).first().click();
      await expect(page).toHaveURL(/\/read\//);
      await expect(page.locator("[data-passage]").first()).toBeVisible();
    }
    await expectAccessible(host, "the desk");
  });

  await test.step("a note on selected words is seen live by the other", async () => {
    await onWords(host, book.words, "Question");
    await host.getByLabel("Your question").fill("All of it? *Every* society?");
    await host.getByRole("button", { name: "Send", exact: true }).click();
    await expect(host.locator("mark").filter({ hasText: "history" }).or(host.locator("mark")).first()).toBeVisible();
    await guest.getByRole("button", { name: /Show 1 new note/ }).click();
    await expect(guest.getByText("society?")).toBeVisible();
    await expect(guest.locator("mark").first()).toBeVisible();
  });

  await test.step("a reply comes back", async () => {
    await reply(amal, "Written history, says the note.");
    await host
      .getByRole("button", { name: /Open the note by Ruth/ })
      .first()
      .click();
    await expect(host.getByText("Written history, says the note.", { exact: true })).toBeVisible();
    await expectAccessible(guest, "the desk with notes");
  });

  await test.step("what is written while the line is down is sent once when it is back", async () => {
    await amal.context.setOffline(true);
    await onWords(guest, book.otherWords, "Note");
    await guest.getByLabel("Your note").fill("Written in a tunnel.");
    await guest.getByRole("button", { name: "Send", exact: true }).click();
    await expect(guest.getByText("Kept on this device").first()).toBeVisible();
    await amal.context.setOffline(false);
    await host.getByRole("button", { name: /Show 1 new note/ }).click({ timeout: 40_000 });
    await expect(host.getByText("Written in a tunnel.", { exact: true })).toHaveCount(1);
    await guest.reload();
    await expect(guest.getByText("Written in a tunnel.", { exact: true })).toHaveCount(1);
  });

  await test.step("a passage is quoted into the talk and leads back to its place", async () => {
    await onWords(guest, book.words, "Quote in chat");
    const composer = guest.getByLabel(/Your message to/);
    await composer.fill("This is the sentence for Thursday.");
    await composer.press("Enter");
    await host.goto(`${groupPath}/chat`);
    await expect(host.getByText("This is the sentence for Thursday.", { exact: true })).toBeVisible();
    await expectAccessible(host, "the chat");
    await host.getByLabel(/Your message to/).fill("Agreed. Ten minutes for it.");
    await host.getByLabel(/Your message to/).press("Enter");
    await expect(guest.getByText("Agreed. Ten minutes for it.", { exact: true })).toBeVisible();
    await host
      .getByRole("link", { name: /, passage \d+$/ })
      .first()
      .click();
    await expect(host).toHaveURL(/\/read\/.*#p-\d+/);
  });

  await test.step("everything is there after a reload and a restart of the server", async () => {
    await server.kill("SIGKILL");
    await server.start();
    await host.goto(`${groupPath}/chat`);
    for (const page of [host, guest]) {
      await page.reload();
      await expect(
        page
          .getByText("Agreed. Ten minutes for it.", { exact: true })
          .or(page.getByText("Written in a tunnel.", { exact: true }))
          .first(),
      ).toBeVisible({
        timeout: 30_000,
      });
    }
    await host.getByLabel(/Your message to/).fill("Still here.");
    await host.getByLabel(/Your message to/).press("Enter");
    await expect(host.getByText("Still here.", { exact: true })).toHaveCount(1);
  });

  await test.step("a meeting is scheduled and answered", async () => {
    await host.goto(`${groupPath}/meetings/new`);
    await expectAccessible(host, "planning a meeting");
    await host.getByLabel("Name of the meeting").fill("The first evening");
    await host.getByLabel("Day", { exact: true }).fill("2027-03-04");
    await host.getByLabel("Beginning", { exact: true }).fill("18:30");
    await host.getByLabel("Time zone").selectOption("Europe/London");
    await host.getByRole("textbox", { name: /^Place/ }).fill('Canteen; window side, "left"');
    const chapter = host.getByRole("checkbox", { name: new RegExp(book.chapter.slice(0, 12)) });
    if (!(await chapter.isChecked())) await chapter.check();
    await host.getByRole("button", { name: "Schedule it" }).click();
    await expect(host.getByRole("heading", { name: "The first evening" }).first()).toBeVisible();
    await expect(host.getByText("London").first()).toBeVisible();
    await guest.goto(`${groupPath}/meetings`);
    await guest.getByRole("link", { name: "The first evening" }).first().click();
    await guest.getByRole("group", { name: "Do you come?" }).getByText("If need be").click();
    await expect(host.locator("dl > div").filter({ hasText: "If need be" })).toContainText("أمل");
    await expectAccessible(guest, "the meeting");
  });

  await test.step("the meeting's file is read by two other programs", async () => {
    const downloading = guest.waitForEvent("download");
    await guest.getByRole("link", { name: "Put it into my calendar" }).click();
    const file = await readFile(await (await downloading).path(), "utf8");
    const event = new ICAL.Event(new ICAL.Component(ICAL.parse(file)).getAllSubcomponents("vevent")[0]);
    const zones = new ICAL.Component(ICAL.parse(file)).getAllSubcomponents("vtimezone");
    expect(zones.map((zone) => zone.getFirstPropertyValue("tzid"))).toEqual(["Europe/London"]);
    expect(event.summary).toContain("The first evening");
    expect(event.startDate.toString()).toBe("2027-03-04T18:30:00");
    const [read] = convertIcsCalendar(undefined, file).events ?? [];
    expect(read?.start.date.toISOString()).toBe("2027-03-04T18:30:00.000Z");
    expect(read?.location).toContain("Canteen; window side");
  });

  await test.step("who is removed is told in their open page, and reads no further", async () => {
    await host.goto(`${groupPath}/people`);
    await host.getByRole("button", { name: "What can be done about أمل" }).click();
    await host.getByRole("menuitem", { name: "Remove from the group" }).click();
    await host.getByRole("button", { name: "Remove", exact: true }).click();
    await expect(guest.getByText("You are no longer in", { exact: false }).first()).toBeVisible();
    await guest.goto(groupPath);
    await expect(guest.getByText("Thursday Circle")).toHaveCount(0);
  });

  await test.step("nothing was asked of any other host, and no page broke its policy", async () => {
    for (const { strayed, faults } of [ruth, amal]) {
      expect(strayed).toEqual([]);
      expect(faults).toEqual([]);
    }
  });
});

async function reply({ page }: Someone, words: string): Promise<void> {
  await page
    .getByRole("button", { name: /Open the note by Ruth/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Reply", exact: true }).first().click();
  await page.getByLabel("Your reply").fill(words);
  await page.getByRole("button", { name: "Send the reply" }).click();
}

test("a chapter can be read without JavaScript", async ({ browser }) => {
  const reader = await someone(browser, server, { javaScriptEnabled: true });
  await reader.page.goto("/sign-in");
  await reader.page.getByLabel("E-mail address").fill("ruth@example.org");
  await reader.page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await reader.page.getByRole("button", { name: "Sign in", exact: true }).click();
  await reader.page.getByRole("link", { name: "Thursday Circle" }).first().click();
  await reader.page.getByRole("link", { name: book.chapter }).first().click();
  await expect(reader.page).toHaveURL(/\/read\//);
  const address = reader.page.url();
  const plain = await someone(browser, server, { javaScriptEnabled: false, storageState: await reader.context.storageState() });
  await plain.page.goto(address);
  await expect(plain.page.locator("mark").first()).toBeVisible();
  await expect(plain.page.getByText(book.otherWords.slice(0, 20)).first()).toBeVisible();
  await plain.page.getByRole("link", { name: /^Next/ }).first().click();
  await expect(plain.page.locator("[data-passage]").first()).toBeVisible();
  expect(plain.strayed).toEqual([]);
});

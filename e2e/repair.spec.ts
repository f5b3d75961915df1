// A corrected text is brought in and taken; the notes come along, and what was not sure of its place is settled at the repair desk by keyboard.
import { type Browser, expect, type Page, test } from "@playwright/test";
import { v7 } from "uuid";
import { describeSelection } from "#domain/anchoring/describe-selection.ts";
import { CORRECTED, makeCorrectedText, makeFirstText } from "./corrected-book.ts";
import { type Evening, type Person, setUpEvening } from "./evening.ts";
import { expectAccessible, openServer, type Someone, someone } from "./people.ts";
import type { ServerProcess } from "./server-process.ts";

interface Chapter {
  id: string;
  title: string;
}

let server: ServerProcess;
let evening: Evening;
test.beforeAll(async () => {
  server = await openServer();
  evening = await setUpEvening(server, 1, { name: "leaves.md", bytes: makeFirstText() });
  const [member] = evening.members;
  if (!member) throw new Error("nobody joined");
  for (const [title, words] of [
    [CORRECTED.first, CORRECTED.same],
    [CORRECTED.second, CORRECTED.doubtful],
    [CORRECTED.second, CORRECTED.gone],
  ] as const)
    await write(member, title, words);
});
test.afterAll(() => server?.stop());

const home = () => `/groups/${evening.groupId}`;

async function contents({ client }: Person): Promise<Chapter[]> {
  const read = await client.query<{ state: { book: { contents: Chapter[] } } }>("group.read", { groupId: evening.groupId });
  return read.state.book.contents;
}

/** A note on these words. */
async function write(by: Person, title: string, words: string): Promise<void> {
  const { groupId } = evening;
  const chapterId = (await contents(by)).find((chapter) => chapter.title === title)?.id ?? "";
  const { passages } = await by.client.query<{ passages: { id: string; text: string }[] }>("chapter.read", {
    groupId,
    chapterId,
  });
  const passage = passages.find(({ text }) => text.includes(words));
  const at = passage?.text.indexOf(words) ?? -1;
  if (!passage) throw new Error(`“${words}” does not stand in “${title}”`);
  const [start, end] = [at, at + words.length].map((offset) => ({ passage: passage.id, offset }));
  const described = start && end && describeSelection(passages, { start, end });
  if (!described?.ok) throw new Error("no anchor");
  const note = {
    id: v7(),
    annotationId: v7(),
    groupId,
    chapterId,
    kind: "remark",
    anchor: described.anchor,
    body: `On ${words}`,
  };
  await by.client.mutate("annotation.add", note);
}

async function deviceOf(browser: Browser, person: Person, options: Parameters<typeof someone>[2] = {}): Promise<Someone> {
  const device = await someone(browser, server, options);
  const pairs = person.client.cookie
    .split("; ")
    .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]);
  await device.context.addCookies(pairs.map(([name = "", value = ""]) => ({ name, value, url: server.url })));
  return device;
}

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const row = (page: Page, words: string) => page.getByRole("button", { name: new RegExp(words) });
const status = (page: Page, words: string) => expect(page.getByRole("status").filter({ hasText: words })).toBeAttached();

test("a corrected text is taken by the group, and two people repair what it left in doubt", async ({ browser }) => {
  test.setTimeout(240_000);
  const [writer] = evening.members;
  if (!writer) throw new Error("nobody joined");
  const host = await deviceOf(browser, evening.host, { viewport: { width: 1440, height: 900 } });
  const old = await contents(writer);
  const member = await deviceOf(browser, writer, { viewport: { width: 390, height: 844 } });
  await member.page.goto(home());

  await test.step("the host brings the corrected text in through the page", async () => {
    const { page } = host;
    await page.goto(`/branches/${evening.branchId}`);
    const file = { name: "corrected.md", mimeType: "text/markdown", buffer: Buffer.from(makeCorrectedText()) };
    await page.locator('input[type="file"]').setInputFiles(file);
    const card = page.getByRole("status").filter({ hasText: "corrected.md was read" });
    await card.getByRole("link", { name: "Look through and publish" }).click({ timeout: 60_000 });
    await page.getByLabel("This is").selectOption({ label: `A corrected text of “${CORRECTED.title}”` });
    await page.getByLabel("It is our own text").check();
    await button(page, "Publish to the shelf").click();
    await expect(page.getByText(`Edition 2 of ${CORRECTED.title} is on the shelf.`)).toBeVisible();
  });

  await test.step("the group’s home says so, and only a host can take it", async () => {
    await member.page.reload();
    await expect(member.page.getByText("A corrected text is there: edition 2")).toBeVisible();
    await expect(button(member.page, "Take edition 2")).toHaveCount(0);
    await host.page.goto(home());
    await expect(host.page.getByText("1 passage changed", { exact: false })).toBeVisible();
    await expectAccessible(host.page, "the home of a group with a corrected text");
    await button(host.page, "Take edition 2").click();
    await expect(host.page.getByText("1 note is at its place, 1 to check, 1 whose words are gone.")).toBeVisible();
    await expect(member.page.getByText("2 notes wait at the repair desk")).toBeVisible();
  });

  await test.step("whoever wrote them settles them with keys, on a narrow screen too", async () => {
    const { page } = member;
    await page.getByRole("link", { name: "To the repair desk" }).click();
    await expect(page.getByRole("heading", { name: "Repair desk", level: 1 })).toBeVisible();
    await expectAccessible(page, "the repair desk");
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await expect(row(page, CORRECTED.gone)).toHaveAttribute("aria-expanded", "true");
    await row(page, CORRECTED.gone).focus();
    await page.keyboard.press("j");
    await expect(row(page, CORRECTED.doubtful)).toBeFocused();
    await expect(row(page, CORRECTED.doubtful)).toHaveAttribute("aria-expanded", "true");
    await expect(page.locator("mark").filter({ hasText: CORRECTED.doubtfulNow })).toBeVisible();
    await page.keyboard.press("a");
    await status(page, "Accepted. 1 note waits.");
    await expect(row(page, CORRECTED.gone)).toBeFocused();
    await page.keyboard.press("u");
    await status(page, "Taken back. 2 notes wait.");
    await expect(row(page, CORRECTED.doubtful)).toBeFocused();
    await page.keyboard.press("l");
    await status(page, "Left with its old text. 1 note waits.");
    await page.keyboard.press("u");
    await status(page, "Taken back. 2 notes wait.");
    await page.keyboard.press("a");
    await status(page, "Accepted. 1 note waits.");
  });

  await test.step("the host chooses a place for the other: a passage by keyboard, then words of it", async () => {
    const { page } = host;
    await page.getByRole("link", { name: "To the repair desk" }).click();
    await row(page, CORRECTED.gone).focus();
    await page.keyboard.press("c");
    const dialog = page.getByRole("dialog", { name: "Choose a place" });
    await expect(dialog.getByText("After that it was morning", { exact: false })).toBeVisible();
    await expectAccessible(page, "choosing a place");
    const passage = dialog.getByRole("listitem").filter({ hasText: "After that it was morning" }).getByRole("button");
    await passage.focus();
    await page.keyboard.press("Enter");
    await status(page, "Moved. Nothing waits any more.");
    await expect(page.getByText("Nothing waits here")).toBeVisible();
    await page.getByRole("button", { name: /^Take back: .*candles/ }).click();
    await status(page, "Taken back. 1 note waits.");
    await button(page, "Choose a place").click();
    await dialog.getByText("After that it was morning", { exact: false }).evaluate((element) => {
      const text = element.firstChild;
      if (text) getSelection()?.setBaseAndExtent(text, 0, text, "After that".length);
    });
    await button(page, "Put it on “After that”").click();
    await status(page, "Moved. Nothing waits any more.");
  });

  await test.step("the notes stand in the corrected text, for both", async () => {
    const chapter = (await contents(writer)).find(({ title }) => title === CORRECTED.second);
    for (const { page } of [host, member]) {
      await page.goto(`${home()}/read/${chapter?.id}`);
      for (const words of ["After that", CORRECTED.doubtfulNow])
        await expect(page.locator("mark").filter({ hasText: words }).first()).toBeVisible();
    }
  });

  await test.step("a link to the old text says so, and leads on to the same place", async () => {
    const { page } = member;
    const before = old.find(({ title }) => title === CORRECTED.second);
    await page.goto(`${home()}/read/${before?.id}#p-7`);
    const notice = page.getByRole("status").filter({ hasText: "Thursday Circle reads another text of" });
    await notice.getByRole("link", { name: "Go to this place in it" }).click();
    const after = (await contents(writer)).find(({ title }) => title === CORRECTED.second);
    await expect(page).toHaveURL(new RegExp(`/read/${after?.id}#p-7$`));
  });

  for (const { strayed, faults } of [host, member]) expect([strayed, faults]).toEqual([[], []]);
});

// A book on its way to the shelf: looked through, changed, published, corrected; a pasted text; a file that is no book.
import { expect, type Page, test } from "@playwright/test";
import { HANDBOOK_FILE, makeHandbook } from "../server/handbook.ts";
import { type Evening, setUpEvening } from "./evening.ts";
import { expectAccessible, openServer, PASSWORD, type Someone, someone } from "./people.ts";
import type { ServerProcess } from "./server-process.ts";

let server: ServerProcess;
let evening: Evening;
let host: Someone;
test.beforeAll(async ({ browser }) => {
  server = await openServer();
  evening = await setUpEvening(server, 0);
  host = await someone(browser, server);
  const { page } = host;
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(evening.host.email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("link", { name: "Thursday Circle" }).first()).toBeVisible();
});
test.afterAll(() => server?.stop());
test.beforeEach(() => host.page.goto(`/branches/${evening.branchId}`));
test.afterEach(() => {
  expect(host.strayed).toEqual([]);
  expect(host.faults).toEqual([]);
});

/** Chooses a file, and opens its review when it was read. */
async function review(page: Page, name: string, buffer: Uint8Array): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles({ name, mimeType: "", buffer: Buffer.from(buffer) });
  const card = page.getByRole("status").filter({ hasText: `${name} was read` });
  await card.getByRole("link", { name: "Look through and publish" }).click({ timeout: 60_000 });
  await expect(page.getByRole("heading", { name: "Look it through, then publish" })).toBeVisible();
}
const titles = (page: Page) =>
  page.getByLabel(/^Title of chapter/).evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

test("a book stands in the group as its reviewer left it", async () => {
  const { page } = host;
  await review(page, HANDBOOK_FILE, await makeHandbook());
  await expectAccessible(page, "the review");
  const [first = "", second = "", third = "", fourth = ""] = await titles(page);
  const many = (await titles(page)).length;

  await test.step("chapters are renamed, joined, divided, left out and named for what they are", async () => {
    await page.getByLabel("Title of chapter 1", { exact: true }).fill("How to begin");
    await page.getByLabel("Kind of “How to begin”").selectOption("Front matter");
    await button(page, `Join to the one before: “${third}”`).click();
    await expect(page.getByLabel("Title of chapter 2", { exact: true })).toBeFocused();
    expect((await titles(page)).slice(0, 3)).toEqual(["How to begin", second, fourth]);
    await button(page, `Split “${second}”`).click();
    await button(page, `Begin here: “${third}”`).click();
    await expect(page.getByLabel("Title of chapter 3", { exact: true })).toBeFocused();
    expect((await titles(page)).slice(0, 4)).toEqual(["How to begin", second, third, fourth]);
    await button(page, `Split “${fourth}”`).click();
    await page
      .getByRole("button", { name: /^Begin here/ })
      .nth(1)
      .click();
    await page.getByLabel("Title of chapter 5", { exact: true }).fill("Cut off from it");
    await button(page, `Leave out “${third}”`).click();
    await expect(page.getByText(`${many + 1} chapters, 1 of them left out.`, { exact: false })).toBeVisible();
    await expectAccessible(page, "the review while it is edited");
  });

  await test.step("a step is taken back with the keyboard alone", async () => {
    const field = page.getByLabel(`Title of chapter ${many + 1}`, { exact: true });
    const before = await field.inputValue();
    await button(page, `Join to the one before: “${before}”`).press("Enter");
    await expect(field).toHaveCount(0);
    await button(page, "Undo the last step").press("Enter");
    await expect(field).toHaveValue(before);
  });

  await test.step("it is all there when the page is opened again, and on the branch’s page as well", async () => {
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    const before = await titles(page);
    await page.reload();
    expect(await titles(page)).toEqual(before);
    await page.goto(`/branches/${evening.branchId}`);
    await page.getByRole("link", { name: "Look through and publish" }).click();
    await expect(page.getByLabel("Title of chapter 1", { exact: true })).toHaveValue("How to begin");
  });

  await test.step("without its rights it is not published, and the page says where they are missing", async () => {
    await button(page, "Publish to the shelf").click();
    await expect(page.getByRole("alert").filter({ hasText: "Say by what right" })).toBeVisible();
    await expect(page.getByLabel("It is free: in the public domain")).toBeFocused();
    await page.getByLabel("It is our own text").check();
    await page.getByLabel("Title", { exact: true }).fill("A handbook of our own");
    await button(page, "Publish to the shelf").click();
    await expect(page.getByText("A handbook of our own is on the shelf.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "A handbook of our own" })).toBeVisible();
  });

  await test.step("the group that chooses it reads the chapters as they were left", async () => {
    const { client } = evening.host;
    const shelf = await client.query<{ id: string; title: string }[]>("book.list", { branchId: evening.branchId });
    const bookId = shelf.find(({ title }) => title === "A handbook of our own")?.id;
    await client.mutate("book.choose", { id: crypto.randomUUID(), groupId: evening.groupId, bookId });
    await page.goto(`/groups/${evening.groupId}`);
    for (const title of [second, "Cut off from it"]) await expect(page.getByRole("link", { name: title }).first()).toBeVisible();
    for (const title of [first, third]) await expect(page.getByRole("link", { name: title, exact: true })).toHaveCount(0);
  });
});

test("a corrected text shows what it changes, and becomes the next edition of its book", async () => {
  const { page } = host;
  await review(page, "corrected.epub", await makeHandbook());
  await page.getByLabel("This is").selectOption({ label: "A corrected text of “Running a reading group”" });
  await page.getByLabel("Title of chapter 2", { exact: true }).fill("Finding the others");
  await button(page, "Show what changes").click();
  await expect(page.getByText("This will be edition 2.")).toBeVisible();
  await expect(page.getByText("“Finding people” becomes “Finding the others”")).toBeVisible();
  await page.getByLabel("It is our own text").check();
  await button(page, "Publish to the shelf").click();
  await expect(page.getByText("Edition 2 of Running a reading group is on the shelf.")).toBeVisible();
});

test("two tabs on one review show the same, and the later does not take back what the earlier did", async () => {
  const { page, context } = host;
  await review(page, "twice.epub", await makeHandbook());
  const other = await context.newPage();
  await other.goto(page.url());
  await page.getByLabel("Title of chapter 1", { exact: true }).fill("From the first tab");
  await expect(other.getByLabel("Title of chapter 1", { exact: true })).toHaveValue("From the first tab");
  await other.getByLabel("Title of chapter 2", { exact: true }).fill("From the second tab");
  await expect(page.getByLabel("Title of chapter 2", { exact: true })).toHaveValue("From the second tab");
  await expect(other.getByText("Saved", { exact: true })).toBeVisible();
  await other.close();
  await page.reload();
  expect((await titles(page)).slice(0, 2)).toEqual(["From the first tab", "From the second tab"]);
  await button(page, "Throw away").click();
  await button(page, "Throw it away").click();
  await expect(page).toHaveURL(/\/branches\/[0-9a-f-]+$/);
});

test("one that is thrown away is gone, after a question", async () => {
  const { page } = host;
  await review(page, "unwanted.epub", await makeHandbook());
  await button(page, "Throw away").click();
  await button(page, "Throw it away").click();
  await expect(page).toHaveURL(/\/branches\/[0-9a-f-]+$/);
  await page.reload();
  await expect(page.getByRole("link", { name: "Look through and publish" })).toHaveCount(0);
});

test("a pasted text keeps its title, and its headings where the clipboard has them", async () => {
  const { page } = host;
  await button(page, "Paste text").click();
  await page.getByLabel("Title", { exact: true }).fill("Minutes of May");
  await page.getByLabel("The text").evaluate((box) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "What was said\n\nA good deal was said.");
    clipboardData.setData(
      "text/html",
      "<h2>What was said</h2><p>A good <em>deal</em> was said.</p><h2>After</h2><p>And done.</p>",
    );
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(page.getByText("Kept as it was formatted")).toBeVisible();
  await expectAccessible(page, "pasting");
  await button(page, "Import it").click();
  await page.getByRole("link", { name: "Look through and publish" }).click({ timeout: 60_000 });
  await expect(page.getByLabel("Title", { exact: true })).toHaveValue("Minutes of May");
  expect(await titles(page)).toEqual(["What was said", "After"]);
  await expect(page.getByText("It was read as a web page.")).toBeVisible();
  await button(page, "Throw away").click();
  await button(page, "Throw it away").click();

  await button(page, "Paste text").click();
  await page.getByLabel("Title", { exact: true }).fill("A letter");
  await page.getByLabel("The text").fill("Dear all,\n\nwe meet on Thursday.\n\nBring the book.");
  await button(page, "Import it").click();
  await page.getByRole("link", { name: "Look through and publish" }).click({ timeout: 60_000 });
  await expect(page.getByLabel("Title", { exact: true })).toHaveValue("A letter");
  await expect(page.getByText("It was read as plain text.")).toBeVisible();
});

test("a file that is no book says why", async () => {
  const { page } = host;
  const file = { name: "letter.epub", mimeType: "application/epub+zip", buffer: Buffer.from([0x50, 0x4b, 3, 4, 0, 0]) };
  await page.locator('input[type="file"]').setInputFiles(file);
  const notice = page.getByRole("alert").filter({ hasText: "letter.epub could not be imported" });
  await expect(notice).toBeVisible({ timeout: 60_000 });
  await expect(notice).toContainText(/\.$|\. /);
  await notice.getByRole("button", { name: "Clear from this list" }).click();
  await expect(notice).toHaveCount(0);
});

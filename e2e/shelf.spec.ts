// Keeping a shelf: rights are stated, more readers than copies are warned of, a book is archived, and removed only when nobody uses it.
import { expect, test } from "@playwright/test";
import { makeHandbook } from "../server/handbook.ts";
import { type Evening, PASSWORD, setUpEvening } from "./evening.ts";
import { expectAccessible, openServer, someone } from "./people.ts";
import type { ServerProcess } from "./server-process.ts";

let server: ServerProcess;
let evening: Evening;
test.beforeAll(async () => {
  server = await openServer();
  evening = await setUpEvening(server, 2);
});
test.afterAll(() => server?.stop());

test("a host keeps the shelf of a branch", async ({ browser }) => {
  const { page, faults } = await someone(browser, server);
  const { branchId, bookId, groupId, host } = evening;
  const title = "Running a reading group";

  await test.step("the shelf says by what right a book is here and how many can open it", async () => {
    await page.goto(`/branches/${branchId}`);
    await page.getByLabel("E-mail address").fill(host.email);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("article").getByRole("link", { name: title }).click();
    await expect(page).toHaveURL(new RegExp(`/branches/${branchId}/books/${bookId}`));
    await expect(page.getByText("Own text, open to 3 people")).toBeVisible();
    await expectAccessible(page, "the page of a book");
  });

  await test.step("copies need their number, and more readers than copies are said, not forbidden", async () => {
    await page.getByRole("button", { name: "Change what is stated" }).click();
    await page.getByText("Bought copies").click();
    await page.getByRole("button", { name: "State it" }).click();
    await expect(page.getByText("Fill this in.").or(page.getByText("This cannot be used here.")).first()).toBeVisible();
    await page.getByLabel("How many copies").fill("2");
    await page.getByLabel("On what ground").fill("Bought in May.");
    await expectAccessible(page, "the form for the rights");
    await page.getByRole("button", { name: "State it" }).click();
    await expect(page.getByText("More readers than copies")).toBeVisible();
    await page.goto(`/branches/${branchId}`);
    await expect(page.getByText("3 people can open it, and there are 2 copies.")).toBeVisible();
  });

  await test.step("a book in use is archived, still read, and not removed: it is said who uses it", async () => {
    await page.goto(`/branches/${branchId}/books/${bookId}`);
    await page.getByRole("button", { name: "Archive" }).click();
    await expect(page.getByText("In the archive", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Remove for good" }).click();
    await expect(page.getByText("was not removed: Thursday Circle reads it.")).toBeVisible();
    await page.goto(`/groups/${groupId}`);
    await expect(page.getByRole("heading", { name: title })).toBeVisible();
    await expectAccessible(page, "the group's home");
  });

  await test.step("the spine is one stop of the keyboard, and arrows move along it", async () => {
    const pieces = page.getByRole("navigation", { name: title }).getByRole("link");
    const stops = await pieces.evaluateAll((links) => links.filter((link) => link.getAttribute("tabindex") === "0").length);
    expect(stops).toBe(1);
    await pieces.first().focus();
    await page.keyboard.press("ArrowRight");
    await expect(pieces.nth(1)).toBeFocused();
    await page.keyboard.press("End");
    await expect(pieces.last()).toBeFocused();
  });

  await test.step("what nobody uses is removed for good, unless it is undone in time", async () => {
    const spare = await host.client.importBook(branchId, "handbook.epub", await makeHandbook());
    await page.goto(`/branches/${branchId}/books/${spare}`);
    await page.getByRole("button", { name: "Archive" }).click();
    await page.goto(`/branches/${branchId}`);
    await page.getByText("Archived (2)").click();
    const lines = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: "Remove for good" }) });
    await expect(lines).toHaveCount(2);
    await expectAccessible(page, "the archive");
    await lines.first().getByRole("button", { name: "Remove for good" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(lines).toHaveCount(2);
    await lines.first().getByRole("button", { name: "Remove for good" }).click();
    await expect(lines).toHaveCount(1);
    // Leaving the page ends the time to undo.
    await page.getByRole("link", { name: "My desk" }).first().click();
    await expect(page).toHaveURL(/\/$/);
    await expect
      .poll(async () => (await page.goto(`/branches/${branchId}/books/${spare}`))?.status(), { timeout: 15_000 })
      .toBe(404);
  });

  expect(faults).toEqual([]);
});

// The reading page on its own: the text is there before any script, nothing jumps when scripts and fonts come, and the way back leads to the same place.
import { expect, type Page, test } from "@playwright/test";
import { type Evening, PASSWORD, setUpEvening } from "./evening.ts";
import { openServer, type Someone, someone } from "./people.ts";
import type { ServerProcess } from "./server-process.ts";

let server: ServerProcess;
let evening: Evening;
let path: string;
test.beforeAll(async () => {
  server = await openServer();
  evening = await setUpEvening(server, 1);
  path = `/groups/${evening.groupId}/read/${evening.chapterId}`;
  await addNotes();
});
test.afterAll(() => server?.stop());

/** The good CLS is below 0.1; a page of text has no reason to move at all, so far less is allowed. */
const SHIFT_MOST = 0.02;

/** A signed-in reader with a window of their own. */
async function reader(browser: Parameters<typeof someone>[0], options: Parameters<typeof someone>[2] = {}): Promise<Someone> {
  const them = await someone(browser, server, options);
  const pairs = (evening.members[0] ?? evening.host).client.cookie.split("; ");
  await them.context.addCookies(
    pairs.map((pair) => ({ name: pair.slice(0, pair.indexOf("=")), value: pair.slice(pair.indexOf("=") + 1), url: server.url })),
  );
  return them;
}

/** Notes on the first passages, so that the margin has cards to place and the text has marks. */
async function addNotes(): Promise<void> {
  const { groupId, chapterId } = evening;
  const { client } = evening.host;
  const { passages } = await client.query<{ passages: { id: string; text: string }[] }>("chapter.read", { groupId, chapterId });
  for (const { id, text } of passages.filter((passage) => passage.text.length > 60).slice(0, 6)) {
    const anchor = {
      passage: id,
      start: 0,
      endPassage: id,
      end: 12,
      quote: text.slice(0, 12),
      before: "",
      after: text.slice(12, 44),
    };
    await client.mutate("annotation.add", {
      ...{ id: crypto.randomUUID(), annotationId: crypto.randomUUID(), groupId, chapterId, anchor },
      kind: "remark",
      body: "What is **meant** here?",
    });
  }
}

const passages = (page: Page) => page.locator("article.reading [data-passage]");
const firstWay = (page: Page) => page.locator(".passage-notes[data-count='1']").first();

test("the text stays where something else changes the page before its scripts come, as browser extensions do", async ({
  browser,
}) => {
  const { page } = await reader(browser);
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      const main = document.querySelector("#content");
      if (!main) return;
      observer.disconnect();
      main.prepend(document.createElement("aside"));
    }).observe(document, { childList: true, subtree: true });
  });
  let documents = 0;
  page.on("domcontentloaded", () => documents++);
  await page.goto(path);
  await expect.poll(() => documents).toBe(2);
  await expect(passages(page).nth(3)).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(documents, "it is not read anew for ever").toBe(2);
});

test("the text and the margin are there without JavaScript", async ({ browser }) => {
  const { page, faults } = await reader(browser, { javaScriptEnabled: false });
  await page.goto(path);
  await expect(passages(page).first()).toBeVisible();
  await expect(page.locator("mark").first()).toBeVisible();
  await expect(page.getByText("What is meant here?").first()).toBeVisible();
  await firstWay(page).click();
  await expect(page).toHaveURL(/#a-[0-9a-f-]{36}$/);
  await page.getByRole("link", { name: /^Next/ }).click();
  await expect(passages(page).first()).toBeVisible();
  expect(faults).toEqual([]);
});

test("the text is on the screen before any script has come", async ({ browser }) => {
  const { page } = await reader(browser);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/_next/static/**/*.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(path, { waitUntil: "commit" });
  await expect(passages(page).nth(2)).toBeVisible();
  await expect(page.locator("mark").first()).toBeVisible();
  await expect(page.locator("button.passage-notes")).toHaveCount(0);
  release();
  await expect(page.locator("button.passage-notes").first()).toBeAttached();
  await firstWay(page).click();
  await expect(page.getByRole("button", { name: "Reply", exact: true })).toBeVisible();
});

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  test(`nothing moves while the page loads and wakes up in a window of ${width} pixels`, async ({ browser }) => {
    const { page, faults } = await reader(browser, { viewport: { width, height } });
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) shifts.push(entry.value);
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(path);
    await expect(page.locator("button.passage-notes").first()).toBeAttached();
    await page.evaluate(() => document.fonts.ready);
    await page.waitForLoadState("networkidle");
    const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
    expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(SHIFT_MOST);
    expect(faults).toEqual([]);
  });
}

test("the server's text is taken over as it is", async ({ browser }) => {
  const { page, faults } = await reader(browser);
  await page.route("**/_next/static/**/*.js", (route) => route.abort());
  await page.goto(path);
  const words = () =>
    page.evaluate(() => [...document.querySelectorAll("article.reading [data-words]")].map((one) => one.innerHTML).join("\n"));
  const written = await words();
  await page.unrouteAll();
  await page.goto(path);
  await expect(page.locator("button.passage-notes").first()).toBeAttached();
  expect(await words()).toBe(written);
  expect(written.length).toBeGreaterThan(1_000);
  expect(faults).toEqual([]);
});

test("going back and forth between pages keeps the place in the text", async ({ browser }) => {
  const { page, faults } = await reader(browser, { viewport: { width: 1440, height: 600 } });
  await page.goto(path);
  await expect(page.locator("button.passage-notes").first()).toBeAttached();
  const place = () => page.evaluate(() => Math.round(scrollY));
  await page.evaluate(() => scrollTo({ top: 400 }));
  await expect.poll(place).toBe(400);
  await page.getByRole("link", { name: "Back to Thursday Circle" }).click();
  await expect(page).toHaveURL(new RegExp(`/groups/${evening.groupId}$`));
  // From the pages of the house the desk is entered by a new document too.
  await expect(page.getByRole("heading").first()).toBeVisible();
  await page.goBack();
  await expect(page.locator("button.passage-notes").first()).toBeAttached();
  await expect.poll(place).toBe(400);
  await page.goForward();
  await expect(page).toHaveURL(new RegExp(`/groups/${evening.groupId}$`));
  await page.goBack();
  await expect(passages(page).first()).toBeAttached();
  await expect.poll(place).toBe(400);
  expect(faults).toEqual([]);
});

test("a link of the house leads to the desk, and one of the desk back to the house", async ({ browser }) => {
  const them = await someone(browser, server);
  const { page, faults } = them;
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(evening.host.email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("link", { name: "Thursday Circle" }).first().click();
  await page.getByRole("link", { name: "Read", exact: true }).first().click();
  await expect(passages(page).first()).toBeVisible();
  await page.getByRole("tab", { name: "Meeting" }).click();
  await page.getByRole("link", { name: /Schedule/ }).click();
  await expect(page).toHaveURL(/\/meetings\/new$/);
  await expect(page.getByLabel("Name of the meeting")).toBeVisible();
  expect(faults).toEqual([]);
});

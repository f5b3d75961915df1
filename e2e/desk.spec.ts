// The reading desk by keyboard alone, on two devices, without script, on paper, and in every theme.
import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import { extractText, getDocumentProxy } from "unpdf";
import { v7 } from "uuid";
import { DESK_BOOK, makeDeskBook, makeVerticalBook } from "./desk-book.ts";
import { type Evening, type Person, setUpEvening } from "./evening.ts";
import { expectAccessible, openServer, type Someone, someone } from "./people.ts";
import type { ServerProcess } from "./server-process.ts";

let server: ServerProcess;
let evening: Evening;
let chapters: { id: string; title: string }[];
test.beforeAll(async () => {
  server = await openServer();
  evening = await setUpEvening(server, 4, { name: "hard.epub", bytes: makeDeskBook() });
  const { state } = await evening.host.client.query<{ state: { book: { contents: typeof chapters } } }>("group.read", {
    groupId: evening.groupId,
  });
  chapters = state.book.contents;
});
test.afterAll(() => server?.stop());

const groupPath = () => `/groups/${evening.groupId}`;
const chapterPath = (title: string) => `${groupPath()}/read/${chapters.find((chapter) => chapter.title === title)?.id}`;
const member = (index: number): Person => evening.members[index] ?? evening.host;

/** A browser in which this person is signed in. */
async function deviceOf(browser: Browser, person: Person, options: Parameters<typeof someone>[2] = {}): Promise<Someone> {
  const device = await someone(browser, server, options);
  await signIn(device, person);
  return device;
}

async function signIn({ context }: Someone, person: Person): Promise<void> {
  const pairs = person.client.cookie
    .split("; ")
    .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]);
  await context.addCookies(pairs.map(([name = "", value = ""]) => ({ name, value, url: server.url })));
}

/** Presses Tab until something has the keyboard. */
async function tabTo(page: Page, wanted: Locator, most = 90): Promise<void> {
  for (let pressed = 0; pressed < most; pressed++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to ${wanted}`);
}

const number = (page: Page, passage: number) => page.locator(`#p-${passage} > .passage-number`);

/** Opens a chapter and waits until the desk is alive: the buttons of the passages are there. */
async function openChapter(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.locator("button.passage-notes").first()).toBeAttached();
}

test("a chapter is read with the keyboard alone", async ({ browser }) => {
  test.setTimeout(180_000);
  const reader = await deviceOf(browser, member(0), { viewport: { width: 1440, height: 900 } });
  const { page } = reader;
  await reader.context.grantPermissions(["clipboard-read", "clipboard-write"]);

  await test.step("from the group to the chapter", async () => {
    await page.goto(groupPath());
    await tabTo(page, page.getByRole("link", { name: DESK_BOOK.first }).first());
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/read\//);
    await expect(page.locator("button.passage-notes").first()).toBeAttached();
  });

  await test.step("past the head to the text, and passage by passage", async () => {
    await tabTo(page, page.getByRole("link", { name: "Skip to the content", exact: true }));
    await page.keyboard.press("Enter");
    await expect(page.locator("#content")).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(number(page, 1)).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(number(page, 2)).toBeFocused();
    await page.keyboard.press("ArrowUp");
    await expect(number(page, 1)).toBeFocused();
  });

  await test.step("a note opens beside its marker, and Esc leads back", async () => {
    const marker = page.locator("#p-1 a.noteref");
    await page.keyboard.press("Tab");
    await expect(marker).toBeFocused();
    await page.keyboard.press("Enter");
    const leaf = page.getByRole("dialog", { name: "Note 1" });
    await expect(leaf).toContainText("This note stands at the end of the chapter.");
    await expect(leaf.locator(":focus")).toHaveCount(1);
    await expectAccessible(page, "an open footnote");
    await page.keyboard.press("Escape");
    await expect(leaf).toHaveCount(0);
    await expect(marker).toBeFocused();
  });

  await test.step("a passage is quoted with its source without selecting it", async () => {
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await expect(number(page, 1)).toBeFocused();
    await page.keyboard.press("Enter");
    const bar = page.getByRole("toolbar", { name: "For passage 1" });
    await expect(bar.getByRole("button", { name: "Copy the link" })).toBeFocused();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await expect(page.getByText("The quotation is copied, with its source.")).toBeVisible();
    await expect(number(page, 1)).toBeFocused();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain(`“All of ${DESK_BOOK.sentence}, said a reader — “and of pencils”.”`);
    expect(copied).toContain(`${DESK_BOOK.author}, ${DESK_BOOK.first}, ${DESK_BOOK.title}, passage 1`);
    expect(copied).toContain(`${server.url}${chapterPath(DESK_BOOK.first)}#p-1`);
    await page.keyboard.press("l");
    await expect(page.getByText("The link to passage 1 is copied.")).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${server.url}${chapterPath(DESK_BOOK.first)}#p-1`);
  });

  await test.step("words are looked up, and lead to their place", async () => {
    await page.keyboard.press("/");
    const panel = page.getByRole("dialog", { name: "Search in the book" });
    await expect(panel.getByLabel("Words to look for")).toBeFocused();
    await page.keyboard.type("History of READING is the history");
    await page.keyboard.press("Enter");
    await expect(panel.getByRole("status").filter({ hasText: "1 passage" })).toBeVisible();
    await expectAccessible(page, "the search");
    await tabTo(page, panel.getByRole("link", { name: /Passage 1/ }));
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\?find=.*#p-1$/);
    await expect(number(page, 1)).toBeFocused();
    await expect.poll(() => page.evaluate(() => CSS.highlights.get("found")?.size ?? 0)).toBe(1);
  });

  await test.step("the page is made to look as one reads best, at once and from the first byte", async () => {
    await tabTo(page, page.getByRole("button", { name: "How the page looks" }));
    await page.keyboard.press("Enter");
    const leaf = page.getByRole("dialog", { name: "How the page looks" });
    await tabTo(page, leaf.getByRole("slider", { name: "Size of the text" }));
    await page.keyboard.press("ArrowRight");
    await expect(page.locator("html")).toHaveAttribute("data-size", "large");
    await tabTo(page, leaf.getByRole("radio", { name: "Literata" }));
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect(page.locator("html")).toHaveAttribute("data-face", "atkinson");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "How the page looks" })).toBeFocused();
    const sent = await page.request.get(page.url());
    expect(await sent.text()).toMatch(/<html[^>]* data-size="large"[^>]* data-face="atkinson"/);
  });

  await test.step("that it is read is said, and taken back, and said again", async () => {
    const form = page.locator("#read-to-here");
    await tabTo(page, form.getByRole("button"), 150);
    await page.keyboard.press("Enter");
    await expect(form).toContainText("You have read this chapter.");
    await expect(form.getByRole("button", { name: "Take it back" })).toBeFocused();
    await expect(page.locator("#desk-contents").getByText("read", { exact: true }).first()).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(form).not.toContainText("You have read this chapter.");
    await page.keyboard.press("Enter");
    await expect(form).toContainText("You have read this chapter.");
  });

  await test.step("and the next chapter comes", async () => {
    await tabTo(page, page.getByRole("link", { name: /^Next/ }));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: DESK_BOOK.second })).toBeVisible();
    await expect(page.locator("#desk-contents").getByText("read", { exact: true }).first()).toBeVisible();
  });
  expect([reader.strayed, reader.faults]).toEqual([[], []]);
});

test("two people on one device each keep their look, and nothing flashes", async ({ browser }) => {
  const device = await deviceOf(browser, member(1));
  const { page } = device;
  const html = page.locator("html");
  await page.goto("/account");
  await page.getByRole("radio", { name: "Night" }).check();
  await expect(html).toHaveAttribute("data-theme", "night");
  await signIn(device, member(2));
  await page.goto("/account");
  await expect(html).toHaveAttribute("data-theme", "auto");
  await page.getByRole("radio", { name: "Sepia" }).check();
  await signIn(device, member(1));
  // Before any script has run: the page is stopped at its first.
  await page.route("**/*.js", (route) => route.abort());
  await page.goto(chapterPath(DESK_BOOK.first), { waitUntil: "commit" });
  await expect(html).toHaveAttribute("data-theme", "night");
  await page.unroute("**/*.js");
  await signIn(device, member(2));
  await page.goto(chapterPath(DESK_BOOK.first), { waitUntil: "commit" });
  await expect(html).toHaveAttribute("data-theme", "sepia");
});

test("a place follows its reader to another device, and asks before it goes there", async ({ browser }) => {
  test.setTimeout(180_000);
  const reader = member(3);
  const place = () =>
    reader.client.query<{ chapterId: string; number: number; title: string } | null>("place.look", { groupId: evening.groupId });
  const scrollTo = (page: Page, passage: number) =>
    page.evaluate((at) => document.getElementById(`p-${at}`)?.scrollIntoView({ block: "start" }), passage);
  const read = async (page: Page, passages: number[]) => {
    for (const passage of passages) {
      await scrollTo(page, passage);
      await page.waitForTimeout(150);
    }
  };
  const first = await deviceOf(browser, reader);
  const second = await deviceOf(browser, reader);
  const question = second.page.getByText(/On another device you were at passage/);

  await test.step("a peek keeps no place", async () => {
    await openChapter(first.page, chapterPath(DESK_BOOK.second));
    await scrollTo(first.page, 35);
    await first.page.waitForTimeout(4_000);
    expect(await place()).toBeNull();
  });

  await test.step("who reads on has a place, on this device at once", async () => {
    await openChapter(first.page, chapterPath(DESK_BOOK.first));
    await read(first.page, [8, 12, 16, 20, 24]);
    await expect.poll(async () => (await place())?.number ?? 0, { timeout: 15_000 }).toBeGreaterThan(20);
    await openChapter(first.page, chapterPath(DESK_BOOK.second));
    await first.page.waitForTimeout(4_000);
    expect((await place())?.title).toBe(DESK_BOOK.first);
    await openChapter(first.page, chapterPath(DESK_BOOK.first));
    await expect(first.page.getByText(/^You were at passage 2\d\.$/)).toBeVisible();
    await expect(number(first.page, 24)).toBeInViewport();
    await expect(first.page.getByText(/On another device/)).toHaveCount(0);
  });

  await test.step("another device asks, and does not jump", async () => {
    await openChapter(second.page, chapterPath(DESK_BOOK.first));
    await expect(question).toBeVisible();
    expect(await second.page.evaluate(() => window.scrollY)).toBe(0);
    await expectAccessible(second.page, "the question about a place");
    const before = (await place())?.number;
    await read(second.page, [3, 5, 7, 9]);
    await second.page.waitForTimeout(4_000);
    expect((await place())?.number).toBe(before);
    await second.page.getByRole("link", { name: "Go there" }).click();
    await expect(question).toHaveCount(0);
    await expect(second.page.locator(`#p-${before}`)).toBeInViewport();
    await expect(number(second.page, before ?? 0)).toBeFocused();
  });

  await test.step("and asks when it is looked at again after the other one has gone on", async () => {
    await read(first.page, [28, 32, 36, 40]);
    await expect.poll(async () => (await place())?.number ?? 0, { timeout: 15_000 }).toBeGreaterThan(36);
    await second.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await expect(question).toBeVisible();
    await second.page.getByRole("button", { name: "Stay here" }).click();
    await second.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await expect(question).toHaveCount(0);
  });
});

test("the bar of a passage stands whole in the window, on either side, and a small movement of the page leaves it open", async ({
  browser,
}) => {
  const { page } = await deviceOf(browser, member(1), { viewport: { width: 820, height: 900 } });
  await openChapter(page, chapterPath(DESK_BOOK.first));
  const sides = { 3: "ltr", 5: "rtl" };
  for (const [passage, dir] of Object.entries(sides)) {
    const by = number(page, Number(passage));
    await expect(by).toHaveCSS("direction", dir);
    await by.click();
    const bar = page.getByRole("toolbar", { name: `For passage ${passage}` });
    await page.evaluate(() => window.scrollBy({ top: 20 }));
    await expect(bar.getByRole("button").last()).toBeVisible();
    const within = await bar.evaluate((element) => {
      const box = element.getBoundingClientRect();
      const acts = [...element.querySelectorAll("button")].map((act) => act.getBoundingClientRect());
      return box.left >= 0 && box.right <= innerWidth && acts.every((act) => act.left >= box.left && act.right <= box.right);
    });
    expect(within, `passage ${passage}`).toBe(true);
    await page.evaluate(() => window.scrollBy({ top: 400 }));
    await expect(bar).toHaveCount(0);
  }
});

test("what is said of a line that is down stands in nobody’s way", async ({ browser }) => {
  const { page, context } = await deviceOf(browser, member(1), { viewport: { width: 390, height: 780 } });
  await openChapter(page, chapterPath(DESK_BOOK.first));
  await context.setOffline(true);
  await expect(page.getByText("The line is down.")).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "Hide all marks" }).click();
  await expect(page.getByRole("button", { name: "Show all marks" })).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText("The line is down.")).toHaveCount(0, { timeout: 30_000 });
});

test("who is reading when the group takes another book reads on, and is told at the end of the chapter", async ({ browser }) => {
  const { client } = evening.host;
  const groupId = v7();
  await client.mutate("group.open", {
    id: v7(),
    groupId,
    branchId: evening.branchId,
    name: "Two Books",
    displayName: "Hanna Osei",
  });
  const choose = (bookId: string) => client.mutate("book.choose", { id: v7(), groupId, bookId });
  await choose(evening.bookId);
  const spare = await client.importBook(evening.branchId, "spare.md", new TextEncoder().encode("# A Spare Book\n\nIt is short."));
  const { page } = await deviceOf(browser, evening.host);
  await openChapter(page, chapterPath(DESK_BOOK.first).replace(evening.groupId, groupId));
  await choose(spare);
  await expect(page.getByText("Two Books reads “A Spare Book” now.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: DESK_BOOK.first })).toBeVisible();
  await page.getByRole("link", { name: "See the group" }).click();
  await expect(page.getByRole("heading", { name: "A Spare Book" }).first()).toBeVisible();
});

test("in lines that run down the page an address leads to its passage, and the keyboard goes along", async ({ browser }) => {
  const { client } = evening.host;
  const groupId = v7();
  await client.mutate("group.open", { id: v7(), groupId, branchId: evening.branchId, name: "縦書き", displayName: "Hanna Osei" });
  const bookId = await client.importBook(evening.branchId, "vertical.epub", makeVerticalBook());
  await client.mutate("book.choose", { id: v7(), groupId, bookId });
  const { state } = await client.query<{ state: { book: { contents: { id: string }[] } } }>("group.read", { groupId });
  const address = `/groups/${groupId}/read/${state.book.contents[0]?.id}`;
  for (const width of [1440, 390]) {
    const { page } = await deviceOf(browser, evening.host, { viewport: { width, height: 800 } });
    await openChapter(page, `${address}#p-40`);
    await expect(number(page, 40)).toBeFocused();
    await expect(page.locator("#p-40")).toBeInViewport({ ratio: 1 });
    await page.reload();
    await expect(number(page, 40)).toBeFocused();
    await expect(page.locator("#p-40")).toBeInViewport({ ratio: 1 });
    for (let passage = 41; passage <= 50; passage++) await page.keyboard.press("ArrowDown");
    await expect(number(page, 50)).toBeFocused();
    await expect(page.locator("#p-50")).toBeInViewport({ ratio: 1 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.context().close();
  }
});

test("searching, going to a printed page, notes and saying one has read work without script", async ({ browser }) => {
  const { page } = await deviceOf(browser, member(2), { javaScriptEnabled: false });
  await page.goto(chapterPath(DESK_BOOK.first));
  await page.getByRole("link", { name: "Search in the book" }).click();
  await page.getByLabel("Words to look for").fill("كتاب جديد");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByText("12 passages")).toBeVisible();
  await expect(page.getByRole("heading", { level: 3, name: DESK_BOOK.arabic })).toBeVisible();
  await page.getByRole("link", { name: /Passage 3/ }).click();
  await expect(page).toHaveURL(/#p-3$/);

  await page.goto(`${groupPath()}/search?page=8`);
  await expect(page).toHaveURL(/#p-\d+$/);
  await expect(page.locator(":target [role='doc-pagebreak']")).toHaveText("8");
  await page.goto(`${groupPath()}/search?page=800`);
  await expect(page.getByText("This book has no printed page “800”.")).toBeVisible();

  await page.goto(chapterPath(DESK_BOOK.first));
  await page.locator("#p-1 a.noteref").click();
  await expect(page.locator(":target")).toContainText("This note stands at the end of the chapter.");
  await page.locator(":target").getByRole("link", { name: "Back to passage 1" }).click();
  await expect(page).toHaveURL(/#p-1$/);

  await page.goto(chapterPath(DESK_BOOK.second));
  await page.locator("#p-1 a.noteref").click();
  await expect(page.locator(":target")).toContainText("This note stands at the end of the book.");
  await page.locator(":target").getByRole("link", { name: "Back to passage 1" }).click();
  await expect(page).toHaveURL(new RegExp(`${chapterPath(DESK_BOOK.second)}#p-1$`));

  await page.getByRole("button", { name: "I have read to here" }).click();
  await expect(page).toHaveURL(/#read-to-here$/);
  await expect(page.getByText("You have read this chapter.")).toBeVisible();
  await page.getByRole("button", { name: "Take it back" }).click();
  await expect(page.getByRole("button", { name: "I have read to here" })).toBeVisible();
});

test("a chapter on paper has its source, its numbers and its notes, and nothing of the screen", async ({ browser }) => {
  const { page } = await deviceOf(browser, member(2));
  await page.addInitScript(() => {
    window.print = () => void document.documentElement.setAttribute("data-printed", "");
  });
  await openChapter(page, chapterPath(DESK_BOOK.first));
  await page.getByRole("button", { name: "Print or save as PDF" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-printed", "");
  const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ format: "A4" })));
  const { text, totalPages } = await extractText(pdf, { mergePages: true });
  expect(totalPages).toBeGreaterThan(1);
  const words = text.replace(/\s+/g, " ");
  for (const expected of [
    DESK_BOOK.author,
    DESK_BOOK.title,
    DESK_BOOK.first,
    "said a reader",
    "So does this one.",
    "Value number 14",
  ])
    expect(words).toContain(expected);
  for (const passage of [1, 9, 30, 48]) expect(words).toMatch(new RegExp(`\\b${passage} `));
  for (const screen of ["I have read to here", "Contents", "Thursday Circle", "Margin Chat"]) expect(words).not.toContain(screen);
});

for (const theme of ["paper", "sepia", "night", "contrast"]) {
  test(`the desk is accessible in ${theme}, wide and narrow, in either direction`, async ({ browser }) => {
    for (const width of [1440, 320]) {
      const device = await deviceOf(browser, member(2), { viewport: { width, height: 800 } });
      for (const title of [DESK_BOOK.first, DESK_BOOK.arabic]) {
        await device.context.addCookies([{ name: "interleaf-look", value: `theme=${theme}`, url: server.url }]);
        await openChapter(device.page, chapterPath(title));
        await expectAccessible(device.page, `${title} at ${width} in ${theme}`);
        expect(await device.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
      }
      await device.context.close();
    }
  });
}

test("the largest letters fit the smallest screen, and colours may be the system’s", async ({ browser }) => {
  const { page, context } = await deviceOf(browser, member(2), { viewport: { width: 320, height: 640 }, forcedColors: "active" });
  await context.addCookies([{ name: "interleaf-look", value: "size=quadruple.face=dyslexic.justify=both", url: server.url }]);
  for (const title of [DESK_BOOK.first, DESK_BOOK.second, DESK_BOOK.arabic]) {
    await openChapter(page, chapterPath(title));
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await expectAccessible(page, `${title} with large letters`);
  }
  const levels = await page.locator("h1, h2, h3, h4, h5, h6").evaluateAll((all) => all.map((one) => Number(one.localName[1])));
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
});

// Marks on the page: which note a click opens, what arrives live, what is heard of them, a crowded chapter, forced colours and paper.
import { type Browser, expect, type Page, test } from "@playwright/test";
import { v7 } from "uuid";
import { DESK_BOOK, makeDeskBook } from "./desk-book.ts";
import { type Evening, type Person, setUpEvening } from "./evening.ts";
import { expectAccessible, openServer, type Someone, someone } from "./people.ts";
import type { ServerProcess } from "./server-process.ts";

interface Passage {
  id: string;
  number: number;
  text: string;
}

let server: ServerProcess;
let evening: Evening;
let chapters: { id: string; title: string }[];
test.beforeAll(async () => {
  server = await openServer({ RATE_LIMITS: "off" });
  evening = await setUpEvening(server, 2, { name: "hard.epub", bytes: makeDeskBook() });
  const { state } = await evening.host.client.query<{ state: { book: { contents: typeof chapters } } }>("group.read", {
    groupId: evening.groupId,
  });
  chapters = state.book.contents;
});
test.afterAll(() => server?.stop());

const member = (index: number): Person => evening.members[index] ?? evening.host;
const chapterOf = (title: string) => chapters.find((chapter) => chapter.title === title)?.id ?? "";
const pathOf = (title: string) => `/groups/${evening.groupId}/read/${chapterOf(title)}`;

async function deviceOf(browser: Browser, person: Person, options: Parameters<typeof someone>[2] = {}): Promise<Someone> {
  const device = await someone(browser, server, { viewport: { width: 1440, height: 900 }, ...options });
  const pairs = person.client.cookie
    .split("; ")
    .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]);
  await device.context.addCookies(pairs.map(([name = "", value = ""]) => ({ name, value, url: server.url })));
  return device;
}

async function openChapter(page: Page, title: string): Promise<void> {
  await page.goto(pathOf(title));
  await expect(page.locator("button.passage-notes").first()).toBeAttached();
}

async function passagesOf(title: string): Promise<Passage[]> {
  const input = { groupId: evening.groupId, chapterId: chapterOf(title) };
  return (await evening.host.client.query<{ passages: Passage[] }>("chapter.read", input)).passages;
}

/** Writes a note about words of a chapter, as this person would on another device. Gives its id. */
async function note(person: Person, title: string, on: string | { passage: Passage; start: number; end: number }, body: string) {
  const passage = typeof on === "string" ? (await passagesOf(title)).find(({ text }) => text.includes(on)) : on.passage;
  if (!passage) throw new Error(`“${on}” does not stand in this chapter`);
  const start = typeof on === "string" ? passage.text.indexOf(on) : on.start;
  const end = typeof on === "string" ? start + on.length : on.end;
  const { id, text } = passage;
  const annotationId = v7();
  await person.client.mutate("annotation.add", {
    ...{ id: v7(), annotationId, groupId: evening.groupId, chapterId: chapterOf(title), kind: "remark", body },
    anchor: {
      ...{ passage: id, start, endPassage: id, end, quote: text.slice(start, end) },
      ...{ before: text.slice(Math.max(0, start - 32), start), after: text.slice(end, end + 32) },
    },
  });
  return annotationId;
}

/** Clicks on the middle letter of words as they stand on the page, whatever elements they are in. */
async function clickOn(page: Page, words: string): Promise<void> {
  const { x, y } = await page.evaluate((wanted) => {
    const root = document.querySelector(".reading") as Element;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement?.closest("[data-out]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    const letters: [Text, number][] = [];
    let text = "";
    for (let one = walker.nextNode() as Text | null; one; one = walker.nextNode() as Text | null)
      for (let index = 0; index < one.length; index++) {
        letters.push([one, index]);
        text += one.data[index];
      }
    const letter = letters[text.indexOf(wanted) + Math.floor(wanted.length / 2)];
    if (!text.includes(wanted) || !letter) throw new Error(`“${wanted}” does not stand on this page`);
    letter[0].parentElement?.scrollIntoView({ block: "center" });
    const range = document.createRange();
    range.setStart(letter[0], letter[1]);
    range.setEnd(letter[0], letter[1] + 1);
    const { left, top, width, height } = range.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  }, words);
  await page.mouse.click(x, y);
}

const card = (page: Page, noteId: string) => page.locator(`#a-${noteId}`);
const openCard = (page: Page, noteId: string) => card(page, noteId).getByRole("button", { name: "Close" });

test("a click on marked words opens the note that begins there last, and the next click the one beneath", async ({ browser }) => {
  const reader = await deviceOf(browser, member(0));
  const { page } = reader;
  const wide = await note(member(1), DESK_BOOK.first, "history of reading is the history of margins", "over the inline end");
  const inner = await note(member(1), DESK_BOOK.first, "reading is", "the inner one");
  const other = await note(member(1), DESK_BOOK.first, "Leaf 3 of the plain part", "elsewhere");
  await openChapter(page, DESK_BOOK.first);

  await clickOn(page, "reading");
  await expect(openCard(page, inner)).toBeVisible();
  await clickOn(page, "reading");
  await expect(openCard(page, wide)).toBeVisible();
  await expect(openCard(page, inner)).toHaveCount(0);
  await clickOn(page, "reading");
  await expect(openCard(page, inner)).toBeVisible();
  await clickOn(page, "of margins");
  await expect(openCard(page, wide)).toBeVisible();
  await clickOn(page, "Leaf 3");
  await expect(openCard(page, other)).toBeVisible();
  await clickOn(page, "Leaf 5");
  await expect(openCard(page, other), "plain words open nothing").toBeVisible();
  await page.mouse.dblclick(0, 0);

  await test.step("selecting marked words opens nothing", async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await expect(openCard(page, other)).toHaveCount(0);
    const box = await page.locator("mark", { hasText: "Leaf 3" }).boundingBox();
    if (!box) throw new Error("The mark is not on the page");
    await page.mouse.move(box.x + 4, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    await expect(page.getByRole("toolbar", { name: "For the selected words" })).toBeVisible();
    await expect(openCard(page, other)).toHaveCount(0);
  });

  await test.step("Enter on the number of a passage opens its first note, with Shift what can be done with it", async () => {
    await page.evaluate(() => getSelection()?.removeAllRanges());
    await page.locator("#p-1 > .passage-number").focus();
    await page.keyboard.press("Enter");
    await expect(openCard(page, wide)).toBeVisible();
    await expect(card(page, wide)).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(page.locator("#p-1 > .passage-number")).toBeFocused();
    await page.keyboard.press("Shift+Enter");
    await expect(page.getByRole("toolbar", { name: "For passage 1" })).toBeVisible();
    await page.keyboard.press("Escape");
  });
  expect(reader.faults).toEqual([]);
});

test("what arrives is painted at once, folded into the marks, and leaves a selection as it was", async ({ browser }) => {
  const reader = await deviceOf(browser, member(0));
  const { page } = reader;
  await openChapter(page, DESK_BOOK.second);
  const words = "Margin 7 of the plain part";
  await page.evaluate((wanted) => {
    const block = [...document.querySelectorAll("[data-words]")].find(({ textContent }) => textContent.includes(wanted));
    const text = block?.firstChild as Text;
    block?.scrollIntoView({ block: "center" });
    // Backwards, as somebody who drags to the left leaves it.
    const start = text.data.indexOf("plain");
    getSelection()?.setBaseAndExtent(text, start + "plain part. A reader".length, text, start);
  }, words);
  await expect(page.getByRole("toolbar", { name: "For the selected words" })).toBeVisible();
  const seen = await page.evaluate(() => {
    const painted: string[] = [];
    const set = CSS.highlights.set.bind(CSS.highlights);
    CSS.highlights.set = (name, highlight) => {
      painted.push(name);
      return set(name, highlight);
    };
    Object.assign(window, { painted });
    return getSelection()?.toString();
  });

  await note(member(0), DESK_BOOK.second, words, "mine, from my other device");
  await expect(page.locator("mark", { hasText: words })).toHaveCount(1);
  expect(await page.evaluate(() => (window as unknown as { painted: string[] }).painted)).toContain("note-live-remark");
  expect(await page.evaluate(() => [...CSS.highlights.keys()].filter((name) => name.startsWith("note-live")))).toEqual([]);
  const kept = await page.evaluate(() => {
    const { anchorNode, anchorOffset, focusNode } = getSelection() as Selection;
    const range = getSelection()?.getRangeAt(0);
    return {
      words: getSelection()?.toString(),
      backward: range?.endContainer === anchorNode && range?.endOffset === anchorOffset,
      focusNode: focusNode !== null,
    };
  });
  expect(kept).toEqual({ words: seen, backward: true, focusNode: true });

  await test.step("notes and replies of others are said once, together, and the keyboard stays", async () => {
    await page.evaluate(() => getSelection()?.removeAllRanges());
    await page.locator("#p-3 > .passage-number").focus();
    const mine = await note(member(0), DESK_BOOK.second, "Margin 9 of the plain part", "to be answered");
    await expect(page.locator("mark", { hasText: "Margin 9 of" })).toHaveCount(1);
    await note(member(1), DESK_BOOK.second, "Margin 11 of the plain part", "one");
    await note(member(1), DESK_BOOK.second, "Margin 12 of the plain part", "two");
    await member(1).client.mutate("reply.add", {
      ...{ id: v7(), replyId: v7(), groupId: evening.groupId, annotationId: mine, body: "An answer." },
    });
    await expect(page.getByRole("status").filter({ hasText: "2 new notes, 1 new reply" })).toHaveCount(1);
    await expect(page.locator("#p-3 > .passage-number")).toBeFocused();
    await expect(page.locator("mark", { hasText: "Margin 11 of" }), "notes of others wait").toHaveCount(0);
    await page.getByRole("button", { name: "Show 2 new notes" }).click();
    await expect(page.locator("mark", { hasText: "Margin 11 of" })).toHaveCount(1);
    await expect(page.locator("mark", { hasText: "Margin 12 of" })).toHaveCount(1);
  });

  await test.step("what is taken away goes out of the marks", async () => {
    await clickOn(page, "Margin 7 of");
    await page.getByRole("button", { name: "More about this note" }).click();
    await page.getByRole("menuitem", { name: "Take away" }).click();
    await expect(page.locator("mark", { hasText: words })).toHaveCount(0);
  });
  expect(reader.faults).toEqual([]);
});

test("a browser without highlights paints what arrives at once", async ({ browser }) => {
  const { page, faults, context } = await deviceOf(browser, member(0));
  await context.addInitScript(() => {
    Object.assign(window, { Highlight: undefined });
  });
  await openChapter(page, DESK_BOOK.second);
  await note(member(0), DESK_BOOK.second, "Margin 21 of the plain part", "no highlights here");
  await expect(page.locator("mark", { hasText: "Margin 21 of" })).toHaveCount(1);
  expect(faults).toEqual([]);
});

test("a passage leads to its notes for those who listen, and how much is heard is the reader's choice", async ({ browser }) => {
  const noteId = await note(member(1), DESK_BOOK.second, "the room beside the words", "heard");
  const reader = await deviceOf(browser, member(0));
  const { page } = reader;
  await openChapter(page, DESK_BOOK.second);
  const way = page.getByRole("button", { name: /note.* on passage 1$/ });
  const threads = page.locator(`[id="${await way.getAttribute("aria-details")}"]`);
  await expect(threads.locator(`#a-${noteId}`)).toBeAttached();
  await expectAccessible(page, "the desk with notes");

  const mark = page.locator("#p-2 mark, #p-1 mark").filter({ hasText: "the room beside" });
  await expect(mark).toHaveAttribute("data-k", "remark");
  await expect(mark).not.toHaveAttribute("role");
  const look = page.getByRole("button", { name: "How the page looks" });
  await look.click();
  await page.getByRole("radio", { name: "Nothing" }).check({ force: true });
  await expect(mark).toHaveAttribute("role", "none");
  await page.getByRole("radio", { name: "At the words" }).check({ force: true });
  await expect(mark.locator(".mark-edge").first()).toHaveText("[note begins]");
  await expect(mark).not.toHaveAttribute("role");
  await page.keyboard.press("Escape");

  await test.step("from the first byte, and no part of what is quoted", async () => {
    await page.reload();
    await expect(page.locator("button.passage-notes").first()).toBeAttached();
    await expect(mark.locator(".mark-edge")).toHaveText(["[note begins]", "[note ends]"]);
    await clickOn(page, "room");
    await expect(openCard(page, noteId)).toBeVisible();
  });
  await test.step("without script too", async () => {
    const still = await deviceOf(browser, member(0), { javaScriptEnabled: false });
    await still.context.addCookies(await reader.context.cookies());
    await still.page.goto(pathOf(DESK_BOOK.second));
    const link = still.page.getByRole("link", { name: /note.* on passage 1$/ });
    await expect(still.page.locator((await link.getAttribute("href")) as string)).toBeVisible();
    await expect(still.page.locator(`[id="${await link.getAttribute("aria-details")}"] article`).first()).toBeVisible();
    await expect(still.page.locator(".mark-edge").first()).toHaveText("[note begins]");
  });
  expect(reader.faults).toEqual([]);
});

test("marks hold in forced colours and on paper", async ({ browser }) => {
  await note(member(1), DESK_BOOK.first, "A quotation of some words", "on paper");
  const { page } = await deviceOf(browser, member(0));
  await openChapter(page, DESK_BOOK.first);
  const mark = page.locator("mark", { hasText: "A quotation of some words" });
  const look = () =>
    mark.evaluate((element) => {
      const { textDecorationLine, textDecorationStyle, backgroundColor } = getComputedStyle(element);
      return { textDecorationLine, textDecorationStyle, backgroundColor };
    });
  await page.emulateMedia({ forcedColors: "active" });
  expect(await look()).toMatchObject({ textDecorationLine: "underline", textDecorationStyle: "dotted" });
  await page.emulateMedia({ forcedColors: null, media: "print" });
  const printed = await look();
  expect(printed).toMatchObject({ textDecorationLine: "underline", textDecorationStyle: "dotted" });
  expect(printed.backgroundColor).toMatch(/transparent|\/ 0\)|, 0\)/);
  await expect(page.locator("button.passage-notes").first()).toBeHidden();
});

test("a chapter with a thousand notes is read like any other", async ({ browser }) => {
  test.setTimeout(180_000);
  const passages = (await passagesOf(DESK_BOOK.first)).filter(({ text }) => text.startsWith("Leaf "));
  const ids = new Map<number, string[]>();
  const write = async (index: number) => {
    const passage = passages[index % passages.length];
    if (!passage) throw new Error("There are no leaves");
    const start = (index * 7) % 60;
    const on = { passage, start, end: start + 12 + (index % 40) };
    const id = await note(member(index % 2), DESK_BOOK.first, on, `number ${index}`);
    ids.set(passage.number, [...(ids.get(passage.number) ?? []), id]);
  };
  const left = Array.from({ length: 1_000 }, (_, index) => index).values();
  const writeAll = async () => {
    for (const index of left) await write(index);
  };
  await Promise.all(Array.from({ length: 6 }, writeAll));
  const reader = await deviceOf(browser, member(0));
  const { page } = reader;
  const answer = await page.goto(pathOf(DESK_BOOK.first));
  const html = (await answer?.text()) ?? "";
  expect(html.match(/<article id="a-/g)?.length).toBeLessThanOrEqual(120);
  expect(html, "what most notes say comes after the text").not.toContain("number 777");
  await expect(page.locator("button.passage-notes").first()).toBeAttached();

  const last = passages.at(-1);
  if (!last) throw new Error("There are no leaves");
  await test.step("each passage says how many notes it has, and leads to them", async () => {
    const way = page.locator(`#p-${last.number} > .passage-notes`);
    await expect(way).toHaveAttribute("data-count", String(ids.get(last.number)?.length));
    await way.click();
    const open = page.locator(".margin-column [data-fixed] article");
    await expect(open.getByRole("button", { name: "Close" })).toBeVisible();
    const distance = await page.evaluate((number) => {
      const [passage, card] = [document.getElementById(`p-${number}`), document.querySelector(".margin-column [data-fixed]")];
      return Math.abs((passage?.getBoundingClientRect().top ?? 0) - (card?.getBoundingClientRect().top ?? 999));
    }, last.number);
    expect(distance).toBeLessThan(2);
    await expect(page.locator(`[id="${await way.getAttribute("aria-details")}"]`)).toHaveCount(1);
  });
  await test.step("only cards near the window are in the page, and none lies over another", async () => {
    expect(await page.locator(".margin-column article").count()).toBeLessThan(120);
    const over = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll(".margin-column > li:not([data-folded])")].map((item) =>
        item.getBoundingClientRect(),
      );
      return boxes.filter((box, index) => index > 0 && box.top < (boxes[index - 1]?.bottom ?? 0) - 1).length;
    });
    expect(over).toBe(0);
  });
  await test.step("the keys go from note to note, and the crowd unfolds", async () => {
    await page.keyboard.press("k");
    await expect(page.locator(".margin-column [data-fixed] article")).toBeFocused();
    await page.keyboard.press("j");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    const more = page.locator(".margin-column").getByRole("button", { name: /notes? on passage/ });
    const some = await page.locator(".margin-column article").count();
    await more.last().click();
    await expect.poll(() => page.locator(".margin-column article").count()).toBeGreaterThan(some);
  });
  await test.step("and on a phone the margin is a sheet of them", async () => {
    const phone = await deviceOf(browser, member(0), { viewport: { width: 390, height: 844 }, hasTouch: true });
    await openChapter(phone.page, DESK_BOOK.first);
    await phone.page.getByRole("button", { name: "Margin" }).click();
    const sheet = phone.page.getByRole("dialog");
    await expect(sheet.locator("article").first()).toBeVisible();
    expect(await sheet.locator("article").count()).toBeLessThan(400);
    await expectAccessible(phone.page, "the sheet of a crowded margin");
  });
  await expectAccessible(page, "a crowded margin");
  expect(reader.faults).toEqual([]);
});

// Writing in the margin: selecting by mouse, keys and finger, the composer and all it offers, drafts that nothing loses, edits, two people at once.
import { type Browser, type BrowserContext, expect, type Locator, type Page, test } from "@playwright/test";
import { v7 } from "uuid";
import { DESK_BOOK, makeDeskBook } from "./desk-book.ts";
import { type Evening, type Person, setUpEvening } from "./evening.ts";
import { expectAccessible, onWords, openServer, PASSWORD, type Someone, someone } from "./people.ts";
import type { ServerProcess } from "./server-process.ts";

let server: ServerProcess;
let evening: Evening;
let chapters: { id: string; title: string }[];
const ARABIC = "أمل حداد";
const MOBILE = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true };

test.beforeAll(async () => {
  server = await openServer();
  evening = await setUpEvening(server, 3, { name: "hard.epub", bytes: makeDeskBook() });
  const { host, groupId, members } = evening;
  const { state } = await host.client.query<{ state: { book: { contents: typeof chapters } } }>("group.read", { groupId });
  chapters = state.book.contents;
  await members[1]?.client.mutate("member.rename", { id: v7(), groupId, name: ARABIC });
  await host.client.mutate("tag.keep", { id: v7(), groupId, tags: ["bread", "two words", "خبز"] });
  await settle({});
  const local = { local: "2026-12-03T18:30", zone: "Europe/London", minutes: 90 };
  const meeting = { meetingId: v7(), groupId, title: "The first evening", place: "", link: "", chapterIds: [] };
  await host.client.mutate("meeting.schedule", { id: v7(), ...meeting, ...local });
});
test.afterAll(() => server?.stop());

const settle = (rules: object) =>
  evening.host.client.mutate("group.settleMargin", {
    ...{ id: v7(), groupId: evening.groupId, spoilers: "off", widest: "organisation", blindFirst: false },
    ...rules,
  });
const member = (index: number): Person => evening.members[index] ?? evening.host;
const chapterPath = (title: string) =>
  `/groups/${evening.groupId}/read/${chapters.find((chapter) => chapter.title === title)?.id}`;

async function signIn(context: BrowserContext, person: Person): Promise<void> {
  const pairs = person.client.cookie
    .split("; ")
    .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]);
  await context.addCookies(pairs.map(([name = "", value = ""]) => ({ name, value, url: server.url })));
}
async function deviceOf(browser: Browser, person: Person, options: Parameters<typeof someone>[2] = {}): Promise<Someone> {
  const device = await someone(browser, server, { viewport: { width: 1440, height: 900 }, ...options });
  await signIn(device.context, person);
  return device;
}
async function openChapter(page: Page, title: string): Promise<void> {
  await page.goto(chapterPath(title));
  await expect(page.locator("button.passage-notes").first()).toBeAttached();
}
const number = (page: Page, passage: number) => page.locator(`#p-${passage} > .passage-number`);
const selected = (page: Page) => page.evaluate(() => String(getSelection()));
const composer = (page: Page) => page.getByRole("form", { name: /^On “/ });
const send = (page: Page) => composer(page).getByRole("button", { name: "Send", exact: true }).click();
/** How many stretches the page points out as written about. */
const pointedOut = (page: Page) =>
  page.evaluate(() => {
    const ranges = [...(CSS.highlights.get("note-writing") ?? [])];
    return ranges.map((range) => (range instanceof Range ? range.toString() : "")).join("|");
  });
async function focusPassage(page: Page, passage: number): Promise<void> {
  await number(page, passage).focus();
  await number(page, passage).evaluate((element) => element.scrollIntoView({ block: "center" }));
}
/** The notes of a chapter as one person reads them. */
async function notesOf(person: Person, title: string) {
  const chapterId = chapters.find((chapter) => chapter.title === title)?.id;
  type Note = {
    id: string;
    kind: string;
    body: string;
    visibility: string;
    heldAt?: string;
    tags: string[];
    to?: object;
    reactions: { reaction: string }[];
    anchor: { quote: string };
  };
  const margin = await person.client.query<Record<"shared" | "own", { state: Note[] }>>("annotation.margin", {
    groupId: evening.groupId,
    chapterId,
  });
  return [...margin.shared.state, ...margin.own.state];
}

test("a note is written with the keyboard alone: words, kind, signs, a name, a tag", async ({ browser }) => {
  const { page, strayed, faults } = await deviceOf(browser, member(0));
  await openChapter(page, DESK_BOOK.second);
  await focusPassage(page, 1);

  await test.step("words are selected by keys, word by word and sentence by sentence", async () => {
    await page.keyboard.press("Shift+ArrowRight");
    await expect.poll(() => selected(page)).toBe("A");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    await expect.poll(() => selected(page)).toBe("A margin is");
    await page.keyboard.press("Shift+ArrowLeft");
    await expect.poll(() => selected(page)).toBe("A margin");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => selected(page)).toBe("margin");
    await page.keyboard.press("v");
    await expect.poll(() => selected(page)).toBe("A margin is the room beside the words.");
    await page.keyboard.press("Escape");
    await expect.poll(() => selected(page)).toBe("");
    await page.keyboard.press("v");
    await expect.poll(() => selected(page)).toBe("A");
    await expect(number(page, 1)).toBeFocused();
  });

  await test.step("the keyboard goes into the bar and back", async () => {
    const bar = page.getByRole("toolbar", { name: "For the selected words" });
    await expect(bar).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(bar.getByRole("button", { name: "Highlight" })).toBeFocused();
    await page.keyboard.press("ArrowRight");
    await expect(bar.getByRole("button", { name: "Note", exact: true })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(number(page, 1)).toBeFocused();
    expect(await selected(page)).toBe("A");
  });

  const box = () => page.getByRole("textbox", { name: "Your question" });
  await test.step("a key begins to write; Esc leads back to the words, and what was typed stays", async () => {
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("q");
    await expect(box()).toBeFocused();
    await page.keyboard.type("Is it?");
    await page.keyboard.press("Escape");
    await expect(number(page, 1)).toBeFocused();
    await expect.poll(() => selected(page)).toBe("A margin");
    await page.keyboard.press("q");
    await expect(box()).toHaveValue("Is it?");
  });

  await test.step("signs are put in and taken out by keys", async () => {
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.press("ControlOrMeta+b");
    await expect(box()).toHaveValue("**Is it?**");
    await page.keyboard.press("ControlOrMeta+b");
    await page.keyboard.press("ControlOrMeta+i");
    await expect(box()).toHaveValue("*Is it?*");
    await page.keyboard.press("ControlOrMeta+Shift+Period");
    await expect(box()).toHaveValue("> *Is it?*");
    await page.keyboard.press("ControlOrMeta+Shift+Period");
    await page.keyboard.press("ControlOrMeta+z");
    await expect(box()).toHaveValue("> *Is it?*");
    await page.keyboard.press("End");
    await page.keyboard.type("\n\nSo says 😀 @");
    const people = page.getByRole("listbox", { name: "People of Thursday Circle" });
    await expect(people.getByRole("option")).toHaveCount(3);
    await page.keyboard.type("حد");
    await expect(people.getByRole("option")).toHaveText([ARABIC]);
    await expect(box()).toHaveAttribute("aria-activedescendant", /.+/);
    await page.keyboard.press("Enter");
    await expect(box()).toHaveValue(/😀 @\[أمل حداد\]\([0-9a-f-]{36}\) $/);
    await page.keyboard.type("see ");
    await page.keyboard.press("ControlOrMeta+k");
    await page.keyboard.type("99");
    await page.keyboard.press("Enter");
    await expect(page.getByText("This chapter has no passage 99.")).toBeVisible();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("3");
    await page.keyboard.press("Enter");
    await expect(box()).toHaveValue(/see \[passage 3\]\(passage:[0-9a-f-]{36}#3\)$/);
    await expect(box()).toBeFocused();
    await page.keyboard.type(" #br");
    const tags = page.getByRole("listbox", { name: "Tags" });
    await expect(tags.getByRole("option")).toHaveText(["bread"]);
    await page.keyboard.press("Escape");
    await expect(tags).toHaveCount(0);
    await expect(box()).toBeFocused();
    await page.keyboard.type("e");
    await page.keyboard.press("Tab");
    await expect(composer(page).getByRole("button", { name: "Take the tag bread away" })).toBeVisible();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    const field = page.getByRole("combobox", { name: "Tags" });
    await expect(field).toBeFocused();
    await expect(tags.getByRole("option").first()).toHaveText("two words");
    await page.keyboard.type("roses,");
    await expect(composer(page).getByRole("button", { name: "Take the tag roses away" })).toBeVisible();
  });

  await test.step("it is sent by keys, shown at once, and read by those who are named", async () => {
    await box().focus();
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(number(page, 1)).toBeFocused();
    await expect
      .poll(async () => (await notesOf(member(1), DESK_BOOK.second)).map(({ tags }) => tags))
      .toEqual([["bread", "roses"]]);
    const [note] = await notesOf(member(1), DESK_BOOK.second);
    expect(note).toMatchObject({ kind: "question", visibility: "group", anchor: { quote: "A margin" } });
    const reader = await deviceOf(browser, member(1));
    await openChapter(reader.page, DESK_BOOK.second);
    await reader.page.getByRole("button", { name: /Open the note by Member 1/ }).click();
    const card = reader.page.getByRole("article").filter({ hasText: "So says 😀" });
    await expect(card.getByText(`@${ARABIC}`, { exact: true })).toBeVisible();
    await card.getByRole("link", { name: "passage 3" }).click();
    await expect(number(reader.page, 3)).toBeFocused();
    expect([reader.strayed, reader.faults]).toEqual([[], []]);
  });
  expect([strayed, faults]).toEqual([[], []]);
});

test("who will see a note is said in words, and the last choice of a chapter is the next one’s", async ({ browser }) => {
  const { page } = await deviceOf(browser, member(0));
  await openChapter(page, DESK_BOOK.first);
  const form = composer(page);
  const write = async (passage: number, words: string) => {
    await focusPassage(page, passage);
    await page.keyboard.press("n");
    await page.getByRole("textbox", { name: "Your note" }).fill(words);
  };
  const choose = async (name: string | RegExp) => {
    await form.getByRole("button", { name: "Change who will see it" }).click();
    await form.getByRole("radio", { name }).check();
  };

  await write(10, "for the hosts");
  await expect(form.getByText("Visible to the 4 members of Thursday Circle.")).toBeVisible();
  await choose("The hosts of Thursday Circle (Hanna Osei)");
  await expect(form.getByText("Visible to the hosts of Thursday Circle (Hanna Osei).")).toBeVisible();
  await expect(form.getByRole("radio")).toHaveCount(7);
  for (const name of ["Only me", "The 4 members of Thursday Circle", "Everybody in Harbour branch who reads this book"])
    await expect(form.getByRole("radio", { name })).toBeVisible();
  await expect(form.getByRole("radio", { name: "Everybody in Readers’ Union who reads this book" })).toBeVisible();
  await form.getByRole("textbox", { name: "Your note" }).pressSequentially(" @Member 2");
  await form.getByRole("textbox", { name: "Your note" }).fill("for the hosts, not @");
  await page.keyboard.type("Mem");
  await page.getByRole("option", { name: "Member 3" }).click();
  await expect(form.getByText("Member 3 will be named, but not see this.")).toBeVisible();
  await form.getByRole("checkbox", { name: "Hold until the meeting" }).check();
  await expect(form.getByText("Shown to the others when the meeting on Thursday 3 December starts.")).toBeVisible();
  await expectAccessible(page, "the open composer");
  await send(page);
  await expect
    .poll(async () => (await notesOf(member(0), DESK_BOOK.first)).map(({ visibility }) => visibility))
    .toEqual(["hosts"]);
  const [note] = await notesOf(member(0), DESK_BOOK.first);
  expect(note?.heldAt).toBeDefined();
  expect(await notesOf(evening.host, DESK_BOOK.first)).toEqual([]);

  await test.step("a highlight, which says nothing, is for no more people", async () => {
    await focusPassage(page, 11);
    await page.keyboard.press("h");
    await expect
      .poll(async () => (await notesOf(member(0), DESK_BOOK.first)).map(({ visibility }) => visibility))
      .toEqual(["hosts", "hosts"]);
  });

  await test.step("the next note is for the same, also after a reload, and in another chapter for the group", async () => {
    await page.reload();
    await write(12, "again");
    await expect(form.getByText("Visible to the hosts of Thursday Circle (Hanna Osei).")).toBeVisible();
    await expect(form.getByRole("checkbox", { name: "Hold until the meeting" })).toBeChecked();
    await choose("Everybody in Readers’ Union who reads this book");
    await send(page);
    await openChapter(page, DESK_BOOK.second);
    await write(10, "elsewhere");
    await expect(form.getByText("Visible to the 4 members of Thursday Circle.")).toBeVisible();
    await form.getByRole("button", { name: "Discard" }).click();
  });

  await test.step("where the group has become narrower, so has the choice; and reading blind is said", async () => {
    await settle({ widest: "group", blindFirst: true });
    await openChapter(page, DESK_BOOK.first);
    await write(13, "blind");
    await expect(form.getByText("Visible to the 4 members of Thursday Circle.")).toBeVisible();
    await expect(
      form.getByText(
        "everybody reads unswayed first: notes are shown to the others when the meeting on Thursday 3 December starts",
      ),
    ).toBeVisible();
    await expect(form.getByRole("checkbox", { name: "Hold until the meeting" })).toHaveCount(0);
    await send(page);
    await expect
      .poll(async () => (await notesOf(member(0), DESK_BOOK.first)).find(({ body }) => body === "blind")?.heldAt)
      .toBeDefined();
    await settle({});
  });
});

test("all kinds are written; a link leads to a passage of another chapter or to the web; a question goes to the meeting", async ({
  browser,
}) => {
  const { page } = await deviceOf(browser, member(2));
  await openChapter(page, DESK_BOOK.second);
  const form = composer(page);

  await test.step("a link to a passage, by chapter and number", async () => {
    await focusPassage(page, 20);
    await page.keyboard.press("n");
    await form.getByRole("button", { name: "More kinds" }).click();
    for (const kind of ["Note", "Question", "Objection", "Definition", "Link"])
      await expect(form.getByRole("radio", { name: kind, exact: true })).toBeVisible();
    await form.getByRole("radio", { name: "Link", exact: true }).check();
    await expect(form.getByRole("button", { name: "Send", exact: true })).toBeDisabled();
    await form.getByLabel("Chapter", { exact: true }).selectOption({ label: DESK_BOOK.first });
    await form.getByLabel("Passage number or address").fill("500");
    await expect(form.getByText(`“${DESK_BOOK.first}” has no passage 500.`)).toBeVisible();
    await form.getByLabel("Passage number or address").fill("1");
    await expect(form.getByText(`Leads to passage 1 of “${DESK_BOOK.first}”: “All of the history of reading`)).toBeVisible();
    await form.evaluate((element) => element.scrollIntoView({ block: "center" }));
    await expectAccessible(page, "the composer of a link");
    await send(page);
    await expect
      .poll(async () => (await notesOf(member(2), DESK_BOOK.second)).find(({ kind }) => kind === "link")?.to)
      .toMatchObject({ chapterId: chapters.find(({ title }) => title === DESK_BOOK.first)?.id });
  });

  await test.step("an address that is pasted: of a passage, of the web", async () => {
    await focusPassage(page, 21);
    await page.keyboard.press("n");
    await page.getByRole("textbox", { name: "Your note" }).evaluate(
      (box, text) => {
        const data = new DataTransfer();
        data.setData("text/plain", text);
        box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      },
      `${server.url}${chapterPath(DESK_BOOK.first)}#p-4`,
    );
    await expect(page.getByRole("textbox", { name: "Your note" })).toHaveValue(/^\[passage 4\]\(passage:[0-9a-f-]{36}#4\)$/);
    await form.getByRole("button", { name: "Preview" }).click();
    await expect(form.getByRole("region", { name: "How it will look" }).getByRole("link", { name: "passage 4" })).toHaveAttribute(
      "href",
      `${chapterPath(DESK_BOOK.first)}#p-4`,
    );
    await form.getByRole("button", { name: "Go on writing" }).click();
    await form.getByRole("button", { name: "More kinds" }).click();
    await form.getByRole("radio", { name: "Link", exact: true }).check();
    await form.getByLabel("Passage number or address").fill("javascript:alert(1)");
    await expect(form.getByText("This is neither a passage number nor a web address.")).toBeVisible();
    await form.getByLabel("Passage number or address").fill("https://example.org/a?b=c");
    await expect(form.getByText("Leads to example.org")).toBeVisible();
    await send(page);
    await expect
      .poll(async () => (await notesOf(member(2), DESK_BOOK.second)).map(({ to }) => to))
      .toContainEqual({ href: "https://example.org/a?b=c" });
  });

  await test.step("to the meeting: a question that its author wants talked about there", async () => {
    await onWords(page, "Margin 30 of the plain part", "To the meeting");
    await expect(form.getByText("Asked for the meeting")).toBeVisible();
    await page.getByRole("textbox", { name: "Your question" }).fill("Shall we?");
    await send(page);
    await expect
      .poll(async () =>
        (await notesOf(evening.host, DESK_BOOK.second))
          .find(({ body }) => body === "Shall we?")
          ?.reactions.map(({ reaction }) => reaction),
      )
      .toEqual(["to_meeting"]);
  });

  await test.step("words across passages and inline markup", async () => {
    await openChapter(page, DESK_BOOK.first);
    await page.evaluate(() => {
      const [from, to] = [document.querySelector("#p-1 em"), document.querySelector("#p-2 [data-words]")];
      getSelection()?.setBaseAndExtent(from?.firstChild ?? document, 4, to?.firstChild ?? document, 9);
    });
    await page
      .getByRole("toolbar", { name: "For the selected words" })
      .getByRole("button", { name: "Note", exact: true })
      .click();
    await page.getByRole("textbox", { name: "Your note" }).fill("over both");
    await send(page);
    await expect
      .poll(async () => (await notesOf(member(2), DESK_BOOK.first)).find(({ body }) => body === "over both")?.anchor.quote)
      .toBe("history of reading is the history of margins, said a reader — “and of pencils”.\nA heading");
  });
});

test("a draft is lost by nothing: not by a tab that is killed, nor without a line, nor when the session ends; and nobody else sees it", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { context, page } = await deviceOf(browser, member(1));
  await openChapter(page, DESK_BOOK.first);
  const box = (on: Page) => on.getByRole("textbox", { name: "Your note" });
  await onWords(page, "Leaf 5 of the plain part", "Note");
  await box(page).pressSequentially("Kept while I type, and 😀", { delay: 30 });
  await composer(page).getByRole("combobox", { name: "Tags" }).fill("roses");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(1_000);

  const again = await test.step("the tab is killed", async () => {
    const cdp = await context.newCDPSession(page);
    const crashed = page.waitForEvent("crash");
    void cdp.send("Page.crash").catch(() => {});
    await crashed;
    await page.close();
    const next = await context.newPage();
    await openChapter(next, DESK_BOOK.first);
    await expect(box(next)).toHaveValue("Kept while I type, and 😀");
    await expect(composer(next).getByRole("button", { name: "Take the tag roses away" })).toBeVisible();
    expect(await pointedOut(next)).toBe("Leaf 5 of the plain part");
    // What was only brought back does not take the keyboard.
    await expect(box(next)).not.toBeFocused();
    return next;
  });

  await test.step("somebody else at the same device sees nothing of it", async () => {
    await context.clearCookies();
    await signIn(context, member(2));
    await openChapter(again, DESK_BOOK.first);
    await expect(again.getByText("Kept while I type")).toHaveCount(0);
    await expect(composer(again)).toHaveCount(0);
    await context.clearCookies();
    await signIn(context, member(1));
    await openChapter(again, DESK_BOOK.first);
    await expect(box(again)).toHaveValue("Kept while I type, and 😀");
  });

  await test.step("the session ends while it is being written, and after signing in it goes on", async () => {
    await context.clearCookies();
    await box(again).press("End");
    await box(again).pressSequentially(" more");
    await again.waitForTimeout(500);
    await again.goto(chapterPath(DESK_BOOK.first));
    await expect(again).toHaveURL(/\/sign-in/);
    await again.getByLabel("E-mail address").fill(member(1).email);
    await again.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await again.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(again).toHaveURL(/\/read\//);
    await expect(box(again)).toHaveValue("Kept while I type, and 😀 more");
  });

  await test.step("without a line it is kept, and sent once", async () => {
    await context.setOffline(true);
    await send(again);
    await expect(again.getByText("Kept on this device").first()).toBeVisible();
    await context.setOffline(false);
    await expect
      .poll(
        async () => (await notesOf(evening.host, DESK_BOOK.first)).filter(({ body }) => body.startsWith("Kept while")).length,
        { timeout: 40_000 },
      )
      .toBe(1);
  });
});

test("a note and its replies are given other words while somebody reads them; what is gone meanwhile takes nobody’s words with it", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const ada = await deviceOf(browser, member(0));
  const ben = await deviceOf(browser, member(2));
  const [author, reader] = [ada.page, ben.page];
  await openChapter(author, DESK_BOOK.second);
  await onWords(author, "Margin 12 of the plain part", "Note");
  await author.getByRole("textbox", { name: "Your note" }).fill("First thought");
  await send(author);
  await expect(author.getByText("First thought")).toBeVisible();
  await openChapter(reader, DESK_BOOK.second);
  const open = async (page: Page, words: string) => {
    await page
      .getByRole("article")
      .filter({ hasText: words })
      .getByRole("button", { name: /^Open the/ })
      .click();
    return page.getByRole("article").filter({ has: page.getByRole("button", { name: "More about this note" }) });
  };
  const edit = async (card: Locator, more: string) => {
    await card.getByRole("button", { name: more }).first().click();
    await card.page().getByRole("menuitem", { name: "Change the words" }).click();
  };

  const [mine, theirs] = [await open(author, "First thought"), await open(reader, "First thought")];
  await test.step("the note", async () => {
    await edit(mine, "More about this note");
    const form = author.getByRole("form", { name: "Change the note" });
    const box = form.getByRole("textbox", { name: "Your note" });
    await expect(box).toBeFocused();
    await expect(box).toHaveValue("First thought");
    await expect(form.getByText("The earlier wording is kept")).toBeVisible();
    await expectAccessible(author, "an edit");
    await box.fill("Second thought");
    await author.waitForTimeout(600);
    await author.reload();
    await open(author, "First thought");
    await expect(box).toHaveValue("Second thought");
    await form.getByRole("radio", { name: "Question", exact: true }).check();
    await form.getByRole("button", { name: "Save" }).click();
    await expect(author.getByText("Second thought", { exact: true })).toBeVisible();
    await expect
      .poll(async () => (await notesOf(member(2), DESK_BOOK.second)).find(({ body }) => body === "Second thought")?.kind)
      .toBe("question");
  });

  await test.step("a reply", async () => {
    await theirs.getByRole("button", { name: "Reply", exact: true }).click();
    await reader.getByRole("textbox", { name: "Your reply" }).fill("I think not");
    await reader.waitForTimeout(600);
    await reader.reload();
    await reader
      .getByRole("article")
      .filter({ hasText: "Second thought" })
      .getByRole("button", { name: /^Open the/ })
      .click();
    await expect(reader.getByRole("textbox", { name: "Your reply" })).toHaveValue("I think not");
    await reader.getByRole("button", { name: "Send the reply" }).click();
    await expect(theirs.getByText("I think not", { exact: true })).toBeVisible();
    await edit(theirs, "More about this reply");
    const form = reader.getByRole("form", { name: "Change the reply" });
    await form.getByRole("textbox", { name: "Your reply" }).fill("I think so");
    await form.getByRole("button", { name: "Save" }).click();
    await expect(theirs.getByText("I think so", { exact: true })).toBeVisible();
    await expect(mine.getByText("I think so", { exact: true })).toBeVisible();
  });

  await test.step("a reply to a note that was removed meanwhile is kept, and said so", async () => {
    await onWords(author, "Margin 15 of the plain part", "Note");
    await author.getByRole("textbox", { name: "Your note" }).fill("Soon gone");
    await send(author);
    await reader.reload();
    const card = await open(reader, "Soon gone");
    await card.getByRole("button", { name: "Reply", exact: true }).click();
    await reader.getByRole("textbox", { name: "Your reply" }).fill("Words of mine");
    await reader.waitForTimeout(600);
    const note = (await notesOf(member(0), DESK_BOOK.second)).find(({ body }) => body === "Soon gone");
    await member(0).client.mutate("annotation.remove", { id: v7(), groupId: evening.groupId, annotationId: note?.id });
    const kept = reader.getByRole("list", { name: "Words of yours without a place" });
    await expect(kept).toContainText("Words of mine");
    await expect(kept.getByText("was removed meanwhile. Your words are kept.")).toBeVisible();
    await expectAccessible(reader, "words without a place");
    await reader.reload();
    await expect(kept).toContainText("Words of mine");
    await kept.getByRole("button", { name: "Discard" }).click();
    await expect(kept).toHaveCount(0);
  });
  for (const { strayed, faults } of [ada, ben]) expect([strayed, faults]).toEqual([[], []]);
});

test("with a finger: a long press takes a sentence, handles grow it, the bar stands at the bottom, and the system’s own way still works", async ({
  browser,
}) => {
  const { context, page, faults } = await deviceOf(browser, member(0), MOBILE);
  await openChapter(page, DESK_BOOK.second);
  const cdp = await context.newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", x = 0, y = 0) =>
    cdp.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
  /** Where a word of a passage stands in the window. */
  const at = (passage: number, word: string) =>
    page.evaluate(
      ([on, wanted]) => {
        const walker = document.createTreeWalker(
          document.querySelector(`#p-${on} [data-words]`) ?? document,
          NodeFilter.SHOW_TEXT,
        );
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const start = (node.nodeValue ?? "").indexOf(String(wanted));
          if (start < 0) continue;
          const range = document.createRange();
          range.setStart(node, start);
          range.setEnd(node, start + String(wanted).length);
          const box = range.getBoundingClientRect();
          return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
        }
        throw new Error(`“${wanted}” does not stand there`);
      },
      [passage, word] as const,
    );
  const bar = page.getByRole("toolbar", { name: "For the selected words" });
  const handle = (name: string) => page.getByRole("button", { name });

  await test.step("a finger that moves on scrolls, and takes nothing", async () => {
    const from = await at(3, "reader");
    await touch("touchStart", from.x, from.y);
    await touch("touchMove", from.x, from.y - 60);
    await page.waitForTimeout(700);
    await touch("touchEnd");
    expect(await selected(page)).toBe("");
  });

  await test.step("a long press takes the sentence", async () => {
    await page.locator("#p-4").evaluate((block) => block.scrollIntoView({ block: "center" }));
    await expect(async () => {
      const { x, y } = await at(4, "pencil");
      await touch("touchStart", x, y);
      await page.waitForTimeout(800);
      await touch("touchEnd");
      expect(await selected(page)).toMatch(/^A reader turns it.*pencil\.$/);
    }).toPass();
    await expect(bar).toBeVisible();
    const [box, height] = [await bar.boundingBox(), 780];
    expect(Math.round((box?.y ?? 0) + (box?.height ?? 0))).toBe(height);
    for (const name of ["Beginning of the selected words", "End of the selected words"]) {
      const size = await handle(name).boundingBox();
      expect(Math.min(size?.width ?? 0, size?.height ?? 0)).toBeGreaterThanOrEqual(44);
    }
    await expectAccessible(page, "words taken with a finger");
  });

  await test.step("its handles stop at words, over passages too", async () => {
    const drag = async (name: string, to: { x: number; y: number }) => {
      const box = await handle(name).boundingBox();
      const from = { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + 20 };
      const line = await page.evaluate(() => {
        const boxes = [...(getSelection()?.getRangeAt(0).getClientRects() ?? [])];
        return {
          first: { x: boxes[0]?.left ?? 0, y: ((boxes[0]?.top ?? 0) + (boxes[0]?.bottom ?? 0)) / 2 },
          last: { x: boxes.at(-1)?.right ?? 0, y: ((boxes.at(-1)?.top ?? 0) + (boxes.at(-1)?.bottom ?? 0)) / 2 },
        };
      });
      const end = name.startsWith("End") ? line.last : line.first;
      await touch("touchStart", from.x, from.y);
      await touch("touchMove", to.x + from.x - end.x, to.y + from.y - end.y);
      await touch("touchEnd");
    };
    await drag("End of the selected words", await at(5, "part"));
    await expect.poll(() => selected(page)).toMatch(/^A reader turns it[\s\S]*Margin 4 of the plain part$/);
    await drag("Beginning of the selected words", await at(4, "thought"));
    await expect.poll(() => selected(page)).toMatch(/^thought waits for a pencil\.\s+Margin 4 of the plain part$/);
    await handle("End of the selected words").focus();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => selected(page)).toMatch(/plain$/);
  });

  await test.step("and the note is written in the sheet", async () => {
    await bar.getByRole("button", { name: "Note", exact: true }).tap();
    const sheet = page.getByRole("dialog", { name: "Margin" });
    const box = sheet.getByRole("textbox", { name: "Your note" });
    await expect(box).toBeVisible();
    await box.fill("With a finger 😀");
    await expectAccessible(page, "the composer in its sheet");
    await sheet.getByRole("button", { name: "Close" }).first().tap();
    await expect(sheet).toHaveCount(0);
    const begun = page.getByRole("region", { name: "A note is begun." });
    await expectAccessible(page, "the way back to a draft");
    await begun.getByRole("button", { name: "Go on" }).tap();
    await expect(box).toHaveValue("With a finger 😀");
    await send(page);
    await expect(sheet).toHaveCount(0);
    await expect(handle("End of the selected words")).toHaveCount(0);
    await expect
      .poll(
        async () => (await notesOf(member(0), DESK_BOOK.second)).find(({ body }) => body === "With a finger 😀")?.anchor.quote,
      )
      .toMatch(/^thought waits for a pencil\.\nMargin 4 of the plain$/);
  });

  await test.step("what the system selects has the bar, and the system’s own handles only", async () => {
    await page.evaluate(() => {
      const words = document.querySelector("#p-6 [data-words]");
      if (words) getSelection()?.selectAllChildren(words);
    });
    await expect(bar).toBeVisible();
    await expect(handle("End of the selected words")).toHaveCount(0);
  });
  expect(faults).toEqual([]);
});

test("the open composer is accessible in every theme", async ({ browser }) => {
  const { page, context } = await deviceOf(browser, member(1));
  await openChapter(page, DESK_BOOK.second);
  await onWords(page, "Margin 22 of the plain part", "Note");
  const form = composer(page);
  await form.getByRole("textbox", { name: "Your note" }).fill("To @");
  await page.keyboard.type("Mem");
  await expect(page.getByRole("option")).toHaveCount(2);
  await expectAccessible(page, "names that are offered");
  await page.keyboard.press("Enter");
  await form.getByRole("button", { name: "More kinds" }).click();
  await form.getByRole("button", { name: "Change who will see it" }).click();
  for (const theme of ["paper", "sepia", "night", "contrast"]) {
    await page.evaluate((name) => document.documentElement.setAttribute("data-theme", name), theme);
    await expectAccessible(page, `the composer in ${theme}`);
  }
  await context.close();
});

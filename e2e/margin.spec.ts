// What a group does with its notes, two and three people at once: threads and addresses, reactions and questions, what waits while one reads, filters, hosts, and all notes of the book.
import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import { v7 } from "uuid";
import { DESK_BOOK, makeDeskBook } from "./desk-book.ts";
import { type Evening, type Person, setUpEvening } from "./evening.ts";
import { expectAccessible, openServer, type Someone, someone } from "./people.ts";
import type { ServerProcess } from "./server-process.ts";

let server: ServerProcess;
let evening: Evening;
let chapters: { id: string; title: string }[];
/** Ids of the passages that begin with "Leaf 1", "Leaf 2" … */
let leaves: Map<number, string>;
test.beforeAll(async () => {
  server = await openServer();
  evening = await setUpEvening(server, 3, { name: "hard.epub", bytes: makeDeskBook() });
  const { client } = evening.host;
  const { groupId } = evening;
  const { state } = await client.query<{ state: { book: { contents: typeof chapters } } }>("group.read", { groupId });
  chapters = state.book.contents;
  await client.mutate("group.settleMargin", { id: v7(), groupId, spoilers: "soft", widest: "branch", blindFirst: false });
  const { passages } = await client.query<{ passages: { id: string }[] }>("chapter.read", { groupId, chapterId: first() });
  const numbered = passages.flatMap((passage): [number, string][] => {
    const [, leaf] = /Leaf (\d+) of the plain part/.exec(JSON.stringify(passage)) ?? [];
    return leaf ? [[Number(leaf), passage.id]] : [];
  });
  leaves = new Map(numbered);
});
test.afterAll(() => server?.stop());

const first = () => chapters.find(({ title }) => title === DESK_BOOK.first)?.id ?? "";
const desk = (search = "") => `/groups/${evening.groupId}/read/${first()}${search}`;
const member = (index: number): Person => evening.members[index] ?? evening.host;

/** The anchor of words of a plain leaf. */
function anchorOf(leaf: number, words: string) {
  const text = `Leaf ${leaf} of the plain part. A reader turns it, stops at a word, and goes on to the next line of the same leaf, where another thought waits for a pencil.`;
  const start = text.indexOf(words);
  const end = start + words.length;
  const passage = leaves.get(leaf);
  const context = { before: text.slice(Math.max(0, start - 32), start), after: text.slice(end, end + 32) };
  return { passage, endPassage: passage, start, end, quote: words, ...context };
}
async function write(by: Person, leaf: number, body: string, more: object = {}): Promise<string> {
  const annotationId = v7();
  const place = { groupId: evening.groupId, chapterId: first(), anchor: anchorOf(leaf, "stops at a word") };
  await by.client.mutate("annotation.add", { id: v7(), annotationId, ...place, kind: "remark", body, ...more });
  return annotationId;
}
async function answer(by: Person, annotationId: string, body: string, parentId?: string): Promise<string> {
  const replyId = v7();
  const reply = { id: v7(), replyId, groupId: evening.groupId, annotationId, body, ...(parentId && { parentId }) };
  await by.client.mutate("reply.add", reply);
  return replyId;
}

/** A browser in which this person is signed in. */
async function deviceOf(browser: Browser, person: Person, options: Parameters<typeof someone>[2] = {}): Promise<Someone> {
  const device = await someone(browser, server, { viewport: { width: 1440, height: 900 }, ...options });
  const pairs = person.client.cookie
    .split("; ")
    .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]);
  await device.context.addCookies(pairs.map(([name = "", value = ""]) => ({ name, value, url: server.url })));
  return device;
}
async function openDesk(page: Page, search = ""): Promise<void> {
  await page.goto(desk(search));
  await expect(page.locator("button.passage-notes").first()).toBeAttached();
}
const card = (page: Page, note: string) => page.locator(`#a-${note}`);
/** Opens a note by its address. */
async function openNote(page: Page, note: string): Promise<Locator> {
  await openDesk(page, `?note=${note}`);
  const open = card(page, note);
  await expect(open.getByRole("button", { name: "More about this note" })).toBeVisible();
  return open;
}
async function choose(page: Page, open: Locator, item: string): Promise<void> {
  await open.getByRole("button", { name: "More about this note" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}
async function tabTo(page: Page, wanted: Locator, most = 120): Promise<void> {
  for (let pressed = 0; pressed < most; pressed++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to ${wanted}`);
}

test("a question is talked through in two levels, reacted to, and answered", async ({ browser }) => {
  const [asks, answers] = [await deviceOf(browser, member(0)), await deviceOf(browser, member(1))];
  const note = await write(member(0), 1, "Which word would that be?", { kind: "question" });
  const theirs = await openNote(answers.page, note);
  const mine = await openNote(asks.page, note);

  await test.step("an answer, and an answer to the answer, hang below each other", async () => {
    await theirs.getByRole("button", { name: "Reply", exact: true }).click();
    await theirs.getByLabel("Your reply").fill("Any that one would underline.");
    await theirs.getByRole("button", { name: "Send the reply" }).click();
    // The thread is mine and open: what comes to it is there at once, and marked as new.
    const reply = mine.getByRole("listitem").filter({ hasText: "Any that one would underline." }).first();
    await expect(reply).toContainText("New");
    await reply.getByRole("button", { name: "Reply to Member 2" }).click();
    await mine.getByLabel("Reply to Member 2").last().fill("That would be a lot of pencil.");
    await mine.getByRole("button", { name: "Send the reply" }).first().click();
    await expect(theirs.getByRole("list", { name: "Answers to Member 2" })).toContainText("That would be a lot of pencil.");
  });

  await test.step("a reaction is given, counted, seen by the other, and taken back", async () => {
    const meToo = theirs.getByRole("button", { name: /^Me too/ });
    await meToo.click();
    await expect(meToo).toHaveAttribute("aria-pressed", "true");
    await expect(mine.getByRole("button", { name: "Me too 1" })).toBeVisible();
    await meToo.click();
    await expect(meToo).toHaveAttribute("aria-pressed", "false");
    await expect(mine.getByRole("button", { name: /^Me too/ })).toHaveCount(0);
    await expect(mine.getByRole("button", { name: "To the meeting" })).toBeVisible();
  });

  await test.step("its author says which reply answers it, and everybody sees how it came to that", async () => {
    const reply = mine.getByRole("listitem").filter({ hasText: "Any that one would underline." }).first();
    await reply.getByRole("button", { name: "More about this reply" }).first().click();
    await asks.page.getByRole("menuitem", { name: "This answers the question" }).click();
    await expect(mine.getByRole("button", { name: "Question: Answered" })).toBeVisible();
    await expect(theirs.getByText("Answers the question")).toBeVisible();
    await mine.getByRole("button", { name: "Question: Answered" }).click();
    const dialog = asks.page.getByRole("dialog", { name: "What became of this question" });
    await dialog.getByLabel("Settled").check();
    await dialog.getByRole("button", { name: "Save" }).click();
    await theirs.getByRole("button", { name: "Question: Settled" }).click();
    const seen = answers.page.getByRole("dialog", { name: "What became of this question" });
    await expect(seen.getByRole("listitem")).toHaveText([/^Answered, by Member 1/, /^Settled, by Member 1/]);
    await expect(seen.getByRole("radio")).toHaveCount(0);
  });
  for (const one of [asks, answers]) expect([one.strayed, one.faults]).toEqual([[], []]);
});

test("what others do waits behind a count while somebody reads", async ({ browser }) => {
  const [writer, reader] = [member(0), member(1)];
  const old = await write(writer, 2, "An old thought.");
  const { page } = await deviceOf(browser, reader);
  await openDesk(page);
  await expect(card(page, old)).toContainText("An old thought.");
  const count = page.getByRole("button", { name: /^Show \d/ });

  const fresh = await write(writer, 3, "A new thought.");
  await expect(count).toHaveText("Show 1 new note");
  await expect(card(page, fresh)).toHaveCount(0);
  await count.click();
  await expect(card(page, fresh)).toContainText("New");

  await answer(writer, old, "And a word more.");
  await expect(count).toHaveText("Show 1 new reply");
  await expect(card(page, old).getByTitle("1 reply")).toHaveCount(0);
  await card(page, old).getByRole("button").click();
  await expect(card(page, old)).not.toContainText("And a word more.");
  await card(page, old).getByRole("button", { name: "Show 1 new reply" }).click();
  await expect(card(page, old)).toContainText("And a word more.");
  await expect(count).toHaveCount(0);

  const edit = { id: v7(), groupId: evening.groupId, annotationId: fresh, kind: "remark", body: "Another thought.", tags: [] };
  await writer.client.mutate("annotation.revise", edit);
  await expect(count).toHaveText("Show 1 change");
  await expect(card(page, fresh)).toContainText("A new thought.");
  await count.click();
  await expect(card(page, fresh)).toContainText("Another thought.");
  await card(page, fresh).getByRole("button").click();
  await card(page, fresh).getByRole("button", { name: "Edited. See the earlier wordings" }).click();
  const wordings = page.getByRole("dialog", { name: "Earlier wordings" });
  await expect(wordings.locator("del")).toHaveText("taken out: A new");
  await expect(wordings.locator("ins")).toHaveText("put in: Another");
  await page.keyboard.press("Escape");

  await writer.client.mutate("annotation.remove", { id: v7(), groupId: evening.groupId, annotationId: fresh });
  await expect(card(page, fresh)).toHaveCount(0);
});

test("an address leads to a note and to a reply, whatever holds them back, and says plainly when there is none", async ({
  browser,
}) => {
  const note = await write(member(0), 4, "Look at this one.", { kind: "objection" });
  const reply = await answer(member(2), note, "I do.");
  const secret = await write(member(0), 4, "For me alone.", { visibility: "me" });
  const device = await deviceOf(browser, member(1));
  const { page } = device;
  await device.context.grantPermissions(["clipboard-read", "clipboard-write"]);

  const open = await openNote(page, note);
  await open.getByRole("button", { name: "More about this reply" }).click();
  await page.getByRole("menuitem", { name: "Copy the link to this reply" }).click();
  await expect(page.getByText("The link is copied.")).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(`${server.url}${desk(`?note=${note}&reply=${reply}`)}`);
  await page.goto(link);
  await expect(page.locator(`#r-${reply}`)).toBeFocused();

  await page.goto(desk(`?note=${secret}`));
  await expect(page.getByText("There is no such note here that you may read.")).toBeVisible();
  await expect(page.locator("html")).not.toContainText("For me alone.");
});

test("filters narrow the cards, the marks and the keys, and are cleared at one touch", async ({ browser }) => {
  const { groupId } = evening;
  const question = await write(member(0), 10, "Is it so?", { kind: "question", tags: ["doubt"] });
  const remark = await write(member(1), 11, "It is so.", { tags: ["faith"] });
  const pinned = await write(member(1), 12, "Read this first.");
  await evening.host.client.mutate("annotation.pin", { id: v7(), groupId, annotationId: pinned, pinned: true });
  const { page } = await deviceOf(browser, member(1));
  await openDesk(page);
  await page.getByRole("button", { name: "Filter the notes" }).click();
  const leaf = page.getByRole("dialog", { name: "Which notes to show" });
  await leaf.getByLabel("With the tag").selectOption("doubt");
  await expect(leaf.getByRole("status")).toHaveText(/^1 of \d+ notes? shown$/);
  await expectAccessible(page, "the filters");
  await page.keyboard.press("Escape");
  await expect(card(page, question)).toHaveCount(1);
  await expect(card(page, remark)).toHaveCount(0);
  await expect(page.locator("mark[data-k]")).toHaveCount(1);
  await page.locator("#content").focus();
  await page.keyboard.press("j");
  await expect(card(page, question).getByRole("button", { name: "More about this note" })).toBeVisible();
  await page.keyboard.press("j");
  await expect(card(page, question).getByRole("button", { name: "More about this note" })).toBeVisible();

  await page.getByRole("button", { name: "Filter the notes" }).click();
  await leaf.getByLabel("With the tag").selectOption("");
  await leaf.getByText("Pinned", { exact: true }).click();
  await page.keyboard.press("Escape");
  await expect(card(page, pinned)).toHaveCount(1);
  await expect(card(page, question)).toHaveCount(0);
  await page.getByRole("button", { name: "Show all", exact: true }).click();
  await expect(card(page, remark)).toHaveCount(1);
  await expect.poll(() => page.locator("mark[data-k]").count()).toBeGreaterThan(2);
});

test("a host pins, asks, puts on the agenda, hides with a reason and gathers", async ({ browser }) => {
  test.setTimeout(180_000);
  const [one, two] = [await write(member(0), 14, "The first of two."), await write(member(1), 14, "The second of two.")];
  const [host, author] = [await deviceOf(browser, evening.host), await deviceOf(browser, member(1))];
  await openNote(author.page, one);
  const hosts = await openNote(host.page, two);

  await choose(host.page, hosts, "Pin it first on its passage");
  await expect(hosts).toContainText("Pinned");
  await choose(host.page, hosts, "Ask the group to answer");
  await expect(hosts).toContainText("Answers wanted");
  await choose(host.page, hosts, "Put it on the agenda");
  await expect(hosts).toContainText("On the agenda");
  await expect(card(author.page, two)).toContainText("On the agenda");
  await expect(author.page.locator(".margin-column [data-note]").filter({ hasText: "of two." })).toContainText([
    "second",
    "first",
  ]);

  await test.step("hidden, it is there for its author and the hosts, with the reason", async () => {
    await choose(host.page, hosts, "Hide it");
    const dialog = host.page.getByRole("dialog", { name: "Hide this note" });
    await dialog.getByLabel("Reason").fill("It is about a person.");
    await dialog.getByRole("button", { name: "Hide it" }).click();
    await expect(hosts).toContainText("The reason: It is about a person.");
    const other = await deviceOf(browser, member(2));
    await openDesk(other.page);
    await expect(card(other.page, one)).toHaveCount(1);
    await expect(card(other.page, two)).toHaveCount(0);
    await card(author.page, two).getByRole("button").click();
    await expect(card(author.page, two)).toContainText("The reason: It is about a person.");
    await choose(host.page, hosts, "Show it again");
    await expect(hosts).not.toContainText("The reason:");
  });

  await test.step("notes are gathered into a question that leads to them", async () => {
    await choose(host.page, hosts, "Gather notes into a question");
    const dialog = host.page.getByRole("dialog", { name: "Gather notes into a discussion question" });
    await dialog.getByLabel(/The first of two\./).check();
    await expect(dialog.getByText("2 notes chosen")).toBeVisible();
    await dialog.getByLabel("The question for the group").fill("Which of the two?");
    await expectAccessible(host.page, "gathering notes");
    await dialog.getByRole("button", { name: "Make the question" }).click();
    const made = host.page.getByRole("article").filter({ hasText: "Which of the two?" });
    await expect(made).toContainText("Gathers 2 notes");
    await made.getByRole("button", { name: /^Member 1, on/ }).click();
    await expect(card(host.page, one).getByRole("button", { name: "More about this note" })).toBeVisible();
  });
});

test("a note is shown to more people, those who answered are told, and other groups read it when they ask", async ({
  browser,
}) => {
  const { groupId, branchId, bookId, host } = evening;
  const note = await write(host, 20, "Worth a wider circle.", { visibility: "hosts" });
  const { page } = await deviceOf(browser, host);
  const open = await openNote(page, note);
  await expect(open).toContainText("Who may read it: You and the hosts.");
  await choose(page, open, "Show to more people");
  const dialog = page.getByRole("dialog", { name: "Show this note to more people" });
  await dialog.getByLabel("The 4 members of Thursday Circle").check();
  await dialog.getByRole("button", { name: "Show it" }).click();
  await expect(open).not.toContainText("Who may read it");

  await answer(member(0), note, "Wider than us?");
  const replied = await deviceOf(browser, member(0));
  await openDesk(replied.page);
  await choose(page, open, "Show to more people");
  await expect(dialog).toContainText("1 person who replied is told.");
  await dialog.getByLabel("Everybody in the groups of Harbour branch that read this book").check();
  await dialog.getByRole("button", { name: "Show it" }).click();
  await expect(open).toContainText("Branch");
  await expect(replied.page.getByText("A note that you answered can be read by the whole branch now.").first()).toBeVisible();

  const otherId = v7();
  await host.client.mutate("group.open", { id: v7(), groupId: otherId, branchId, name: "Friday Circle", displayName: "Hanna" });
  await host.client.mutate("book.choose", { id: v7(), groupId: otherId, bookId });
  await page.goto(`/groups/${otherId}/read/${first()}`);
  await page.getByRole("button", { name: "Filter the notes" }).click();
  await expect(page.getByText("Worth a wider circle.")).toHaveCount(0);
  await page.getByRole("switch", { name: "Notes of other groups" }).check();
  await page.keyboard.press("Escape");
  await page.getByText("Leaf 20 of the plain part.").scrollIntoViewIfNeeded();
  const wider = page.getByRole("article", { name: /from Thursday Circle/ });
  await expect(wider).toContainText("Worth a wider circle.");
  await expect(wider.getByRole("button")).toHaveCount(0);
  expect(groupId).not.toBe(otherId);
});

test("what has been before me is not new any more, and all notes of the book are looked through on a page", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const note = await write(member(0), 22, "New for a while.", { kind: "question", tags: ["while"] });
  const { page } = await deviceOf(browser, member(2));
  await page.goto(`/groups/${evening.groupId}`);
  await expect(page.getByText(/wait|notes are new for you|note is new for you|Nothing new/).first()).toBeVisible();
  await openDesk(page);
  await card(page, note).scrollIntoViewIfNeeded();
  await expect(card(page, note)).toContainText("New");
  const unread = () =>
    member(2)
      .client.query<{ chapterId: string; unread: number }[]>("note.unread", { groupId: evening.groupId })
      .then((all) => all.find(({ chapterId }) => chapterId === first())?.unread ?? 0);
  await page.goto(`/groups/${evening.groupId}/notes`);
  await expect.poll(unread).toBe(0);

  await page.getByRole("link", { name: "Open questions" }).click();
  await page.getByText("Narrow it down").click();
  await page.getByLabel("By", { exact: true }).selectOption({ label: "Member 1" });
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.getByRole("link", { name: /^Question by Member 1/ }).first()).toBeVisible();
  await expectAccessible(page, "the notes of the book");
  await openNote(page, note).then((open) => open.getByRole("link", { name: "#while" }).click());
  await expect(page).toHaveURL(/\/notes\?tag=while$/);
  await expect(page.getByRole("status").filter({ hasText: "1 note" })).toBeVisible();
  await page.getByRole("link", { name: /^Question by Member 1/ }).click();
  await expect(card(page, note).getByRole("button", { name: "More about this note" })).toBeVisible();

  const { page: host } = await deviceOf(browser, evening.host);
  await host.goto(`/groups/${evening.groupId}/notes`);
  await host.getByLabel("Tags, with commas between").fill("while, #peace, Peace");
  await host.getByRole("button", { name: "Keep these tags" }).click();
  await expect(host.getByText("The tags are kept.")).toBeVisible();
  await host.reload();
  await expect(host.getByLabel("Tags, with commas between")).toHaveValue(/^while, peace$/i);
});

test("a thread is read, reacted to and answered with the keyboard alone", async ({ browser }) => {
  test.setTimeout(180_000);
  const note = await write(member(0), 24, "For the keyboard.", { kind: "question" });
  await answer(member(0), note, "An answer for the keyboard.");
  const reader = await deviceOf(browser, member(1));
  const { page } = reader;
  await openDesk(page, `?note=${note}`);
  const open = card(page, note);
  await expect(open).toBeFocused();
  await tabTo(page, open.getByRole("button", { name: "More about this note" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Copy the link to this note" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(open.getByRole("button", { name: "More about this note" })).toBeFocused();
  await tabTo(page, open.getByRole("button", { name: /^Question: Open/ }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "What became of this question" })).toBeVisible();
  await page.keyboard.press("Escape");
  await tabTo(page, open.getByRole("button", { name: /^Disagree/ }));
  await page.keyboard.press("Space");
  await expect(open.getByRole("button", { name: "Disagree 1" })).toHaveAttribute("aria-pressed", "true");
  await tabTo(page, open.getByRole("button", { name: "Reply to Member 1" }));
  await page.keyboard.press("Enter");
  await expect(open.getByRole("textbox", { name: "Reply to Member 1" })).toBeFocused();
  await page.keyboard.type("Answered without a mouse.");
  await page.keyboard.press("Control+Enter");
  await expect(open.getByRole("list", { name: "Answers to Member 1" })).toContainText("Answered without a mouse.");
  await page.keyboard.press("Escape");
  await expect(open.getByRole("button", { name: "More about this note" })).toHaveCount(0);
  expect([reader.strayed, reader.faults]).toEqual([[], []]);
});

test("an open thread is accessible in every theme, and in a sheet on a narrow screen", async ({ browser }) => {
  test.setTimeout(240_000);
  const note = await write(member(0), 26, "Seen in every light.", { kind: "question", tags: ["light"] });
  const reply = await answer(member(2), note, "In every light.");
  await answer(evening.host, note, "ولو ليلا.", reply);
  await evening.host.client.mutate("annotation.pin", { id: v7(), groupId: evening.groupId, annotationId: note, pinned: true });
  for (const theme of ["paper", "sepia", "night", "contrast"]) {
    const { page, context } = await deviceOf(browser, member(1));
    await context.addCookies([{ name: "interleaf-look", value: `theme=${theme}`, url: server.url }]);
    const open = await openNote(page, note);
    await open.getByRole("button", { name: /^Me too/ }).click();
    await expectAccessible(page, `an open thread in ${theme}`);
    await open.getByRole("button", { name: /^Me too/ }).click();
    await context.close();
  }
  const { page, faults } = await deviceOf(browser, member(1), { viewport: { width: 390, height: 844 }, hasTouch: true });
  await page.goto(desk(`?note=${note}`));
  const sheet = page.getByRole("dialog", { name: "Margin" });
  await expect(sheet.getByRole("button", { name: "More about this note" })).toBeVisible();
  await expect(sheet).toContainText("In every light.");
  await sheet.getByRole("button", { name: "Filter the notes" }).tap();
  await page.getByRole("dialog", { name: "Which notes to show" }).getByText("Pinned", { exact: true }).tap();
  await page.keyboard.press("Escape");
  await expect(sheet.getByText(/^\d+ of \d+ notes? shown$/)).toBeVisible();
  await sheet.getByRole("button", { name: "Show all", exact: true }).tap();
  await expectAccessible(page, "an open thread in a sheet");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(faults).toEqual([]);
});

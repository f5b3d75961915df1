// Texts of every format on their way from a device to a group's desk: read, looked through, published, chosen, opened. Those that are no book say why;
// what goes on without its browser is found again; a corrected text keeps what is the same; and all of it can be used by everybody.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { strToU8, zipSync } from "fflate";
import { v7 } from "uuid";
import { type Evening, setUpEvening } from "./evening.ts";
import { expectAccessible, openServer, type Someone, someone } from "./people.ts";
import type { ServerProcess } from "./server-process.ts";
import { makeThickBook } from "./thick-book.ts";

const SAMPLES = resolve("../shared/data");
const hasSamples = existsSync(SAMPLES);
if (!hasSamples) console.log("../shared/data is missing: only texts that are made here are imported.");

let server: ServerProcess;
let evening: Evening;
let host: Someone;
test.beforeAll(async ({ browser }) => {
  // One person brings in more than an hour's worth of files here.
  server = await openServer({ RATE_LIMITS: "off" });
  evening = await setUpEvening(server, 0, { name: "leaves.md", bytes: new TextEncoder().encode(leaves("first")) });
  host = await hostOf(browser);
});
test.afterAll(() => server?.stop());
test.afterEach(() => {
  expect(host.strayed).toEqual([]);
  expect(host.faults).toEqual([]);
});

/** A browser of the host's, signed in. */
async function hostOf(browser: Browser, options: Parameters<typeof someone>[2] = {}): Promise<Someone> {
  const them = await someone(browser, server, options);
  const pairs = evening.host.client.cookie.split("; ").map((pair) => [pair.slice(0, pair.indexOf("=")), pair]);
  await them.context.addCookies(
    pairs.map(([name = "", pair = ""]) => ({ name, value: pair.slice(name.length + 1), url: server.url })),
  );
  return them;
}

/** A text in two chapters, of which one passage of the second is worded as told. */
function leaves(word: string): string {
  const many = Array.from(
    { length: 30 },
    (_, index) => `Leaf ${index + 1} of this chapter is turned, and what stands on it is read aloud.`,
  );
  return [
    ...["---\ntitle: Book of Leaves\n---", "# On turning", ...many, "# On keeping"],
    ...["A leaf that is kept is kept for the next reader, who finds it where it was left.", `This is the ${word} wording of it.`],
    ...many,
  ].join("\n\n");
}

const branchPath = () => `/branches/${evening.branchId}`;
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const titles = (page: Page) => page.getByLabel(/^Title of chapter/);
const imports = (page: Page) => page.getByRole("list", { name: "Imports" }).getByRole("listitem");
const sample = (path: string) => ({
  name: path.split("/").at(-1) ?? "",
  mimeType: "",
  buffer: readFileSync(resolve(SAMPLES, path)),
});
const choose = (page: Page, files: { name: string; mimeType: string; buffer: Buffer }[]) =>
  page.locator('input[type="file"]').setInputFiles(files);

/** Pastes as a browser does it: with the formatting where the clipboard has it, else as what is typed. */
async function paste(page: Page, { title, html, plain }: Pasted): Promise<void> {
  await button(page, "Paste text").click();
  await page.getByLabel("Title", { exact: true }).fill(title);
  const box = page.getByLabel("The text");
  if (html === undefined) await box.fill(plain);
  else
    await box.evaluate(
      (area, [formatted, text]) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/html", formatted);
        clipboardData.setData("text/plain", text);
        area.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      },
      [html, plain] as const,
    );
  await button(page, "Import it").click();
}

/** From the branch's page to the shelf, with a look at how many chapters were found. */
async function publish(page: Page, file: string, chapters: number): Promise<void> {
  const card = imports(page).filter({ hasText: `${file} was read` });
  await card.getByRole("link", { name: "Look through and publish" }).click({ timeout: 60_000 });
  await expect(titles(page)).toHaveCount(chapters);
  await page.getByLabel("It is our own text").check();
  await button(page, "Publish to the shelf").click();
  await expect(page.getByRole("heading", { name: "Shelf", exact: true })).toBeVisible();
}

interface Brought {
  file: string;
  title: string;
  /** How many, and the first that is not front matter with its first words. */
  chapters: number;
  first: string;
  words: string;
}

const files: Brought[] = [
  {
    file: "books/purvis_poetry.epub",
    title: "Poetry",
    chapters: 19,
    first: "The Grave of the Slave",
    words: "The cold storms of winter shall chill him no more",
  },
  {
    file: "books/morris_news-from-nowhere.html",
    title: "News from Nowhere",
    chapters: 36,
    first: "CHAPTER I: DISCUSSION AND BED",
    words: "Up at the League, says a friend",
  },
  {
    file: "books/kropotkin_the-conquest-of-bread.md",
    title: "The Conquest of Bread",
    chapters: 17,
    first: "CHAPTER I - OUR RICHES",
    words: "The human race has travelled a long way",
  },
  {
    file: "docx/derived_morris_news-from-nowhere.docx",
    title: "News from Nowhere",
    chapters: 36,
    first: "CHAPTER I: DISCUSSION AND BED",
    words: "Up at the League, says a friend",
  },
  {
    file: "books/whitehead_an-introduction-to-mathematics.pdf",
    title: "An Introduction to Mathematics",
    chapters: 25,
    first: "I: Nature of Mathematics",
    words: "THE ABSTRACT NATURE OF MATHEMATICS",
  },
  {
    file: "books/marx-engels_the-communist-manifesto.txt",
    title: "The Communist Manifesto",
    chapters: 7,
    first: "I. BOURGEOIS AND PROLETARIANS",
    words: "The history of all hitherto existing societies",
  },
];
interface Pasted extends Brought {
  plain: string;
  html?: string;
}

const pasted: Pasted[] = [
  {
    file: "Minutes of May.html",
    title: "Minutes of May",
    chapters: 2,
    first: "What was said",
    words: "A good deal was said.",
    plain: "What was said\n\nA good deal was said.\n\nAfter\n\nAnd done.",
    html: "<h2>What was said</h2><p>A good <em>deal</em> was said.</p><h2>After</h2><p>And done.</p>",
  },
  {
    file: "A letter.txt",
    title: "A letter",
    chapters: 1,
    first: "A letter",
    words: "Dear all,",
    plain: "Dear all,\n\nwe meet on Thursday.\n\nBring the book.",
  },
];

test("a text of each format comes from the device to the group’s desk", async () => {
  test.setTimeout(240_000);
  const { page } = host;
  const brought = [...(hasSamples ? files : []), ...pasted];
  await page.goto(branchPath());
  if (hasSamples)
    await choose(
      page,
      files.map(({ file }) => sample(file)),
    );
  for (const text of pasted) await paste(page, text);
  for (const { file, chapters } of brought)
    await test.step(`${file} is read, looked through and published`, () => publish(page, file.split("/").at(-1) ?? "", chapters));
  for (const { title } of brought) await expect(page.getByRole("link", { name: new RegExp(title) }).first()).toBeVisible();

  const { client } = evening.host;
  const { branchId, groupId } = evening;
  const shelf = await client.query<{ id: string; title: string }[]>("book.list", { branchId });
  // What came last stands first, also of two with one title.
  for (const [index, { title, first, words }] of brought.toReversed().entries())
    await test.step(`${title} is chosen and read`, async () => {
      expect(shelf[index]?.title).toBe(title);
      await client.mutate("book.choose", { id: v7(), groupId, bookId: shelf[index]?.id });
      const { state } = await client.query<Contents>("group.read", { groupId });
      const chapter = state.book.contents.find((entry) => entry.title === first);
      await page.goto(`/groups/${groupId}/read/${chapter?.id}`, { waitUntil: "commit" });
      await expect(page.locator("article.reading [data-passage]").filter({ hasText: words }).first()).toBeVisible();
    });
});

test("a file that is no book says in a sentence why", async () => {
  const { page } = host;
  const made = (name: string, bytes: Uint8Array | readonly number[]) => ({ name, mimeType: "", buffer: Buffer.from(bytes) });
  const broken: [ReturnType<typeof made>, RegExp][] = [
    [made("empty.epub", []), /The file is empty\./],
    [
      made("letter.doc", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array(600).fill(0)]),
      /The file is a document of an older Office/,
    ],
    [made("holiday.zip", zipSync({ "beach.txt": strToU8("sun") })), /packed like an e-book, but there is no book in it\./],
    [
      made("cut.docx", zipSync({ "word/document.xml": strToU8("<w:document/>") }).subarray(0, -30)),
      /The file is cut off or damaged/,
    ],
  ];
  if (hasSamples)
    broken.push(
      [sample("pdf/format-corpus_simple-open-password.pdf"), /The PDF opens only with a password\./],
      [sample("epub-broken/ocf-zip-unreadable-image-with-epub-extension-fatal.epub"), /The file is a picture and not a book/],
    );
  await page.goto(branchPath());
  await choose(
    page,
    broken.map(([file]) => file),
  );
  for (const [{ name }, why] of broken) {
    const notice = page.getByRole("alert").filter({ hasText: `${name} could not be imported` });
    await expect(notice).toContainText(why, { timeout: 60_000 });
    await notice.getByRole("button", { name: "Clear from this list" }).click();
  }
  await page.reload();
  await expect(page.getByRole("heading", { name: "Import a book" })).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: "could not be imported" })).toHaveCount(0);
});

const themes = ["paper", "sepia", "night", "contrast"];
const wear = ({ context }: Someone, theme: string) =>
  context.addCookies([{ name: "interleaf-look", value: `theme=${theme}`, url: server.url }]);

test("an import goes on without its browser and is found again; one that is stopped leaves nothing", async ({ browser }) => {
  const names = ["one.epub", "two.epub", "three.epub", "four.epub", "five.epub"];
  const shelf = () => evening.host.client.query<unknown[]>("book.list", { branchId: evening.branchId });
  const before = (await shelf()).length;
  const away = await hostOf(browser);
  await away.page.goto(branchPath());
  await choose(
    away.page,
    names.map((name) => ({ name, mimeType: "", buffer: Buffer.from(makeThickBook(`Thick ${name}`)) })),
  );
  await expect(imports(away.page).filter({ hasText: "five.epub waits for the books before it" })).toBeVisible();
  await away.context.close();

  const { page } = host;
  for (const theme of themes) {
    await wear(host, theme);
    await page.goto(branchPath());
    await expect(imports(page)).toHaveCount(names.length);
    await expect(page.getByRole("progressbar")).toBeVisible();
    await expectAccessible(page, `the branch’s page while it imports, in ${theme}`);
  }
  await expect(imports(page).first().getByRole("link", { name: "Look through and publish" })).toBeVisible({ timeout: 60_000 });
  await expect(imports(page).filter({ has: page.getByRole("progressbar") })).toHaveCount(1);
  for (let left = names.length - 1; left > 0; left--) {
    const stop = imports(page).getByRole("button", { name: /^(Stop|Throw away)$/ });
    await stop.last().click();
    await expect(page.getByText("You stopped this import. Nothing of it was kept.")).toHaveCount(names.length - left);
  }
  await page.goto(branchPath());
  await imports(page).getByRole("button", { name: "Throw away" }).click();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Import a book" })).toBeVisible();
  expect(await evening.host.client.query("import.list", { branchId: evening.branchId })).toEqual([]);
  expect(await shelf()).toHaveLength(before);
});

interface Contents {
  state: { book: { contents: { id: string; title: string }[] } };
}

/** The chapters of the book that the group reads, and their passages by their words. */
async function chaptersOf(bookId: string): Promise<{ id: string; title: string; passages: { id: string; text: string }[] }[]> {
  const { client } = evening.host;
  const { groupId } = evening;
  await client.mutate("book.choose", { id: v7(), groupId, bookId });
  const { state } = await client.query<Contents>("group.read", { groupId });
  return Promise.all(
    state.book.contents.map(async ({ id, title }) => {
      const read = await client.query<{ passages: { id: string; text: string }[] }>("chapter.read", { groupId, chapterId: id });
      return { id, title, passages: read.passages.map((passage) => ({ id: passage.id, text: passage.text })) };
    }),
  );
}

test("a corrected text comes in on the page of its book, which then says what changed", async () => {
  const { page } = host;
  const { bookId, branchId, groupId } = evening;
  const before = await chaptersOf(bookId);
  const kept = before[1]?.passages[0];
  if (!kept) throw new Error("The second chapter has no passage");
  const { id: passage, text } = kept;
  const anchor = {
    ...{ passage, start: 0, endPassage: passage, end: 12 },
    quote: text.slice(0, 12),
    before: "",
    after: text.slice(12, 44),
  };
  const note = { kind: "remark", body: "Kept for whom?", anchor, groupId, chapterId: before[1]?.id };
  await evening.host.client.mutate("annotation.add", { id: v7(), annotationId: v7(), ...note });

  await test.step("its review has the book chosen and shows what changes", async () => {
    await page.goto(`/branches/${branchId}/books/${bookId}`);
    await expect(page.getByRole("heading", { name: "Bring in a corrected text" })).toBeVisible();
    await choose(page, [{ name: "leaves, corrected.md", mimeType: "", buffer: Buffer.from(leaves("second")) }]);
    await expect(page.getByRole("heading", { name: "Look it through, then publish" })).toBeVisible({ timeout: 60_000 });
    await expect(page.getByLabel("This is")).toHaveValue(bookId);
    await expect(page.getByText("This will be edition 2.")).toBeVisible();
    await expect(page.getByText("61 passages stay the same, 1 changes, 0 are new, 0 go.")).toBeVisible();
    await page.getByText("Passages that change").click();
    await expect(page.locator("del", { hasText: "first" })).toBeVisible();
    await expect(page.locator("ins", { hasText: "second" })).toBeVisible();
  });

  await test.step("in every theme all of it can be used", async () => {
    const address = page.url();
    for (const theme of themes) {
      await wear(host, theme);
      await page.goto(address);
      await expect(page.getByText("This will be edition 2.")).toBeVisible();
      await page.getByLabel("We have bought copies of it").check();
      await page
        .getByRole("button", { name: /^More about/ })
        .first()
        .click();
      await page
        .getByRole("button", { name: /^Split “/ })
        .last()
        .click();
      await page.locator("summary").evaluateAll((folds) => {
        for (const fold of folds) fold.parentElement?.setAttribute("open", "");
      });
      await button(page, "Publish to the shelf").click();
      await expect(page.getByRole("alert").filter({ hasText: "Before it can be published" })).toBeVisible();
      await expectAccessible(page, `the review with all of it unfolded, in ${theme}`);
    }
  });

  await test.step("it becomes the next edition, and the page of the book says what changed", async () => {
    await page.getByLabel("It is our own text").check();
    await button(page, "Publish to the shelf").click();
    await expect(page).toHaveURL(new RegExp(`/books/${bookId}$`));
    await expect(page.getByRole("heading", { name: "Edition 2" })).toBeVisible();
    for (const theme of themes) {
      await wear(host, theme);
      await page.goto(`/branches/${branchId}/books/${bookId}`);
      await page.locator("summary").evaluateAll((folds) => {
        for (const fold of folds) fold.parentElement?.setAttribute("open", "");
      });
      await expect(page.getByText("This is the first wording of it.")).toBeVisible();
      await expect(page.getByText("This is the second wording of it.")).toBeVisible();
      await expectAccessible(page, `the page of the book, in ${theme}`);
    }
  });

  await test.step("the group goes on with the text it has, and with its note", async () => {
    await page.goto(`/groups/${groupId}/read/${before[1]?.id}`);
    await expect(page.locator(`[data-passage="${passage}"] mark`)).toHaveText(anchor.quote);
    await expect(page.getByText("This is the first wording of it.")).toBeVisible();
  });

  await test.step("once it is taken, passages that are the same have the same id", async () => {
    const { client } = evening.host;
    const shelf = await client.query<{ id: string; editionId: string }[]>("book.list", { branchId });
    const editionId = shelf.find(({ id }) => id === bookId)?.editionId;
    await client.mutate("book.adopt", { id: v7(), groupId, editionId });
    const after = await chaptersOf(bookId);
    const idsOf = (chapters: typeof before) =>
      chapters.map(({ title, passages }) => [title, passages.filter((one) => !one.text.includes("wording")).map(({ id }) => id)]);
    expect(idsOf(after)).toEqual(idsOf(before));
    const wording = (chapters: typeof before) => chapters[1]?.passages.find((one) => one.text.includes("wording"));
    expect(wording(after)?.text).toContain("second");
    expect(wording(after)?.id).not.toBe(wording(before)?.id);
  });

  await test.step("the group’s home can be used in every theme", async () => {
    for (const theme of themes) {
      await wear(host, theme);
      await page.goto(`/groups/${groupId}`);
      await expect(page.getByRole("navigation", { name: "Book of Leaves" }).getByRole("link").first()).toBeVisible();
      await expectAccessible(page, `the group’s home, in ${theme}`);
    }
  });
});

// What the screenshots show: every page, and what opens on it. Books of the branch's own are brought in for it, so that the shelf is full.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { v7 } from "uuid";
import type { PassageText } from "#domain/anchoring/anchor.ts";
import { describeWords } from "#domain/anchoring/describe-words.ts";
import type { NotePage, NoteQuery } from "#domain/shapes/margin.ts";
import { makeHandbook } from "../server/handbook.ts";
import type { Client } from "./client.ts";
import { CORRECTED, makeCorrectedText, makeFirstText } from "./corrected-book.ts";
import { DESK_BOOK, makeDeskBook } from "./desk-book.ts";

export interface Scene {
  path: string;
  /** What is done on the page before it is taken. */
  before?: (page: Page) => Promise<void>;
  /** What is put right when it was taken. */
  after?: (page: Page) => Promise<void>;
  media?: "print";
}

const utf8 = (text: string) => new TextEncoder().encode(text);

/** Books that make a shelf look lived in, where the sample data are beside the project. */
const SAMPLES = ["carroll_alices-adventures-in-wonderland.epub", "reed_ten-days-that-shook-the-world.epub"];

/** Sets up what the pages show, and gives them by name. */
export async function scenesOf(
  client: Client,
  { branch, group, desk }: { branch: string; group: string; desk: string },
): Promise<Record<string, Scene>> {
  const branchId = branch.split("/").at(-1) ?? "";
  const groupId = v7();
  await client.mutate("group.open", { id: v7(), groupId, branchId, name: "A very patient Saturday circle", displayName: "Ada" });
  const bookId = await client.importBook(branchId, "hard.epub", makeDeskBook());
  await client.mutate("book.choose", { id: v7(), groupId, bookId });
  await client.importBook(
    branchId,
    "minutes.md",
    utf8("# Minutes of the long meeting about the bookcase in the corridor\n\nIt stays."),
  );
  for (const name of SAMPLES) {
    const path = resolve("../shared/data/books", name);
    if (existsSync(path)) await client.importBook(branchId, name, new Uint8Array(readFileSync(path)));
  }
  const importId = await client.uploadBook(branchId, "handbook.epub", await makeHandbook());
  await client.untilImport(branchId, importId, ["review"]);
  const { state } = await client.query<{ state: { book: { contents: { id: string; title: string }[] } } }>("group.read", {
    groupId,
  });
  const hard = `/groups/${groupId}/read/${state.book.contents.find(({ title }) => title === DESK_BOOK.first)?.id}`;
  const search = async (page: Page) => {
    await page.getByRole("link", { name: "Search in the book" }).click();
    await page.getByLabel("Words to look for").fill("reading");
    await page.keyboard.press("Enter");
    await page.getByRole("status").filter({ hasText: "passages" }).waitFor();
  };
  await client.mutate("token.make", { id: v7(), tokenId: v7(), label: "The reading lists of the night shift", days: 90 });
  const write = async (page: Page) => {
    await page.locator("#p-5 > .passage-number").click();
    await page.getByRole("button", { name: "Note", exact: true }).click();
    await page
      .getByRole("textbox", { name: "Your note" })
      .fill("**Nine** who say yes, and then: _who rings them_?\n\n- two by Amara\n- the rest by me");
  };
  /** Opens the margin where it is not beside the text. */
  const openSheet = async (page: Page) => {
    const tab = page.getByRole("button", { name: /^Margin/ });
    if (await tab.isVisible()) await tab.click();
  };
  const show = (heading: string) => (page: Page) =>
    page.getByRole("heading", { name: heading }).evaluate((element) => element.scrollIntoView({ block: "start" }));
  return {
    desk: { path: desk },
    thread: { path: await openThread(client, { group, desk }, { states: ["answered"] }) },
    objection: { path: await openThread(client, { group, desk }, { kinds: ["objection"] }) },
    composer: { path: desk, before: write, after: (page) => page.getByRole("button", { name: "Discard" }).click() },
    sheet: { path: desk, before: openSheet },
    notes: { path: `${group}/notes` },
    "notes-end": {
      path: `${group}/notes`,
      before: (page) => page.locator("main").evaluate((main) => main.scrollIntoView(false)),
    },
    meeting: { path: `${group}/meetings/${await nextMeeting(client, group)}` },
    files: { path: `${group}/notes/files` },
    repair: { path: await repairDeskOf(client, branchId) },
    "margin-rules": { path: `${group}/people`, before: show("Notes in the margin") },
    tokens: { path: "/account", before: show("Tokens for your own programs") },
    search: { path: desk, before: search },
    look: { path: desk, before: (page) => page.getByRole("button", { name: "How the page looks" }).click() },
    bar: { path: hard, before: (page) => page.locator("#p-1 > .passage-number").click() },
    footnote: { path: hard, before: (page) => page.locator("#p-1 a.noteref").click() },
    print: { path: hard, media: "print" },
    group: { path: group },
    chat: { path: `${group}/chat` },
    meetings: { path: `${group}/meetings` },
    people: { path: `${group}/people` },
    "plan-meeting": { path: `${group}/meetings/new` },
    branch: { path: branch },
    shelf: { path: branch, before: (page) => page.getByRole("heading", { name: "Shelf" }).scrollIntoViewIfNeeded() },
    book: { path: `${branch}/books/${bookId}` },
    review: { path: `${branch}/imports/${importId}` },
    "my-desk": { path: "/" },
    account: { path: "/account" },
  };
}

async function nextMeeting(client: Client, group: string): Promise<string | undefined> {
  const asked = { groupId: group.split("/").at(-1) };
  const { state } = await client.query<{ state: { meetings: { id: string; startsAt: string }[] } }>("group.read", asked);
  return state.meetings.find(({ startsAt }) => Date.parse(startsAt) > Date.now())?.id;
}

/** The path that opens the first thread of the chapter of which this is true. */
export async function openThread(
  client: Client,
  { group, desk }: { group: string; desk: string },
  wanted: Pick<NoteQuery, "kinds" | "states">,
): Promise<string> {
  const query = { groupId: group.split("/").at(-1), chapterIds: [desk.split("/").at(-1)], ...wanted };
  const { notes } = await client.query<NotePage>("note.list", query);
  return `${desk}?note=${notes[0]?.annotation.id}`;
}

/** A group that has taken a corrected text, with notes that did not come over beyond doubt; gives the path of its repair desk. */
async function repairDeskOf(client: Client, branchId: string): Promise<string> {
  const groupId = v7();
  await client.mutate("group.open", { id: v7(), groupId, branchId, name: "Lamplight", displayName: "Robin" });
  const bookId = await client.importBook(branchId, "leaves.md", makeFirstText());
  await client.mutate("book.choose", { id: v7(), groupId, bookId });
  const read = await client.query<{ state: { book: { contents: { id: string; title: string }[] } } }>("group.read", { groupId });
  for (const [title, words, body] of [
    [CORRECTED.first, CORRECTED.same, "Which word did you stop at?"],
    [CORRECTED.second, CORRECTED.doubtful, "Who paid for the oil?"],
    [CORRECTED.second, CORRECTED.gone, "And who kept count of the candles?"],
  ] as const) {
    const chapterId = read.state.book.contents.find((chapter) => chapter.title === title)?.id;
    const { passages } = await client.query<{ passages: PassageText[] }>("chapter.read", { groupId, chapterId });
    const anchor = describeWords(passages, words);
    const note = { groupId, chapterId, kind: "question", anchor, body };
    await client.mutate("annotation.add", { id: v7(), annotationId: v7(), ...note });
  }
  const importId = await client.uploadBook(branchId, "corrected.md", makeCorrectedText());
  await client.untilImport(branchId, importId, ["review"]);
  const publication = { ...(await client.publicationOf(branchId, importId)), ofBookId: bookId };
  const { editionId } = await client.mutate<{ editionId: string }>("import.publish", publication);
  await client.mutate("book.adopt", { id: v7(), groupId, editionId });
  return `/groups/${groupId}/repair`;
}

// What the screenshots show: every page, and what opens on it. Books of the branch's own are brought in for it, so that the shelf is full.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { v7 } from "uuid";
import { makeHandbook } from "../server/handbook.ts";
import type { Client } from "./client.ts";
import { DESK_BOOK, makeDeskBook } from "./desk-book.ts";

export interface Scene {
  path: string;
  /** What is done on the page before it is taken. */
  before?: (page: Page) => Promise<void>;
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
  return {
    desk: { path: desk },
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

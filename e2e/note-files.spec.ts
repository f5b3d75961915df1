// Notes leave by the page in every format and come in by it from another program; a person's own program reads them by a token until it is revoked.
import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { v7 } from "uuid";
import type { Anchor } from "#domain/anchoring/anchor.ts";
import { describeSelection } from "#domain/anchoring/describe-selection.ts";
import { type Evening, type Person, setUpEvening } from "./evening.ts";
import { expectAccessible, openServer, PASSWORD, someone } from "./people.ts";
import type { ServerProcess } from "./server-process.ts";

let server: ServerProcess;
let evening: Evening;
test.beforeAll(async () => {
  server = await openServer();
  evening = await setUpEvening(server, 1);
});
test.afterAll(() => server?.stop());

const member = (): Person => {
  const [person] = evening.members;
  if (!person) throw new Error("The evening has no member");
  return person;
};
async function signIn(page: Page, path: string, { email }: Person): Promise<void> {
  await page.goto(path);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(`**${path}`);
}
/** A long passage of the chapter that is read, and an anchor on its first words. */
async function somePassage({ client }: Person): Promise<{ text: string; anchor: Anchor }> {
  const { groupId, chapterId } = evening;
  const { passages } = await client.query<{ passages: { id: string; text: string }[] }>("chapter.read", { groupId, chapterId });
  const passage = passages.find(({ text }) => text.length > 120);
  if (!passage) throw new Error("The chapter has no long passage");
  const at = (offset: number) => ({ passage: passage.id, offset });
  const described = describeSelection(passages, { start: at(0), end: at(40) });
  if (!described.ok) throw new Error("The words have no place");
  return { text: passage.text, anchor: described.anchor };
}

test("my notes are taken out in every format, and a page to print opens by itself", async ({ browser }) => {
  const { groupId, chapterId } = evening;
  const { client } = member();
  const { anchor } = await somePassage(member());
  const note = { kind: "question", body: "Is **that** so?", anchor };
  await client.mutate("annotation.add", { id: v7(), annotationId: v7(), groupId, chapterId, ...note });
  const { page, strayed, faults } = await someone(browser, server);
  await signIn(page, `/groups/${groupId}/notes`, member());
  await page.getByRole("link", { name: "Take notes out, bring notes in" }).click();
  await expect(page.getByRole("heading", { name: "Take notes out, bring notes in" })).toBeVisible();
  await expectAccessible(page, "the page of files");

  for (const [label, ending, holds] of [
    ["Text (Markdown)", "md", "Is **that** so?"],
    ["A table (CSV)", "csv", '"Is **that** so?"'],
    ["Web annotations (JSON-LD)", "jsonld", '"motivation":"questioning"'],
    ["EPUB annotations (.annotations)", "annotations", "annotations.json"],
  ] as const) {
    await test.step(label, async () => {
      await page.getByRole("radio", { name: label }).check();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Take out" }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(new RegExp(`notes\\.${ending}$`));
      expect(await readFile(await download.path(), "latin1")).toContain(holds);
    });
  }
  await test.step("the page to print", async () => {
    await page.getByRole("radio", { name: "A page to print" }).check();
    await page.getByLabel("The notes stand").selectOption("at the end of each chapter");
    const [printed] = await Promise.all([
      page.waitForEvent("popup"),
      page.getByRole("button", { name: "Open the page" }).click(),
    ]);
    await expect(printed.getByText("Is that so?")).toBeVisible();
    expect(
      await printed.evaluate(() => getComputedStyle(document.querySelector("aside") as Element).borderInlineStartStyle),
    ).toBe("double");
    await expectPrinted(printed);
  });
  expect([strayed, faults]).toEqual([[], []]);
});

/** Its style is allowed by the page's policy, and nothing else is asked for. */
async function expectPrinted(page: Page): Promise<void> {
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

test("a Kindle's clippings are looked through, decided and brought in, once", async ({ browser }) => {
  const { groupId, chapterId } = evening;
  const { text } = await somePassage(member());
  const clipping = (words: string, n: number) =>
    `The book (Somebody)\n- Your Highlight on Location ${n}-${n} | Added on Monday, July 20, 2020 12:58:07 AM\n\n${words}\n==========\n`;
  const common = "the";
  const file = {
    name: "My Clippings.txt",
    mimeType: "text/plain",
    buffer: Buffer.from([text.slice(0, 90), common].map((words, n) => clipping(words, n * 10 + 1)).join("")),
  };
  const { page, faults } = await someone(browser, server);
  await signIn(page, `/groups/${groupId}/notes/files`, member());
  const bringIn = page.getByRole("region", { name: "Bring notes in" });
  await bringIn.getByLabel("Choose a file").setInputFiles(file);
  await expect(bringIn.getByText("2 notes were found in My Clippings.txt (Kindle).")).toBeVisible();
  await expect(bringIn.getByText("One sits where its words are, beyond doubt.")).toBeVisible();
  await expectAccessible(page, "the preview of an import");
  await bringIn.getByRole("group", { name: "Note on “the”" }).getByRole("radio").first().check();
  await bringIn.getByRole("button", { name: "Bring 2 notes in" }).click();
  await expect(bringIn.getByText("2 notes were brought in.")).toBeVisible();

  await bringIn.getByLabel("Choose a file").setInputFiles(file);
  await expect(bringIn.getByText("2 are here already.")).toBeVisible();
  await expect(bringIn.getByText("There is nothing to bring in.")).toBeVisible();

  const { own } = await member().client.query<{ own: { state: { imported?: { from: string }; visibility: string }[] } }>(
    "annotation.margin",
    {
      groupId,
      chapterId,
    },
  );
  expect(own.state.filter((note) => note.imported?.from === "Kindle").every((note) => note.visibility === "me")).toBe(true);

  await bringIn
    .getByLabel("Choose a file")
    .setInputFiles({ name: "prose.txt", mimeType: "text/plain", buffer: Buffer.from("Just words.") });
  await expect(bringIn.getByRole("alert")).toContainText("These are no notes that can be read here.");
  expect(faults).toEqual([]);
});

test("a token is made once, opens the group's annotations to a program, and opens nothing after it is revoked", async ({
  browser,
}) => {
  const { groupId } = evening;
  const { page, faults } = await someone(browser, server);
  await signIn(page, "/account", member());
  const tokens = page.getByRole("region", { name: "Tokens for your own programs" });
  await tokens.getByRole("button", { name: "Make a token" }).click();
  await expect(tokens.getByLabel("What it is for")).toBeFocused();
  await tokens.getByLabel("What it is for").fill("Notes on my laptop");
  await tokens.getByRole("button", { name: "Make a token" }).click();
  const secret = await tokens.getByLabel("The token “Notes on my laptop”").inputValue();
  await expectAccessible(page, "the account with a new token");
  const ask = async () =>
    (await fetch(`${server.url}/groups/${groupId}/annotations/`, { headers: { authorization: `Bearer ${secret}` } })).status;
  expect(await ask()).toBe(200);

  await tokens.getByRole("button", { name: "I have it" }).click();
  await page.reload();
  await expect(page.getByText(secret)).toHaveCount(0);
  await tokens.getByRole("button", { name: "Revoke the token Notes on my laptop" }).click();
  await expect(tokens.getByText("There are none.")).toBeVisible();
  expect(await ask()).toBe(401);
  expect(faults).toEqual([]);
});

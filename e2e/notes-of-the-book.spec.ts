// Notes away from their margin: found beside words of the text, and proposed for the meeting.
import { type Browser, expect, test } from "@playwright/test";
import { v7 } from "uuid";
import type { Client } from "./client.ts";
import { type Evening, setUpEvening } from "./evening.ts";
import { expectAccessible, openServer, type Someone, someone } from "./people.ts";
import type { ServerProcess } from "./server-process.ts";

let server: ServerProcess;
let evening: Evening;
let group: string;
test.beforeAll(async () => {
  server = await openServer();
  evening = await setUpEvening(server, 1);
  group = `/groups/${evening.groupId}`;
});
test.afterAll(() => server?.stop());

const guest = () => {
  const [member] = evening.members;
  if (!member) throw new Error("Nobody joined");
  return member;
};

/** A window of the one who is signed in with this client. */
async function windowOf(client: Client, browser: Browser, options: Parameters<typeof someone>[2] = {}): Promise<Someone> {
  const them = await someone(browser, server, options);
  const pairs = client.cookie.split("; ");
  await them.context.addCookies(
    pairs.map((pair) => ({ name: pair.slice(0, pair.indexOf("=")), value: pair.slice(pair.indexOf("=") + 1), url: server.url })),
  );
  return them;
}

interface Said {
  kind?: "remark" | "question";
  tags?: string[];
}
/** Writes a note on the first words of a long passage; `nth` says of which. */
async function note(by: Client, nth: number, body: string, said: Said = {}): Promise<string> {
  const { groupId, chapterId } = evening;
  const { passages } = await by.query<{ passages: { id: string; text: string }[] }>("chapter.read", { groupId, chapterId });
  const { id, text } = passages.filter((passage) => passage.text.length > 60)[nth] ?? { id: "", text: "" };
  const anchor = {
    passage: id,
    start: 0,
    endPassage: id,
    end: 12,
    quote: text.slice(0, 12),
    before: "",
    after: text.slice(12, 44),
  };
  const annotationId = v7();
  const place = { groupId, chapterId, anchor };
  await by.mutate("annotation.add", { id: v7(), annotationId, ...place, kind: "remark", body, ...said });
  return annotationId;
}
const opens = (by: Client) => by.mutate("place.keep", { groupId: evening.groupId, chapterId: evening.chapterId, number: 1 });

test("a search finds notes beside words of the text, those on unopened chapters when asked, and filters narrow them", async ({
  browser,
}) => {
  const theirs = await note(evening.host.client, 0, "A **lantern** for the reading.", { tags: ["light"] });
  await note(evening.host.client, 1, "Why this reading?", { kind: "question" });
  await note(guest().client, 2, "My reading of it.");
  const { page, faults, strayed } = await windowOf(guest().client, browser);
  const notes = page
    .getByRole("region", { name: "In the notes" })
    .or(page.locator("section", { hasText: "In the notes" }))
    .first();

  await page.goto(`${group}/search`);
  await page.getByLabel("Words to look for").fill("reading");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page.getByRole("heading", { name: "In the text" })).toBeVisible();
  await expect(page.getByText(/^\d+ passages/)).toBeVisible();
  await expect(notes.getByText("1 note", { exact: true })).toBeVisible();
  await expect(notes.getByText("My reading of it.")).toBeVisible();
  await expect(notes.getByText(/2 more notes are on chapters you have not opened yet/)).toBeVisible();
  await expect(page.getByText("lantern")).toHaveCount(0);
  await expectAccessible(page, "what a search found");

  await page.getByRole("link", { name: "Show them all the same" }).click();
  await expect(notes.getByText("3 notes", { exact: true })).toBeVisible();
  await expect(notes.getByRole("listitem").filter({ has: page.locator("mark", { hasText: "reading" }) })).toHaveCount(3);

  await opens(guest().client);
  const narrowed = async (set: () => Promise<unknown>, bodies: RegExp[]) => {
    await page.goto(`${group}/search?q=reading`);
    await page.getByText("Narrow the notes down").click();
    await set();
    await page.getByRole("button", { name: "Search", exact: true }).click();
    await expect(notes.locator("li")).toHaveCount(bodies.length);
    for (const body of bodies) await expect(notes.getByText(body)).toBeVisible();
  };
  await narrowed(() => page.getByLabel("Written by").selectOption({ label: "Hanna Osei" }), [/lantern/, /Why this/]);
  await narrowed(() => page.getByLabel("Kind").selectOption("question"), [/Why this/]);
  await narrowed(() => page.getByLabel("Tag").fill("#light"), [/lantern/]);
  await narrowed(() => page.getByLabel("Only mine").check(), [/My reading/]);
  await expectAccessible(page, "a search with filters");

  await page.goto(`${group}/search?tag=light`);
  await expect(page.getByRole("heading", { name: "In the text" })).toHaveCount(0);
  await notes.getByRole("link").first().click();
  await expect(page).toHaveURL(new RegExp(`/read/${evening.chapterId}\\?note=${theirs}`));
  await expect(page.getByText("lantern").first()).toBeVisible();
  expect([faults, strayed]).toEqual([[], []]);
});

test("a search and its filters work without JavaScript", async ({ browser }) => {
  const { page } = await windowOf(evening.host.client, browser, { javaScriptEnabled: false });
  await note(evening.host.client, 3, "A plain thought.");
  await page.goto(`${group}/search`);
  await page.getByText("Narrow the notes down").click();
  await page.getByLabel("Only mine").check();
  await page.getByLabel("Words to look for").fill("plain thought");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page.locator("mark", { hasText: "plain thought" })).toBeVisible();
});

test("what members want to talk about stands on the meeting’s page; a host puts it on the agenda and takes it off", async ({
  browser,
}) => {
  const { groupId } = evening;
  await Promise.all([opens(evening.host.client), opens(guest().client)]);
  const wanted = await note(guest().client, 4, "Let us talk about this.");
  await note(guest().client, 5, "Nobody asked for this one.");
  await evening.host.client.mutate("annotation.react", {
    id: v7(),
    groupId,
    annotationId: wanted,
    reaction: "to_meeting",
    given: true,
  });
  await note(guest().client, 6, "What is still open?", { kind: "question" });
  const meetingId = v7();
  await evening.host.client.mutate("meeting.schedule", {
    ...{
      id: v7(),
      meetingId,
      groupId,
      title: "The first evening",
      local: "2027-03-04T19:00",
      zone: "Europe/London",
      minutes: 90,
    },
    chapterIds: [evening.chapterId],
  });
  const host = await windowOf(evening.host.client, browser);
  const member = await windowOf(guest().client, browser);
  const rows = (of: Someone) => of.page.getByRole("region", { name: "From the margin" }).getByRole("listitem");

  await host.page.goto(`${group}/meetings/${meetingId}`);
  await expect(rows(host).first()).toContainText("Let us talk about this.");
  await expect(rows(host).first()).toContainText("1 member wants to talk about it");
  await expect(host.page.getByText("Nobody asked for this one.")).toHaveCount(0);
  await expectAccessible(host.page, "a meeting with proposals");
  const question = rows(host).filter({ hasText: "What is still open?" });
  await question.getByRole("button", { name: /^Put on the agenda/ }).click();
  await expect(rows(host).first()).toContainText("What is still open?");
  await expect(rows(host).first()).toContainText("On the agenda");

  await member.page.goto(`${group}/meetings/${meetingId}`);
  await expect(rows(member).first()).toContainText("What is still open?");
  await expect(rows(member).first()).toContainText("On the agenda");
  await expect(member.page.getByRole("button", { name: /agenda/ })).toHaveCount(0);

  await question.getByRole("button", { name: /^Take off the agenda/ }).click();
  await expect(rows(host).first()).toContainText("Let us talk about this.");
  await host.page.reload();
  await expect(rows(host).first()).toContainText("Let us talk about this.");
  await rows(host).first().getByRole("link").click();
  await expect(host.page).toHaveURL(new RegExp(`/read/${evening.chapterId}\\?note=${wanted}`));
  expect([...host.faults, ...member.faults, ...host.strayed]).toEqual([]);
});

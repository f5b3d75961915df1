// Bringing a book in, from the stream of its bytes to its review and the shelf: whole or not at all, told as it goes, through the real gate and worker.
import { mkdir, readdir } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { eq } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { books, chapters, editions, images, imports, passages } from "#db/schema/books.ts";
import { commands, events } from "#db/schema/streams.ts";
import { personStream } from "#domain/live/streams.ts";
import type { ImportState } from "#domain/shapes/book.ts";
import { listBooks } from "../books/queries.ts";
import type { Actor, House } from "../context.ts";
import { beginImport } from "../import-line.ts";
import { hasSamples, readSample, sampleFacts } from "../importing/sample-data.ts";
import { writeEpub, writePng, writeZip } from "../importing/zip-fixture.ts";
import { listSince } from "../streams/queries.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { aBook, aBranch, aGroup, aPerson } from "../testing/people.ts";
import { getImport, getOutline } from "./queries.ts";
import { cancelImport, forgetRefusedFiles, publishImport, type Upload, uploadBook } from "./service.ts";

let house: TestHouse;
let branchId: string;
let steward: Actor;
beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  ({ branchId, steward } = await aBranch(house));
});
afterAll(() => house.close());

const small = writeEpub({
  texts: { "a.xhtml": "<h1>One leaf</h1><p>To begin, one leaf.</p>", "b.xhtml": "<h1>Two</h1><p>More.</p>" },
});
/** A book that takes a second or more to read, and tells of each of its texts. */
const long = writeEpub({
  texts: Object.fromEntries(
    Array.from({ length: 40 }, (_, text) => [
      `t${text}.xhtml`,
      `<h1>Text ${text}</h1>${"<p>A <em>line</em> of it, and <b>another</b>.</p>".repeat(1500)}`,
    ]),
  ),
});

function upload(file: Uint8Array | Readable, asked: Partial<Upload> & { by?: Actor } = {}): Promise<{ importId: string }> {
  const { by = steward, ...change } = asked;
  const stream = file instanceof Readable ? file : Readable.from([Buffer.from(file)]);
  return uploadBook(house.as(by), { id: id(), branchId, fileName: "leaf.epub", most: 50_000_000, file: stream, ...change });
}
/** A stream as it comes over a line. */
function inPieces(bytes: Uint8Array): Readable {
  const at = Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, index) => index * 65_536);
  return Readable.from(at.map((start) => Buffer.from(bytes.subarray(start, start + 65_536))));
}
const look = (importId: string) => getImport(house.as(steward), { branchId, importId });
const shelf = () => listBooks(house.as(steward), { branchId });
/** Everything an import can leave in the database. */
const counts = () => Promise.all([books, editions, chapters, passages, images].map((table) => house.house.db.$count(table)));
/** The import as its stream tells it, state by state. */
const told = (importId: string): ImportState[] =>
  house.announced.flatMap(({ event }) => (event.type === "import.changed" && event.import.id === importId ? [event.import] : []));

async function until(importId: string, reached: (state: ImportState) => boolean): Promise<ImportState> {
  for (;;) {
    const state = await look(importId);
    if (reached(state)) return state;
    await pause(20);
  }
}
/** Waits until it is read, and demands that whoever followed the stream knows the same as who looks now. */
async function ended(importId: string): Promise<ImportState> {
  const state = await until(importId, ({ state }) => state === "review" || state === "done" || state === "refused");
  await vi.waitFor(() => expect(told(importId).at(-1)).toEqual(state), { timeout: 20_000 });
  const since = await listSince(house.as(steward), { stream: personStream(steward.personId), after: 0 });
  const log = since.tooFar ? [] : since.events;
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
  expect(log.findLast(({ event }) => event.type === "import.changed" && event.import.id === importId)?.event).toEqual({
    type: "import.changed",
    import: state,
  });
  return state;
}

/** Publishes an import as it was read, and waits for its end. */
async function publish(importId: string): Promise<ImportState> {
  const { review } = await getOutline(house.as(steward), { branchId, importId });
  const published = { id: id(), branchId, importId, review: { ...review, rights: "own_text" as const } };
  await publishImport(house.as(steward), published);
  return ended(importId);
}

describe.skipIf(!hasSamples)("books that are out in the world", () => {
  const facts = hasSamples ? sampleFacts().files : {};

  // Chapters to read: those the author numbered, and what stands before them that is not the publisher's.
  test.each([
    ["carroll_alices-adventures-in-wonderland", 10],
    ["london_the-iron-heel", 25 + 1],
    ["marx-engels_the-communist-manifesto", 4 + 2],
    ["purvis_poetry", 15],
    ["reed_ten-days-that-shook-the-world", 12 + 3],
  ])("%s ends on the shelf with all of its %i chapters", async (name, chapterCount) => {
    const path = `books/${name}.epub`;
    const known = facts[path]?.epub;
    const { importId } = await upload(inPieces(readSample(path)), { fileName: `${name}.epub` });
    expect(await ended(importId)).toMatchObject({ state: "review", format: "epub", fileName: `${name}.epub`, report: [] });
    const state = await publish(importId);
    expect(state).toMatchObject({ state: "done", fileName: `${name}.epub`, report: [] });

    const [book] = await shelf();
    expect(book).toMatchObject({
      ...{ id: state.bookId, title: known?.title[0], authors: known?.creator, language: known?.language[0] },
      chapters: chapterCount,
    });
    expect(book?.words).toBeGreaterThan((known?.words ?? 0) * 0.7);
    expect(book?.words).toBeLessThanOrEqual((known?.words ?? 0) * 1.02);
    const [edition] = await house.house.db
      .select()
      .from(editions)
      .where(eq(editions.id, book?.editionId ?? ""));
    const kept = await house.house.files.read(edition?.fileHash ?? "");
    expect(kept?.size).toBe(readSample(path).length);
    kept?.stream.destroy();
    for (const picture of await house.house.db
      .select()
      .from(images)
      .where(eq(images.editionId, book?.editionId ?? ""))) {
      const file = await house.house.files.read(picture.name);
      file?.stream.destroy();
      expect(file?.size, picture.name).toBeGreaterThan(0);
    }

    const steps = told(importId);
    expect(steps.map((step) => step.state).filter((step, index, all) => step !== all[index - 1])).toEqual([
      ...["reading", "review", "storing", "done"],
    ]);
    const progress = steps.filter((step) => step.total > 0).map(({ done, total }) => done / total);
    expect(progress.length).toBeGreaterThan(0);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(Math.max(...progress)).toBeLessThanOrEqual(1);
  });
});

describe("a file that is refused", () => {
  test.each<[string, Uint8Array]>([
    ["a picture", writePng(3, 3)],
    ["nothing at all", Buffer.alloc(0)],
    ["an archive of something else", writeZip([{ name: "letter.txt", data: "Dear all" }])],
    ["half of an EPUB", small.subarray(0, small.length / 2)],
  ])("%s ends with one sentence for people, and nothing of it in the books", async (_, bytes) => {
    const before = await counts();
    const { importId } = await upload(bytes);
    const state = await ended(importId);
    expect(state).toMatchObject({ state: "refused", report: [] });
    expect(state.bookId).toBeUndefined();
    expect(state.refusal).toMatch(/^[A-Z][^\n]{20,250}\.$/);
    expect(state.refusal).not.toMatch(/on our side|fault in this program|Error|undefined|\/tmp|[0-9a-f]{64}/);
    expect(await counts()).toEqual(before);
    expect(await shelf()).toEqual([]);
  });

  test("past a limit of this instance ends with the reason", async () => {
    const { importLimits } = house.house;
    house.house.importLimits = { ...importLimits, words: 1 };
    try {
      const { importId } = await upload(small);
      expect((await ended(importId)).refusal).toBe("The book has more than 1 words. Please divide it into several files.");
    } finally {
      house.house.importLimits = importLimits;
    }
  });

  const waiting = async () => {
    const folder = dirname(dirname(house.house.files.path("0".repeat(64))));
    const incoming = `${folder}/incoming`;
    await mkdir(incoming, { recursive: true });
    return {
      incoming: await readdir(incoming),
      rows: await house.house.db.$count(imports),
      all: await readdir(folder, { recursive: true }),
    };
  };

  test("one that is too large is not taken in: no import, and no file", async () => {
    const before = await waiting();
    await expect(upload(long, { most: 5000 })).rejects.toMatchObject({ code: "too_large", reason: "too_large" });
    expect(before.incoming).toEqual([]);
    expect(await waiting()).toEqual(before);
  });

  test("one whose upload breaks off is not taken in either", async () => {
    const before = await waiting();
    const broken = Readable.from(
      (function* () {
        yield Buffer.from(small.subarray(0, 300));
        throw new Error("the browser went away");
      })(),
    );
    await expect(upload(broken)).rejects.toThrow("the browser went away");
    expect(await waiting()).toEqual(before);
  });

  test("of one that somebody may not bring in, no byte is read", async () => {
    const scene = await aGroup(house, { branchId, steward });
    for (const [by, code] of [
      [scene.member, "forbidden"],
      [await aPerson(house), "not_found"],
    ] as const) {
      const file = Readable.from([Buffer.from(small)]);
      await expect(upload(file, { by })).rejects.toMatchObject({ code });
      expect(file.readableDidRead).toBe(false);
    }
  });
});

describe("stopping an import", () => {
  const cancel = (importId: string) => cancelImport(house.as(steward), { branchId, importId });

  test("while it reads leaves nothing of it, and the next one goes on", async () => {
    const before = await counts();
    const { importId } = await upload(long);
    await until(importId, ({ state, total }) => state === "reading" && total > 0);
    const { importId: next } = await upload(small);
    await cancel(importId);
    expect(await ended(importId)).toMatchObject({
      state: "refused",
      refusal: "You stopped this import. Nothing of it was kept.",
    });
    expect(await ended(next)).toMatchObject({ state: "review" });
    expect(await counts()).toEqual(before);
    expect(told(importId).at(-1)?.state).toBe("refused");
  });

  test("while it waits for another means that it is never begun", async () => {
    const { importId: first } = await upload(long);
    const { importId } = await upload(small);
    await cancel(importId);
    await cancel(first);
    await ended(first);
    expect((await ended(importId)).state).toBe("refused");
    const { importId: last } = await upload(small);
    await ended(last);
    expect(told(importId).map(({ state }) => state)).toEqual(["refused"]);
  });

  test("at whatever moment: what was told last is what a look finds, and there is a whole book or none", async () => {
    const outcomes: string[] = [];
    for (const [round, moment] of ["", "", "reading", "review", "storing", "reading", "review", "storing"].entries()) {
      const before = (await shelf()).length;
      const { importId } = await upload(small);
      const reached = () => told(importId).some(({ state }) => state === moment) || Promise.reject();
      const patience = { timeout: 20_000, interval: 1 };
      if (moment === "storing") await ended(importId);
      const publishing = moment === "storing" && publish(importId).catch(() => undefined);
      if (moment) await vi.waitFor(reached, patience);
      if (round > 4) await pause(round - 5);
      await cancel(importId);
      await publishing;
      const { state } = await ended(importId);
      expect(["done", "refused"]).toContain(state);
      expect((await shelf()).length).toBe(before + (state === "done" ? 1 : 0));
      outcomes.push(state);
    }
    expect(outcomes).toContain("refused");
  });

  test("while a step waits for its number: the step is not told after the end", async () => {
    const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
    let isHeld = false;
    const slow = vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (this: pg.Client, ...args: unknown[]) {
      if (isHeld || !JSON.stringify(args[0]).includes('insert into \\"streams\\"')) return query.apply(this, args);
      isHeld = true;
      return pause(300).then(() => query.apply(this, args));
    } as never);
    const { importId } = await upload(small);
    await vi.waitFor(() => expect(isHeld).toBe(true), { timeout: 20_000, interval: 1 });
    await cancel(importId);
    slow.mockRestore();
    // When the next one has ended, nothing of this one is under way.
    await ended((await upload(small)).importId);
    expect((await ended(importId)).state).toBe("refused");
  });

  test("that has ended changes nothing", async () => {
    const { importId } = await upload(small);
    await ended(importId);
    const state = await publish(importId);
    await cancel(importId);
    expect(await look(importId)).toEqual(state);
    expect(await shelf()).toHaveLength(1);
  });

  test("is for who began it", async () => {
    const { importId } = await upload(small);
    const scene = await aGroup(house, { branchId, steward });
    const attempt = cancelImport(house.as(scene.host), { branchId, importId });
    await expect(attempt).rejects.toMatchObject({ code: "not_found" });
    expect((await ended(importId)).state).toBe("review");
  });
});

describe("a corrected text", () => {
  test("is uploaded for a book of this branch’s shelf, and for no other, of which no byte is read", async () => {
    const { bookId } = await aBook(house, branchId);
    const { importId } = await upload(small, { ofBookId: bookId });
    expect(await ended(importId)).toMatchObject({ state: "review", ofBookId: bookId });
    const elsewhere = await aBook(house, (await aBranch(house)).branchId);
    const refused = { code: "conflict", reason: "book_not_on_shelf" };
    const file = Readable.from([Buffer.from(small)]);
    await expect(upload(file, { ofBookId: elsewhere.bookId })).rejects.toMatchObject(refused);
    expect(file.readableDidRead).toBe(false);
  });
});

describe("an import that a stopped server left behind", () => {
  test("in whatever state is taken up by the next one, in the order they came, and once", async () => {
    const fileHash = await house.house.files.put(small, ".epub");
    const left = ["reading", "storing", "waiting"] as const;
    const ids: string[] = [];
    for (const [index, state] of left.entries()) {
      const importId = id();
      const row = {
        branchId,
        personId: steward.personId,
        fileName: "leaf.epub",
        fileHash,
        state,
        done: 3,
        total: 9,
        what: "reading",
      };
      await house.house.db.insert(imports).values({ id: importId, ...row, createdAt: new Date(Date.now() + index * 1000) });
      ids.push(importId);
    }
    const restarted: House = { ...house.house };
    beginImport(restarted);
    beginImport(restarted);
    for (const importId of ids) expect((await ended(importId)).state).toBe("review");
    const order = house.announced.flatMap(({ event }) =>
      event.type === "import.changed" && event.import.state === "review" ? [event.import.id] : [],
    );
    expect(order.filter((importId) => ids.includes(importId))).toEqual(ids);
    for (const importId of ids) expect((await publish(importId)).state).toBe("done");
    expect(await shelf()).toHaveLength(3);
  });

  test("whose file is gone is refused with a sentence, and does not hold up the others", async () => {
    const [lost, next] = [id(), id()];
    const row = { branchId, personId: steward.personId, fileName: "leaf.epub", state: "reading" } as const;
    await house.house.db.insert(imports).values({ id: lost, ...row, fileHash: `${"0".repeat(64)}.epub` });
    await upload(small, { id: next });
    expect(await ended(lost)).toMatchObject({ state: "refused", refusal: expect.stringMatching(/\.$/) });
    expect((await ended(next)).state).toBe("review");
  });

  test("while it waited for its review waits for it still, and one that was being published can be published again", async () => {
    const { importId } = await upload(small);
    const before = await ended(importId);
    const restarted: House = { ...house.house };
    beginImport(restarted);
    await ended((await upload(small)).importId);
    expect(await look(importId)).toEqual(before);
    await house.house.db.update(imports).set({ state: "storing" }).where(eq(imports.id, importId));
    beginImport(restarted);
    expect((await ended(importId)).state).toBe("review");
    expect((await publish(importId)).state).toBe("done");
    expect(await shelf()).toHaveLength(1);
  });
});

describe("the line of imports", () => {
  /** Does something with the answer to each search of the line for what waits. */
  const onSearch = (then: (found: unknown[]) => Promise<void>) => {
    const { pool } = house.database;
    const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<{ rows: unknown[] }>;
    const search = 'from \\"imports\\" where \\"imports\\".\\"state\\" in';
    return vi.spyOn(pool, "query").mockImplementation((async (...args: unknown[]) => {
      const answer = await query(...args);
      if (JSON.stringify(args[0]).includes(search)) await then(answer.rows);
      return answer;
    }) as never);
  };

  test("takes up an upload that comes while it learns that nothing more waits", async () => {
    const late = id();
    let isSent = false;
    const search = onSearch(async (found) => {
      if (found.length > 0 || isSent) return;
      isSent = true;
      await upload(small, { id: late });
    });
    await ended((await upload(small)).importId);
    await vi.waitFor(() => expect(isSent).toBe(true), { timeout: 20_000 });
    search.mockRestore();
    await vi.waitFor(async () => expect((await look(late)).state).toBe("review"), { timeout: 20_000, interval: 50 });
  });

  test("goes on when it is asked again after the database was away", async () => {
    const search = onSearch(() => Promise.reject(new Error("the database is away")));
    const { importId } = await upload(small);
    await vi.waitFor(() => expect(search.mock.settledResults.some(({ type }) => type === "rejected")).toBe(true), {
      timeout: 20_000,
    });
    search.mockRestore();
    await pause(50);
    expect((await look(importId)).state).toBe("waiting");
    beginImport(house.house);
    expect((await ended(importId)).state).toBe("review");
  });

  test("the same upload twice, at once and later, is one import and one book", async () => {
    const importId = id();
    const before = await house.house.db.$count(imports);
    const answers = await Promise.all([upload(small, { id: importId }), upload(small, { id: importId })]);
    expect((await ended(importId)).state).toBe("review");
    answers.push(await upload(small, { id: importId }));
    expect(answers).toEqual([{ importId }, { importId }, { importId }]);
    expect(await house.house.db.$count(imports)).toBe(before + 1);
  });

  test("an upload under an id that another has is refused, from the same person or someone else, and the first one stays", async () => {
    const importId = id();
    await upload(small, { id: importId });
    const state = await ended(importId);
    const { host } = await aGroup(house, { branchId, steward });
    const trace = async () => [await house.house.db.$count(commands), await house.house.db.$count(events), await counts()];
    const before = await trace();
    const differs = { code: "conflict", reason: "command_differs" };
    await expect(upload(long, { id: importId })).rejects.toMatchObject(differs);
    await expect(upload(small, { id: importId, by: host })).rejects.toMatchObject(differs);
    expect(await trace()).toEqual(before);
    expect(await look(importId)).toEqual(state);
  });
});

test("the file of a refused import is removed after an hour, unless a book came from the same bytes", async () => {
  const refused = await upload(writePng(2, 2));
  const kept = await upload(small);
  expect((await ended(refused.importId)).state).toBe("refused");
  await ended(kept.importId);
  expect((await publish(kept.importId)).state).toBe("done");
  const again = await upload(small);
  await ended(again.importId);
  const hashOf = async (importId: string) =>
    (await house.house.db.select().from(imports).where(eq(imports.id, importId)))[0]?.fileHash ?? "";
  const [gone, stays] = [await hashOf(refused.importId), await hashOf(kept.importId)];
  await house.house.db.update(imports).set({ state: "refused" }).where(eq(imports.id, again.importId));
  await forgetRefusedFiles(house.house);
  expect(await house.house.files.read(gone), "it may still be looked into for an hour").toBeDefined();
  await house.house.db.update(imports).set({ endedAt: new Date(Date.now() - 2 * 3600_000) });
  await forgetRefusedFiles(house.house);
  expect(await house.house.files.read(gone)).toBeUndefined();
  expect(await house.house.files.read(stays)).toBeDefined();
});

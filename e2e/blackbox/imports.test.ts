// An import under SIGKILL, black-box: whatever it was doing, the next start takes it up, and its book is on the shelf once.
import { expect, test } from "vitest";
import { writeEpub } from "../../server/importing/zip-fixture.ts";
import { setUpEvening } from "../evening.ts";
import { startServer } from "../server-process.ts";
import { pause } from "./participant.ts";

const CHAPTERS = 300;

/** A book that takes seconds to read and to store. */
function thickBook(): Uint8Array<ArrayBuffer> {
  const passages = Array.from({ length: 100 }, (_, index) => `<p>Passage ${index + 1} of what they read slowly.</p>`).join("");
  const texts = Array.from({ length: CHAPTERS }, (_, index) => [
    `c${index + 1}.xhtml`,
    `<h1>Chapter ${index + 1}</h1>${passages}`,
  ]);
  return new Uint8Array(writeEpub({ texts: Object.fromEntries(texts) }));
}

test("an import goes on after kills while it is read and while it is put on the shelf, and is one book", async () => {
  const server = await startServer({ env: { RATE_LIMITS: "off" } });
  try {
    const { branchId, host } = await setUpEvening(server, 0);
    const { client } = host;
    const importId = await client.uploadBook(branchId, "thick.epub", thickBook());
    await client.untilImport(branchId, importId, ["reading"]);
    await server.kill();
    await server.start();
    await client.untilImport(branchId, importId, ["review"]);

    const publication = await client.publicationOf(branchId, importId);
    const seen: string[] = [];
    for (const after of [50, 150, 300, 600, 900, 1_200]) {
      const answer = client.mutate("import.publish", publication).catch(() => undefined);
      await pause(after);
      await server.kill();
      await answer;
      await server.start();
      // For ever "storing" would be no end at all.
      seen.push(await client.untilImport(branchId, importId, ["review", "done"]));
    }
    console.log(`after each kill: ${seen.join(", ")}`);
    const { bookId } = await client.mutate<{ bookId: string }>("import.publish", publication);
    expect(await client.untilImport(branchId, importId, ["done"])).toBe("done");
    const shelf = await client.query<{ id: string; chapters: number }[]>("book.list", { branchId });
    expect(shelf.filter((book) => book.chapters === CHAPTERS).map(({ id }) => id)).toEqual([bookId]);
  } finally {
    await server.stop();
  }
});

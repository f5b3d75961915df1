// An import under SIGKILL, black-box: whatever it was doing, the next start takes it up, and its book is on the shelf once.
import { expect, test } from "vitest";
import { setUpEvening } from "../evening.ts";
import { startServer } from "../server-process.ts";
import { makeThickBook, THICK_CHAPTERS } from "../thick-book.ts";
import { pause } from "./participant.ts";

test("an import goes on after kills while it is read and while it is put on the shelf, and is one book", async () => {
  const server = await startServer({ env: { RATE_LIMITS: "off" } });
  try {
    const { branchId, host } = await setUpEvening(server, 0);
    const { client } = host;
    const importId = await client.uploadBook(branchId, "thick.epub", makeThickBook("A Thick Book"));
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
    expect(shelf.filter((book) => book.chapters === THICK_CHAPTERS).map(({ id }) => id)).toEqual([bookId]);
  } finally {
    await server.stop();
  }
});

// Who may read a note is one rule in two languages: for every note and every reader, what the database says is what the domain says.
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { audienceOf, mayRead } from "#domain/annotations/audience.ts";
import { visibilities } from "#domain/shapes/annotation.ts";
import { audience, readableBy } from "./audience.ts";
import { id, openTestHouse, type TestHouse } from "./testing/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

const members = [id(), id()];
const cases = fc.record({
  visibility: fc.constantFrom(...visibilities),
  held: fc.boolean(),
  hidden: fc.boolean(),
  memberId: fc.constantFrom(...members),
  reader: fc.record({ memberId: fc.constantFrom(...members), host: fc.boolean() }),
});

test("the database lets through what the domain lets through, and nothing else", async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ reader, ...note }) => {
      const at = (set: boolean) => (set ? "2027-03-04T19:00:00Z" : null);
      const { rows } = await house.house.db.execute(sql`select ${audience(sql`t`)} as audience,
        ${readableBy(sql`t`, { memberId: sql`${reader.memberId}::uuid`, host: sql`${reader.host}::boolean` })} as readable
        from (select ${note.visibility}::text as visibility, ${at(note.held)}::timestamptz as held_at,
          ${at(note.hidden)}::timestamptz as hidden_at, ${note.memberId}::uuid as member_id) t`);
      expect(rows).toEqual([{ audience: audienceOf(note), readable: mayRead(note, reader) }]);
    }),
    { numRuns: 300 },
  );
});

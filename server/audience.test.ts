// Who may read a note is one rule in two languages: for every note and every reader, what the database says is what the domain says.
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { audienceOf, mayRead } from "#domain/annotations/audience.ts";
import { visibilities } from "#domain/annotations/choices.ts";
import { audience, readableBy } from "./audience.ts";
import { id, openTestHouse, type TestHouse } from "./testing/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

const [author, another] = [id(), id()];
const bothWays = [false, true];
const readers = [author, another].flatMap((memberId) => bothWays.map((host) => ({ memberId, host })));
const notes = visibilities.flatMap((visibility) =>
  bothWays.flatMap((held) => bothWays.map((hidden) => ({ visibility, held, hidden, memberId: author }))),
);
const cases = notes.flatMap((note) => readers.map((reader) => ({ note, reader })));

test("the database lets through what the domain lets through, and nothing else, whatever the note and whoever reads", async () => {
  const at = (set: boolean) => (set ? "2027-03-04T19:00:00Z" : null);
  const rows = cases.map(
    ({ note, reader }, number) =>
      sql`(${number}::int, ${note.visibility}::text, ${at(note.held)}::timestamptz, ${at(note.hidden)}::timestamptz,
        ${note.memberId}::uuid, ${reader.memberId}::uuid, ${reader.host}::boolean)`,
  );
  const found = await house.house.db.execute(sql`select ${audience(sql`t`)} as audience,
    ${readableBy(sql`t`, { memberId: sql`t.reader`, host: sql`t.host` })} as readable
    from (values ${sql.join(rows, sql`, `)}) t(number, visibility, held_at, hidden_at, member_id, reader, host) order by number`);
  expect(found.rows).toEqual(cases.map(({ note, reader }) => ({ audience: audienceOf(note), readable: mayRead(note, reader) })));
  expect(new Set(found.rows.map((row) => JSON.stringify(row))).size).toBe(5);
});

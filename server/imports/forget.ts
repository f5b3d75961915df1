// What nobody needs any more of imports: drafts that were not published, and the files of those that were refused.
import { and, eq, inArray, isNotNull, isNull, lt, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { editions, images, imports } from "#db/schema/books.ts";
import type { House } from "../context.ts";
import { readDraftHead } from "./draft.ts";
import { change } from "./note-import.ts";
import { open } from "./queries.ts";
import { whileIdle } from "./reading-line.ts";

/** Puts away what nobody published for thirty days, and removes drafts and pictures of imports that ended more than an hour ago. */
export async function forgetDrafts(house: House): Promise<void> {
  const old = await house.db
    .select({ id: imports.id })
    .from(imports)
    .where(and(eq(imports.state, "review"), lt(imports.createdAt, sql`now() - interval '30 days'`)));
  const refusal = "Nobody published this within 30 days, so it was put away. If it is still wanted, import the file again.";
  for (const { id } of old) await change(house, id, { state: "refused", refusal, endedAt: house.now() }, ["review"]);
  // A file that is being read may just now keep the very pictures that go; then they go an hour later.
  await whileIdle(house, () => forgetEndedDrafts(house));
}

async function forgetEndedDrafts(house: House): Promise<void> {
  const { db, files } = house;
  const drafts = await db
    .select({ id: imports.id, draft: imports.draftHash, state: imports.state, endedAt: imports.endedAt })
    .from(imports)
    .where(isNotNull(imports.draftHash));
  const isOpen = (state: (typeof drafts)[number]["state"]) => open.some((one) => one === state);
  const namesOf = async (draft: string) => {
    const head = await readDraftHead(files, draft).catch(() => undefined);
    return [draft, ...(head?.pictures.map(({ name }) => name) ?? [])];
  };
  const anHourAgo = house.now().getTime() - 3600_000;
  const ended = drafts.filter(({ state, endedAt }) => !isOpen(state) && (endedAt?.getTime() ?? 0) < anHourAgo);
  if (ended.length === 0) return;
  const needed = new Set<string>();
  for (const { draft, ...row } of drafts)
    if (draft && !ended.some(({ id }) => id === row.id)) for (const name of await namesOf(draft)) needed.add(name);
  for (const { id, draft } of ended) {
    const names = draft ? (await namesOf(draft)).filter((name) => !needed.has(name)) : [];
    const shown = await db.select({ name: images.name }).from(images).where(inArray(images.name, names));
    for (const name of names) if (!shown.some((image) => image.name === name)) await files.remove(name);
    await db.update(imports).set({ draftHash: null, review: null }).where(eq(imports.id, id));
  }
}

/** Removes the files of imports that were refused or stopped more than an hour ago, unless another import or a book came from the same file. */
export async function forgetRefusedFiles(house: House): Promise<void> {
  const others = alias(imports, "others");
  const rows = await house.db
    .selectDistinct({ fileHash: imports.fileHash })
    .from(imports)
    .leftJoin(others, and(eq(others.fileHash, imports.fileHash), ne(others.state, "refused")))
    .leftJoin(editions, eq(editions.fileHash, imports.fileHash))
    .where(
      and(
        eq(imports.state, "refused"),
        sql`${imports.endedAt} between now() - interval '2 days' and now() - interval '1 hour'`,
        isNull(others.id),
        isNull(editions.id),
      ),
    );
  for (const { fileHash } of rows) await house.files.remove(fileHash);
}

// What the notes of a file are called here. The same note brought in again has the same id, so that nothing is here twice.
import { and, eq, inArray, sql } from "drizzle-orm";
import { v5 } from "uuid";
import type { Queryable } from "#db/client.ts";
import { annotations, replies } from "#db/schema/annotations.ts";
import type { ForeignNote, NoteFormat } from "#domain/note-files/foreign-note.ts";
import { Id } from "#domain/shapes/id.ts";
import { readableBy } from "../audience.ts";
import type { Taker } from "./readable-notes.ts";

/** The namespace in which ids of notes from elsewhere are made (RFC 9562, section 5.5). */
const NAMESPACE = "5b1f6c1e-6f2a-5d5b-9a53-3f0c1c7e9a10";

/** The id of each note, and whether it is here already; by the note's place in the list. */
export interface Named {
  id: string;
  here: boolean;
}

/**
 * A note of ours keeps its id where that is free. Where it is taken by a note that the one who brings it in may read, it is here; where by one
 * they may not, theirs gets an id made of theirs, as notes from other programs do.
 */
export async function nameNotes(
  db: Queryable,
  taker: Taker,
  format: NoteFormat,
  notes: readonly ForeignNote[],
): Promise<Named[]> {
  const wishes = notes.map(({ key }) => ({ own: Id.safeParse(key).data, made: makeId(taker, format, key) }));
  const ids = [...new Set(wishes.flatMap(({ own, made }) => (own ? [own, made] : [made])))];
  const me = { memberId: sql`${taker.memberId}::uuid`, host: sql`${taker.host}::boolean` };
  const rows = await inParts(ids, (some) =>
    db
      .select({ id: annotations.id, readable: readableBy(sql`annotations`, me) })
      .from(annotations)
      .where(and(eq(annotations.groupId, taker.groupId), inArray(annotations.id, some))),
  );
  const taken = new Map(rows.map((row) => [row.id, row.readable]));
  const given = new Set<string>();
  return wishes.map(({ own, made }) => {
    const id = own !== undefined && taken.get(own) !== false ? own : made;
    const here = taken.has(id) || given.has(id);
    given.add(id);
    return { id, here };
  });
}

/** The ids of the replies to a note, by what they are called in the file. */
export async function nameReplies(
  db: Queryable,
  taker: Taker,
  threads: readonly { noteId: string; keys: readonly string[] }[],
): Promise<Map<string, string>[]> {
  const own = threads.flatMap(({ keys }) => keys.flatMap((key) => Id.safeParse(key).data ?? []));
  const rows = await inParts([...new Set(own)], (some) =>
    db
      .select({ id: replies.id })
      .from(replies)
      .where(and(eq(replies.groupId, taker.groupId), inArray(replies.id, some))),
  );
  const taken = new Set(rows.map((row) => row.id));
  return threads.map(({ noteId, keys }) => {
    const ids = new Map<string, string>();
    for (const key of keys) {
      const kept = Id.safeParse(key).data;
      const id = kept !== undefined && !taken.has(kept) ? kept : v5(`${taker.groupId} ${noteId} ${key}`, NAMESPACE);
      taken.add(id);
      ids.set(key, id);
    }
    return ids;
  });
}

function makeId({ groupId, memberId }: Taker, format: NoteFormat, key: string): string {
  return v5(`${groupId} ${memberId} ${format} ${key}`, NAMESPACE);
}

/** A statement has only so many parameters. */
async function inParts<T>(ids: readonly string[], read: (some: string[]) => Promise<T[]>): Promise<T[]> {
  const all: T[] = [];
  for (let at = 0; at < ids.length; at += 5_000) all.push(...(await read(ids.slice(at, at + 5_000))));
  return all;
}

// The verb by which a group takes another text of the book it reads: its notes, places and plans come along in the same transaction.
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { annotations } from "#db/schema/annotations.ts";
import { groupBooks } from "#db/schema/groups.ts";
import { meetings } from "#db/schema/meetings.ts";
import type { Lineage } from "#domain/editions/lineage.ts";
import { AppError } from "#domain/errors.ts";
import { groupStream } from "#domain/live/streams.ts";
import type { CarriedCounts, EditionAdoption } from "#domain/shapes/carrying.ts";
import { type Admitted, admit } from "../admit.ts";
import { tellRenewed } from "../audience.ts";
import { findGroupBook } from "../books/queries.ts";
import { carriedAt, type Edition } from "../carry.ts";
import { CarryPlan, findEditions, findMoving, type Moving, type Outcome } from "../carry-plan.ts";
import { countCarried } from "../carrying/queries.ts";
import { commit, type WriteCtx } from "../commit.ts";
import type { Ctx } from "../context.ts";
import { lockGroup } from "../groups/queries.ts";
import { findMeeting } from "../meetings/queries.ts";

/** How often notes that changed meanwhile are worked out beside the transaction; after that, within it. */
const ATTEMPTS_MOST = 3;
const ROWS_AT_ONCE = 1_000;

/** Thrown out of the transaction when notes have changed since the plan was made. Nothing has happened then. */
class Overtaken extends Error {}

/**
 * Takes another edition of the book that the group reads, a later or an earlier one. Every note comes along: to its place, to a place that
 * somebody should look at, or, where its words are gone, it stays with its text and waits at the repair desk. What can be worked out is worked
 * out before the transaction, which checks that it still holds. Gives what became of the notes that the host may read.
 */
export async function adoptEdition(ctx: Ctx, input: EditionAdoption): Promise<CarriedCounts> {
  const { groupId, editionId } = input;
  const subject = { on: "group", groupId } as const;
  const { branchId } = await admit(ctx, "book:adopt", subject);
  const found = await findEditions(ctx.db, { groupId, branchId, editionId });
  if (!found) throw new AppError("not_found", "not_found");
  const plan = new CarryPlan(found.to);
  const command = {
    ...({ id: input.id, action: "book:adopt", subject, input } as const),
    hold: (db: Tx) => lockGroup(db, groupId),
  };
  for (let attempt = 1; ; attempt++) {
    if (found.now.id !== found.to.id) await plan.complete(ctx.db, await findMoving(ctx.db, groupId, found.to));
    try {
      return await commit(ctx, command, (tx, admitted) => takeOver(tx, admitted, input, plan, attempt < ATTEMPTS_MOST));
    } catch (thrown) {
      if (!(thrown instanceof Overtaken)) throw thrown;
    }
  }
}

async function takeOver(
  tx: WriteCtx,
  admitted: Admitted,
  { groupId, editionId }: EditionAdoption,
  plan: CarryPlan,
  mayGoBack: boolean,
): Promise<CarriedCounts> {
  const { db } = tx;
  const found = await findEditions(db, { groupId, branchId: admitted.branchId, editionId });
  if (!found) throw new AppError("not_found", "not_found");
  const { now, to } = found;
  if (now.id !== to.id) {
    // From here on nobody adds a note to the old text: see carryOnArrival.
    await db
      .update(groupBooks)
      .set({ endedAt: tx.house.now() })
      .where(and(eq(groupBooks.groupId, groupId), isNull(groupBooks.endedAt)));
    await db
      .insert(groupBooks)
      .values({ groupId, editionId: to.id, bookId: to.bookId })
      .onConflictDoUpdate({ target: [groupBooks.groupId, groupBooks.editionId], set: { endedAt: null, chosenAt: sql`now()` } });
    const moving = await findMoving(db, groupId, to, true);
    if (mayGoBack && moving.some((one) => plan.of(one) === undefined)) throw new Overtaken();
    await plan.complete(db, moving);
    await carryNotes(
      tx,
      groupId,
      to,
      moving.map((one) => ({ ...one, carried: plan.of(one) ?? orphan })),
    );
    const { lineage } = await plan.textsFrom(db, now);
    await carryLinks(tx, groupId, lineage);
    await carryReading(db, groupId, now, to, lineage);
    await carryMeetings(tx, groupId, lineage);
    const book = await findGroupBook(db, groupId);
    if (book) tx.tell(groupStream(groupId), { type: "book.chosen", book });
  }
  return countCarried(db, { groupId, editionId: to.id, memberId: admitted.memberId, host: true });
}

const orphan: Outcome = { state: "orphan", score: 0, places: [] };

/** Puts the notes where they belong, and keeps how they came there. */
async function carryNotes(
  tx: WriteCtx,
  groupId: string,
  to: Edition,
  all: readonly (Moving & { carried: Outcome })[],
): Promise<void> {
  const changed: Parameters<typeof tellRenewed>[1] = [];
  const ways = all.map(({ note, edition, earlier, carried }) => {
    // What comes home is as sure of its place as it was when it left.
    const came = carried.home && earlier;
    const { state, score, places } = came ?? carried;
    const [place] = carried.places;
    const way = {
      ...{ group_id: groupId, id: note.id, state, score, places },
      ...{ settled: came?.settled ?? null, settled_by: came?.settledBy ?? null, settled_at: came?.settledAt ?? null },
    };
    if (carried.state === "orphan" || !place) return way;
    changed.push({ row: note, chapterIds: [note.chapterId, place.chapterId] });
    const sure = state === "certain" || way.settled !== null ? "certain" : "check";
    const said = carriedAt(note.carried?.edition ?? edition.number, to.number, sure);
    return { ...way, chapter_id: place.chapterId, anchor: place.anchor, ...(said && { carried: said }) };
  });
  for (let at = 0; at < ways.length; at += ROWS_AT_ONCE) {
    const some = JSON.stringify(ways.slice(at, at + ROWS_AT_ONCE));
    await tx.db.execute(sql`insert into carryings
        (group_id, annotation_id, edition_id, from_chapter_id, from_anchor, state, score, places, settled, settled_by, settled_at)
      select a.group_id, a.id, ${to.id}::uuid, a.chapter_id, a.anchor, v.state, v.score, v.places, v.settled, v.settled_by, v.settled_at
      from jsonb_to_recordset(${some}::jsonb)
        as v(group_id uuid, id uuid, state text, score real, places jsonb, settled text, settled_by uuid, settled_at timestamptz)
      join annotations a on a.group_id = v.group_id and a.id = v.id
      on conflict (group_id, annotation_id, edition_id) do update set from_chapter_id = excluded.from_chapter_id,
        from_anchor = excluded.from_anchor, state = excluded.state, score = excluded.score, places = excluded.places,
        settled = excluded.settled, settled_by = excluded.settled_by, settled_at = excluded.settled_at`);
    await tx.db.execute(sql`update annotations a set chapter_id = v.chapter_id, anchor = v.anchor, carried = v.carried
      from jsonb_to_recordset(${some}::jsonb) as v(group_id uuid, id uuid, chapter_id uuid, anchor jsonb, carried jsonb)
      where a.group_id = v.group_id and a.id = v.id and v.chapter_id is not null`);
  }
  await tellRenewed(tx, changed);
}

/** Notes that lead to a passage of the text before lead to what became of it. */
async function carryLinks(tx: WriteCtx, groupId: string, { passages, chapters }: Lineage): Promise<void> {
  const leading = await tx.db
    .select()
    .from(annotations)
    .where(and(eq(annotations.groupId, groupId), inArray(sql`${annotations.target}->>'chapterId'`, [...chapters.keys(), ""])));
  const changed: Parameters<typeof tellRenewed>[1] = [];
  for (const row of leading) {
    const place = row.target && "passageId" in row.target ? passages.get(row.target.passageId) : undefined;
    if (!place) continue;
    const target = { chapterId: place.chapterId, passageId: place.passageId };
    await tx.db
      .update(annotations)
      .set({ target })
      .where(and(eq(annotations.groupId, groupId), eq(annotations.id, row.id)));
    changed.push({ row, chapterIds: [row.chapterId] });
  }
  await tellRenewed(tx, changed);
}

/** Where everybody is, what they have said they have read, and what they have opened: the same in the text that is taken. */
async function carryReading(db: Tx, groupId: string, now: Edition, to: Edition, lineage: Lineage): Promise<void> {
  const pairs = JSON.stringify([...lineage.chapters].map(([was, is]) => ({ was, is })));
  const pair = sql`jsonb_to_recordset(${pairs}::jsonb) as pair(was uuid, "is" uuid)`;
  await db.execute(sql`insert into declared_reads (group_id, person_id, chapter_id)
    select d.group_id, d.person_id, pair."is" from declared_reads d join ${pair} on pair.was = d.chapter_id
    where d.group_id = ${groupId} on conflict do nothing`);
  await db.execute(sql`insert into opened_chapters (group_id, person_id, chapter_id, seen_to)
    select o.group_id, o.person_id, pair."is", o.seen_to from opened_chapters o join ${pair} on pair.was = o.chapter_id
    where o.group_id = ${groupId}
    on conflict (group_id, person_id, chapter_id) do update set seen_to = greatest(opened_chapters.seen_to, excluded.seen_to)`);
  // A passage that is gone leads to the one before it that is not, else to the beginning of its chapter.
  const passages = JSON.stringify(
    [...lineage.passages].map(([id, { chapterId, number }]) => ({ id, chapter: chapterId, number })),
  );
  await db.execute(sql`with follows as (select * from jsonb_to_recordset(${passages}::jsonb) as f(id uuid, chapter uuid, number int))
    insert into places (group_id, person_id, edition_id, chapter_id, number)
    select p.group_id, p.person_id, ${to.id}::uuid, pair."is",
      coalesce((select f.number from passages s join follows f on f.id = s.id
        where s.chapter_id = p.chapter_id and s.number <= p.number and f.chapter = pair."is" order by s.number desc limit 1), 1)
    from places p join ${pair} on pair.was = p.chapter_id
    where p.group_id = ${groupId} and p.edition_id = ${now.id}
    on conflict (group_id, person_id, edition_id) do update set chapter_id = excluded.chapter_id, number = excluded.number`);
}

/** What meetings are about is the same stretch of the text that is taken. */
async function carryMeetings(tx: WriteCtx, groupId: string, { chapters }: Lineage): Promise<void> {
  const rows = await tx.db
    .select({ id: meetings.id, chapterIds: meetings.chapterIds })
    .from(meetings)
    .where(eq(meetings.groupId, groupId))
    .for("update");
  for (const { id: meetingId, chapterIds } of rows) {
    if (!chapterIds.some((id) => chapters.has(id))) continue;
    await tx.db
      .update(meetings)
      .set({ chapterIds: chapterIds.map((id) => chapters.get(id) ?? id) })
      .where(and(eq(meetings.groupId, groupId), eq(meetings.id, meetingId)));
    const meeting = await findMeeting(tx.db, { groupId, meetingId });
    if (meeting) tx.tell(groupStream(groupId), { type: "meeting.revised", meeting });
  }
}

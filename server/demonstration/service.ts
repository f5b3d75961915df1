// Fills a demonstration branch by telling the story of db/demonstration through the same verbs that people use.
// Every id is made from the branch's, so that telling goes on after a crash where it stopped; a story told to its end is not told again.
import { eq, sql } from "drizzle-orm";
import { v5 } from "uuid";
import { groups, meetings, people, type ToldGroup, talk, type Who } from "#db/demonstration/story.ts";
import { chapters, imports } from "#db/schema/books.ts";
import { organisation } from "#db/schema/branches.ts";
import { messages, topics } from "#db/schema/chat.ts";
import { memberships } from "#db/schema/groups.ts";
import { meetingAnswers } from "#db/schema/meetings.ts";
import { people as accounts } from "#db/schema/people.ts";
import { AppError } from "#domain/errors.ts";
import { admit } from "../admit.ts";
import { chooseBook } from "../books/service.ts";
import { postMessage } from "../chat/service.ts";
import { type Actor, type Ctx, makeCtx } from "../context.ts";
import { openGroup } from "../groups/service.ts";
import { HANDBOOK_FILE, makeHandbook } from "../handbook.ts";
import { beginImport } from "../import-line.ts";
import { publishImport } from "../imports/service.ts";
import { answerMeeting, scheduleMeeting } from "../meetings/service.ts";
import { anchorOf, chapterNamed, type MakeId, type Scene } from "./scene.ts";
import { tellMargin } from "./tell-margin.ts";

const ZONE = "Europe/London";
const DAY_MS = 24 * 3600_000;

/** Fills the branch with two reading groups, the handbook, notes, talk and meetings; gives the group to look at first. Takes some seconds. */
export async function fillDemonstration(ctx: Ctx, { branchId }: { branchId: string }): Promise<{ groupId: string }> {
  const { personId } = await admit(ctx, "instance:fill_demonstration", { on: "branch", branchId });
  const me = { personId, name: ctx.actor?.name ?? "", sessionId: ctx.actor?.sessionId ?? "" };
  const id = (name: string) => v5(name, branchId);
  const groupId = id(groups.circle.name);
  if (await isTold(ctx, id)) return { groupId };
  const cast = await addPeople(ctx, id, me);
  const bookId = await addHandbook(ctx, branchId, personId, id);
  const circle = await openTold(ctx, { branchId, told: groups.circle, cast, id, bookId });
  await openTold(ctx, { branchId, told: groups.lunch, cast, id, bookId });
  await tellMargin(circle, id);
  await tellTalk(ctx, circle, id);
  await tellMeetings(ctx, circle, id);
  await ctx.house.db.update(organisation).set({ demonstratedAt: sql`coalesce(demonstrated_at, now())` });
  return { groupId };
}

type Cast = Record<Who, Actor>;

/** Whether the last thing of the story is there. What people did in its groups since is theirs: nothing is moved, chosen or added again. */
async function isTold({ house }: Ctx, id: MakeId): Promise<boolean> {
  const last = meetings.length - 1;
  const answers = await house.db.$count(meetingAnswers, eq(meetingAnswers.meetingId, id(`meeting ${last}`)));
  return answers >= Object.keys(meetings[last]?.answers ?? {}).length;
}

/** Six people without a way to sign in: they only ever act in the story. */
async function addPeople(ctx: Ctx, id: MakeId, me: Actor): Promise<Cast> {
  const rows = Object.entries(people).map(([who, name]) => {
    const email = `${who}@demonstration.invalid`;
    return { id: id(`person ${who}`), name, email, emailKey: `${id(who)} ${email}` };
  });
  await ctx.house.db.insert(accounts).values(rows).onConflictDoNothing();
  const told = Object.fromEntries(
    Object.entries(people).map(([who, name]) => [who, { personId: id(`person ${who}`), name, sessionId: id(`session ${who}`) }]),
  );
  return { ...told, me } as Cast;
}

/** Brings the handbook in by the same way as any book, and publishes it as it was read. */
async function addHandbook(ctx: Ctx, branchId: string, personId: string, id: MakeId): Promise<string> {
  const importId = id("handbook");
  const { db, files } = ctx.house;
  const fileHash = await files.put(await makeHandbook(), "");
  await db
    .insert(imports)
    .values({ id: importId, branchId, personId, fileName: HANDBOOK_FILE, fileHash, state: "waiting" })
    .onConflictDoUpdate({
      target: imports.id,
      set: { state: "waiting", fileHash, refusal: null, endedAt: null },
      setWhere: eq(imports.state, "refused"),
    });
  beginImport(ctx.house);
  for (;;) {
    const [row] = await db.select().from(imports).where(eq(imports.id, importId));
    if (row?.state === "done" && row.bookId) return row.bookId;
    if (row?.state === "review" && row.review) {
      const review = { ...row.review, rights: "own_text", ground: "It comes with this program." } as const;
      return (await publishImport(ctx, { id: id("publish the handbook"), branchId, importId, review })).bookId;
    }
    if (row?.state === "refused") throw new AppError("invalid", "import_refused", { sentence: row.refusal ?? "" });
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function openTold(
  ctx: Ctx,
  { branchId, told, cast, id, bookId }: { branchId: string; told: ToldGroup; cast: Cast; id: MakeId; bookId: string },
): Promise<Scene> {
  const { house } = ctx;
  const groupId = id(told.name);
  const as = (who: Who) => makeCtx(house, cast[who], ctx.source);
  await openGroup(as("me"), {
    id: id(`open ${told.name}`),
    groupId,
    branchId,
    name: told.name,
    about: told.about,
    displayName: cast.me.name,
  });
  const rows = [...told.hosts.map((who) => [who, "host"] as const), ...told.members.map((who) => [who, "member"] as const)].map(
    ([who, role]) => ({
      groupId,
      id: id(`${told.name} ${who}`),
      personId: cast[who].personId,
      role,
      name: cast[who].name,
    }),
  );
  await house.db.insert(memberships).values(rows).onConflictDoNothing();
  await chooseBook(as(told.hosts[0] ?? "me"), { id: id(`choose ${told.name}`), groupId, bookId });
  const [topic] = await house.db.select({ id: topics.id }).from(topics).where(eq(topics.groupId, groupId)).limit(1);
  const entries = await house.db
    .select({ id: chapters.id, title: chapters.title })
    .from(chapters)
    .where(sql`${chapters.editionId} in (select id from editions where book_id = ${bookId})`);
  const known = await house.db
    .select({ id: memberships.id, name: memberships.name, personId: memberships.personId })
    .from(memberships)
    .where(eq(memberships.groupId, groupId));
  const members = new Map(
    Object.entries(cast).flatMap(([who, { personId }]) =>
      known.filter((one) => one.personId === personId).map((one) => [who, one]),
    ),
  );
  return { groupId, topicId: topic?.id ?? "", chapters: new Map(entries.map((entry) => [entry.title, entry.id])), members, as };
}

/** Tells the talk, and spreads it over the days before today. */
async function tellTalk(ctx: Ctx, scene: Scene, id: MakeId): Promise<void> {
  const { groupId, topicId, chapters: ids, as } = scene;
  for (const [index, { by, body, quote }] of talk.entries()) {
    const quotation = quote && {
      chapterId: chapterNamed(ids, quote.chapter),
      anchor: await anchorOf(scene, quote),
    };
    await postMessage(as(by), { id: id(`message ${index}`), groupId, topicId, body, ...(quotation && { quotation }) });
  }
  await ctx.house.db.execute(
    sql`update ${messages} set created_at = created_at - (${talk.length} - seq) * interval '151 minutes' where group_id = ${groupId} and topic_id = ${topicId} and created_at > now() - interval '1 hour'`,
  );
}

async function tellMeetings(ctx: Ctx, { groupId, chapters: ids, as }: Scene, id: MakeId): Promise<void> {
  for (const [index, { title, days, chapters: titles, answers }] of meetings.entries()) {
    const meetingId = id(`meeting ${index}`);
    const local = `${thursdayOf(new Date(ctx.house.now().getTime() + days * DAY_MS))}T18:30`;
    const chapterIds = titles.map((chapter) => chapterNamed(ids, chapter));
    const decided = { title, local, zone: ZONE, minutes: 105, place: "Canteen, window side", link: "", chapterIds };
    await scheduleMeeting(as("me"), { id: id(`schedule ${index} ${local}`), meetingId, groupId, ...decided }).catch(ifTold);
    for (const [who, answer] of Object.entries(answers)) {
      await answerMeeting(as(who as Who), { id: id(`answer ${index} ${who}`), groupId, meetingId, answer });
    }
  }
}

/** Told again on another day, the meetings would fall on other days: those that are there stay. */
function ifTold(fault: unknown): void {
  if (!(fault instanceof AppError && fault.code === "conflict")) throw fault;
}

function thursdayOf(day: Date): string {
  return new Date(day.getTime() + (4 - day.getUTCDay()) * DAY_MS).toISOString().slice(0, 10);
}

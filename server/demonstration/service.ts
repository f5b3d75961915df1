// Fills a demonstration branch by telling the story of db/demonstration through the same verbs that people use.
// Every id is made from the branch's, so that telling goes on after a crash where it stopped; a story told to its end is not told again.
import { eq, sql } from "drizzle-orm";
import { v5 } from "uuid";
import {
  groups,
  meetings,
  notes,
  people,
  reading,
  type ToldGroup,
  type ToldNote,
  type ToldPlace,
  tags,
  talk,
  type Who,
} from "#db/demonstration/story.ts";
import { chapters, imports } from "#db/schema/books.ts";
import { organisation } from "#db/schema/branches.ts";
import { messages, topics } from "#db/schema/chat.ts";
import { memberships } from "#db/schema/groups.ts";
import { meetingAnswers } from "#db/schema/meetings.ts";
import { people as accounts } from "#db/schema/people.ts";
import type { Anchor } from "#domain/anchoring/anchor.ts";
import { describeWords } from "#domain/anchoring/describe-words.ts";
import { reactionKinds } from "#domain/annotations/choices.ts";
import { AppError } from "#domain/errors.ts";
import { writeMention } from "#domain/text/rich.ts";
import { admit } from "../admit.ts";
import { listPassageTexts } from "../annotations/queries.ts";
import { addAnnotation, addReply, reviseAnnotation, seeMargin } from "../annotations/service.ts";
import { chooseBook, keepPlace } from "../books/service.ts";
import { postMessage } from "../chat/service.ts";
import { type Actor, type Ctx, makeCtx } from "../context.ts";
import { openGroup, settleMargin } from "../groups/service.ts";
import { HANDBOOK_FILE, makeHandbook } from "../handbook.ts";
import { beginImport } from "../import-line.ts";
import { publishImport } from "../imports/service.ts";
import { askReply, keepTags, moveQuestion, pinNote, putOnAgenda, react } from "../margin/service.ts";
import { answerMeeting, scheduleMeeting } from "../meetings/service.ts";
import { declareRead } from "../reading/service.ts";

const ZONE = "Europe/London";
const DAY_MS = 24 * 3600_000;
/** Who does what hosts do. */
const HOST: Who = "amara";
const NOTE_DAYS = 9;
/** The steward was last in the margin before the newest notes came, so that there is something new. */
const SEEN_DAYS = 4;

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
/** Gives the same id for the same name in a branch, every time. */
type MakeId = (name: string) => string;

interface Scene {
  groupId: string;
  topicId: string;
  /** Chapter ids by title. */
  chapters: Map<string, string>;
  /** What the group knows of each of the cast that is in it. */
  members: Map<string, { id: string; name: string }>;
  as: (who: Who) => Ctx;
}

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

/** Tells notes and what came of them, each by the verb that its people use, and how far they have read. */
async function tellMargin(scene: Scene, id: MakeId): Promise<void> {
  const { groupId, as } = scene;
  const rules = { spoilers: "soft", widest: "branch", blindFirst: false } as const;
  await settleMargin(as("me"), { id: id("settle the margin"), groupId, ...rules });
  await keepTags(as(HOST), { id: id("keep tags"), groupId, tags });
  for (const [index, note] of notes.entries()) await tellNote(scene, id, note, `${index}`);
  await tellReading(scene);
}

async function tellNote(scene: Scene, id: MakeId, note: ToldNote, name: string): Promise<void> {
  const { groupId, chapters, as } = scene;
  const { kind, by, visibility, held, tags: tagged = [], earlier, became, days = NOTE_DAYS } = note;
  const annotationId = id(`note ${name}`);
  const on = { groupId, annotationId };
  const body = named(scene, note.body);
  const to = note.to && {
    chapterId: chapterNamed(chapters, note.to.chapter),
    passageId: (await anchorOf(scene, note.to)).passage,
  };
  const place = { chapterId: chapterNamed(chapters, note.chapter), anchor: await anchorOf(scene, note) };
  const openness = { ...(visibility && { visibility }), ...(held && { held }) };
  const said = { kind, tags: tagged, ...(to && { to }) };
  await addAnnotation(as(by), { id: id(`add note ${name}`), ...on, ...place, ...openness, ...said, body: earlier ?? body });
  if (earlier) await reviseAnnotation(as(by), { id: id(`revise note ${name}`), ...on, ...said, body });
  const replyIds = await tellReplies(scene, id, note, name);
  for (const reaction of reactionKinds)
    for (const who of note.reactions?.[reaction] ?? [])
      await react(as(who), { id: id(`react ${name} ${reaction} ${who}`), ...on, reaction, given: true });
  if (became) {
    const replyId = became.reply === undefined ? undefined : replyIds[became.reply];
    await moveQuestion(as(became.by), { id: id(`move ${name}`), ...on, state: became.state, ...(replyId && { replyId }) });
  }
  for (const mark of note.host ?? []) {
    const command = { id: id(`${mark} ${name}`), ...on };
    if (mark === "pinned") await pinNote(as(HOST), { ...command, pinned: true });
    if (mark === "asked") await askReply(as(HOST), { ...command, asked: true });
    if (mark === "agenda") await putOnAgenda(as(HOST), { ...command, on: true });
  }
  await putBack(scene, annotationId, days);
}

/** Gives the ids of the first answers. */
async function tellReplies(scene: Scene, id: MakeId, { replies = [] }: ToldNote, name: string): Promise<string[]> {
  const { groupId, as } = scene;
  const tell = async (place: string, who: Who, text: string, parentId?: string) => {
    const replyId = id(`reply ${place}`);
    const on = { groupId, annotationId: id(`note ${name}`), ...(parentId && { parentId }) };
    await addReply(as(who), { id: id(`add reply ${place}`), replyId, ...on, body: named(scene, text) });
    return replyId;
  };
  const told: string[] = [];
  for (const [place, [who, text, answers = []]] of replies.entries()) {
    const replyId = await tell(`${name} ${place}`, who, text);
    told.push(replyId);
    for (const [next, [other, answer]] of answers.entries()) await tell(`${name} ${place} ${next}`, other, answer, replyId);
  }
  return told;
}

/** Moves a thread that was told just now into the past: the note, a day later what was said and done about it. */
async function putBack({ groupId, as }: Scene, annotationId: string, days: number): Promise<void> {
  const { db } = as("me").house;
  const [note, later] = [sql`make_interval(days => ${days})`, sql`make_interval(days => ${days - 1})`];
  const ofNote = sql`group_id = ${groupId} and annotation_id = ${annotationId}`;
  const told = (when: string) => sql`${sql.identifier(when)} > now() - interval '1 hour'`;
  await db.execute(sql`update annotations set created_at = created_at - ${note}, shown_at = shown_at - ${note}, held_at = held_at - ${note},
    edited_at = edited_at - ${later}, pinned_at = pinned_at - ${later}, reply_asked_at = reply_asked_at - ${later}, agenda_at = agenda_at - ${later}
    where group_id = ${groupId} and id = ${annotationId} and ${told("created_at")}`);
  await db.execute(sql`update replies set created_at = created_at - ${later} where ${ofNote} and ${told("created_at")}`);
  await db.execute(sql`update wordings set until = until - ${later} where ${ofNote} and ${told("until")}`);
  await db.execute(sql`update question_steps set at = at - ${later} where ${ofNote} and ${told("at")}`);
}

async function tellReading({ groupId, chapters, as }: Scene): Promise<void> {
  for (const [who, { opened, read }] of Object.entries(reading)) {
    const ctx = as(who as Who);
    const to = new Date(ctx.house.now().getTime() - SEEN_DAYS * DAY_MS).toISOString();
    for (const title of opened) {
      const here = { groupId, chapterId: chapterNamed(chapters, title) };
      await keepPlace(ctx, { ...here, number: 1 });
      await seeMargin(ctx, { ...here, to });
    }
    for (const title of read) await declareRead(ctx, { groupId, chapterId: chapterNamed(chapters, title) });
  }
}

/** Names people as a reader's composer does. */
function named({ members }: Scene, text: string): string {
  return text.replace(/@(\w+)/g, (written, who: string) => {
    const member = members.get(who);
    return member ? writeMention(member) : written;
  });
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

/** The id of the chapter of this title. A story that names another chapter is at fault. */
function chapterNamed(ids: Map<string, string>, title: string): string {
  const found = ids.get(title);
  if (!found) throw new Error(`The handbook has no chapter “${title}”`);
  return found;
}

/** Words of the story as an anchor in their chapter. A story that quotes what is not there is at fault. */
async function anchorOf({ chapters, as }: Scene, { chapter, words }: ToldPlace): Promise<Anchor> {
  const texts = await listPassageTexts(as("me").house.db, chapterNamed(chapters, chapter));
  const anchor = describeWords(texts, words);
  if (!anchor) throw new Error(`The handbook does not say “${words}” there`);
  return anchor;
}

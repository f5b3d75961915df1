// Tells the margin of the story: notes and what came of them, each by the verb that its people use, and how far they have read.
import { sql } from "drizzle-orm";
import { notes, reading, type ToldNote, tags, type Who } from "#db/demonstration/story.ts";
import { reactionKinds } from "#domain/annotations/choices.ts";
import type { ReactionKind } from "#domain/shapes/annotation.ts";
import { writeMention } from "#domain/text/rich.ts";
import { addAnnotation, addReply, reviseAnnotation, seeMargin } from "../annotations/service.ts";
import { keepPlace } from "../books/service.ts";
import { settleMargin } from "../groups/service.ts";
import { askReply, keepTags, moveQuestion, pinNote, putOnAgenda, react } from "../margin/service.ts";
import { declareRead } from "../reading/service.ts";
import { anchorOf, chapterNamed, type MakeId, type Scene } from "./scene.ts";

const HOST: Who = "amara";
const DAYS = 9;
/** The steward was last in the margin before the newest notes came, so that there is something new. */
const SEEN_DAYS = 4;

export async function tellMargin(scene: Scene, id: MakeId): Promise<void> {
  const { groupId, as } = scene;
  const rules = { spoilers: "soft", widest: "branch", blindFirst: false } as const;
  await settleMargin(as("me"), { id: id("settle the margin"), groupId, ...rules });
  await keepTags(as(HOST), { id: id("keep tags"), groupId, tags });
  for (const [index, note] of notes.entries()) await tellNote(scene, id, note, `${index}`);
  await tellReading(scene);
}

async function tellNote(scene: Scene, id: MakeId, note: ToldNote, name: string): Promise<void> {
  const { groupId, chapters, as } = scene;
  const { kind, by, visibility, held, tags: tagged = [], earlier, became, days = DAYS } = note;
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
    for (const who of note.reactions?.[reaction] ?? []) await tellReaction(scene, id, { name, reaction, who });
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

async function tellReaction(
  { groupId, as }: Scene,
  id: MakeId,
  { name, reaction, who }: { name: string; reaction: ReactionKind; who: Who },
): Promise<void> {
  const given = { groupId, annotationId: id(`note ${name}`), reaction, given: true };
  await react(as(who), { id: id(`react ${name} ${reaction} ${who}`), ...given });
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
    const to = new Date(ctx.house.now().getTime() - SEEN_DAYS * 24 * 3600_000).toISOString();
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

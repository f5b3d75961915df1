// Kills a server under load, again and again, and reads afterwards whether it kept its word. Used by the suite and by `npm run bench crash`.
import { execFileSync } from "node:child_process";
import type { ChapterEvent, Numbered, TopicEvent } from "#domain/live/events.ts";
import { chapterStream, topicStream } from "#domain/live/streams.ts";
import type { Annotation } from "#domain/shapes/annotation.ts";
import type { Message } from "#domain/shapes/chat.ts";
import { ask } from "../client.ts";
import { type Evening, setUpEvening } from "../evening.ts";
import { type ServerProcess, startServer } from "../server-process.ts";
import { check, type Finding } from "./checker.ts";
import type { FinalRead, History } from "./history.ts";
import { keysOf, participate, pause, type Spot } from "./participant.ts";

export interface CrashReport {
  findings: Finding[];
  cycles: number;
  acknowledged: number;
  unknown: number;
  /** Milliseconds from start to ready, of each start after a kill. */
  restarts: number[];
  seed: number;
}

/** Runs the server through `cycles` kills. The seed decides the moments, what is killed, and what people do. */
export async function crash(settings: { cycles: number; seed: number; databaseUrl?: string | undefined }): Promise<CrashReport> {
  const random = seeded(settings.seed);
  const server = await startServer({ databaseUrl: settings.databaseUrl, env: { RATE_LIMITS: "off" } });
  try {
    // The server is ready a moment before it prints the link that the evening begins with.
    for (let wait = 0; wait < 100 && !server.setUpLink(); wait++) await pause(50);
    const evening = await setUpEvening(server, 2);
    const spots = await readSpots(evening);
    const people = [evening.host, ...evening.members];
    const participants = await Promise.all(people.map(({ name, client }) => participate(name, client, evening, spots, random)));
    const { groupId, topicId, chapterId } = evening;
    const logs: Logs = new Map([topicStream(groupId, topicId), chapterStream(groupId, chapterId)].map((name) => [name, []]));
    const restarts: number[] = [];
    for (let cycle = 0; cycle < settings.cycles; cycle++) {
      await pause(100 + random() * 600);
      await killSome(server, random);
      const began = Date.now();
      await server.start();
      restarts.push(Date.now() - began);
      await readOn(evening, logs);
    }
    await Promise.all(participants.map((participant) => participant.finish()));
    const finals = await readFinals(evening, logs);
    const heads = new Map(finals.map(({ stream, head }) => [stream, head]));
    await Promise.all(participants.map((participant) => participant.settle(heads, 15_000)));
    const history: History = {
      operations: participants.flatMap((participant) => participant.operations),
      observers: participants.map((participant) => participant.observer()),
      finals,
    };
    for (const participant of participants) participant.close();
    const count = (result: string) => history.operations.filter((operation) => operation.result === result).length;
    return {
      findings: check(history),
      cycles: settings.cycles,
      acknowledged: count("ok"),
      unknown: count("unknown"),
      restarts,
      seed: settings.seed,
    };
  } finally {
    await server.stop();
  }
}

/** Kills the server, or the server with everything it started, or first what it started: each can happen to a machine. */
async function killSome(server: ServerProcess, random: () => number): Promise<void> {
  const children = childrenOf(server.pid());
  const way = random();
  if (way < 0.3) for (const pid of children) tryKill(pid);
  if (way < 0.15) await pause(random() * 200);
  const gone = server.kill("SIGKILL");
  if (way > 0.7) for (const pid of children) tryKill(pid);
  await gone;
}

function childrenOf(pid: number | undefined): number[] {
  try {
    return execFileSync("pgrep", ["-P", String(pid)], { encoding: "utf8" })
      .trim()
      .split("\n")
      .map(Number);
  } catch {
    return [];
  }
}

function tryKill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It is gone already, which is what was wanted.
  }
}

async function readSpots({ host, groupId, chapterId }: Evening): Promise<Spot[]> {
  const { passages } = await host.client.query<{ passages: { id: string; text: string }[] }>("chapter.read", {
    groupId,
    chapterId,
  });
  return passages
    .filter(({ text }) => text.length > 60 && /^[\x20-\x7e]{44}/.test(text))
    .map(({ id, text }) => ({ passage: id, text }));
}

/** Everything as a newcomer would read it now. */
async function readFinals(evening: Evening, logs: Logs): Promise<FinalRead[]> {
  const { host, groupId, topicId, chapterId } = evening;
  await readOn(evening, logs);
  const socket = await host.client.connect();
  try {
    const chapter = chapterStream(groupId, chapterId);
    const topic = topicStream(groupId, topicId);
    const annotations = await host.client.query<{ state: Annotation[] }>("annotation.list", { groupId, chapterId });
    const messages = await readMessages(host.client, groupId, topicId);
    return [
      {
        stream: chapter,
        head: (await ask(socket, "stream:enter", { stream: chapter })).head,
        log: (logs.get(chapter) ?? []).map(keysAt),
        rows: annotations.state.map((annotation) => annotation.id),
      },
      {
        stream: topic,
        head: (await ask(socket, "stream:enter", { stream: topic })).head,
        log: (logs.get(topic) ?? []).map(keysAt),
        rows: messages.map((message) => message.id),
      },
    ];
  } finally {
    socket.disconnect();
  }
}

async function readMessages(client: Evening["host"]["client"], groupId: string, topicId: string): Promise<Message[]> {
  const all: Message[] = [];
  for (let before: Pick<Message, "seq" | "place"> | undefined; ; before = all[0]) {
    const asked = { groupId, topicId, limit: 200, ...(before && { before: { seq: before.seq, place: before.place } }) };
    const { state } = await client.query<{ state: { messages: Message[]; more: boolean } }>("message.list", asked);
    all.unshift(...state.messages);
    if (!state.more) return all;
  }
}

/** The log of each stream, as far as it has been read. */
type Logs = Map<string, Numbered[]>;

const keysAt = ({ seq, event }: Numbered) => ({ seq, keys: keysOf(event as ChapterEvent | TopicEvent) });

/** Reads the logs on. Done after every kill, since a long log is not given at once; and what has once been read may never change. */
async function readOn({ host }: Evening, logs: Logs): Promise<void> {
  const socket = await host.client.connect();
  try {
    for (const [stream, log] of logs) {
      const since = await ask(socket, "stream:since", { stream, after: log.at(-1)?.seq ?? 0 }, 15_000);
      if (since.tooFar) throw new Error(`${stream} has run away from its reader`);
      log.push(...since.events);
    }
  } finally {
    socket.disconnect();
  }
}

/** A repeatable source of chance: mulberry32, by Tommy Ettinger (public domain). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

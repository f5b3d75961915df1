// From one person's hand to another's screen: a message and a note from send to receipt, beside a bare Socket.IO server in the same minutes.
import { io, type Socket } from "socket.io-client";
import { v7 } from "uuid";
import type { Anchor } from "#domain/anchoring/anchor.ts";
import { CONTEXT_MOST } from "#domain/anchoring/limits.ts";
import type { Numbered } from "#domain/live/events.ts";
import { chapterStream, topicStream } from "#domain/live/streams.ts";
import { ask, type LiveSocket } from "../e2e/client.ts";
import type { Evening } from "../e2e/evening.ts";
import { type Bench, type Figure, figure, type Goal } from "./figure.ts";
import { inTurns, median, paced, percentile } from "./measure.ts";
import { type Engine, startBare, startEvening, withEngines } from "./programs.ts";

const TURNS = 5;
const SAMPLES = 200;
/** Twenty-five a second: a whole organisation in lively talk, and far from what any of the compared can carry. */
const EVERY_MS = 40;
const BODY = "What the second speaker says here about bread and peace is answered, almost word for word, two pages further on.";
const RECEIVED_WITHIN_MS = 10_000;
const BARE = "bare";

/**
 * What is said is on the other screens while the hand still rests: a twentieth of a second half of the time, and a quarter of a
 * second, which still feels like one movement, nearly always. A message is committed, numbered and announced within that.
 * The embedded database does one thing at a time: where other programs take the processor, its slowest hundredth may miss this.
 */
const goals = { p50: { most: 50 }, p99: { most: 250 } } satisfies Record<string, Goal>;

/** Sends one thing; resolves when the other has received it. */
type Line = () => Promise<void>;

interface Open {
  lines: Record<string, Line>;
  close: () => Promise<void>;
}

/** Median and 99th percentile of both round trips on each engine, under a paced load. */
export const measureLive: Bench = (say) =>
  withEngines(say, async (engines) => {
    const opened: Open[] = [];
    try {
      opened.push(await openBare());
      for (const engine of engines) opened.push(await openProduct(engine));
      const lines: Record<string, Line> = Object.assign({}, ...opened.map((open) => open.lines));
      for (const line of Object.values(lines)) await paced(SAMPLES / 2, EVERY_MS / 2, line);
      say(`${TURNS} × ${SAMPLES} on each of ${Object.keys(lines).length} lines, one every ${EVERY_MS} ms`);
      const systems = Object.fromEntries(
        Object.entries(lines).map(([name, line]) => [name, () => paced(SAMPLES, EVERY_MS, line)] as const),
      );
      const taken = await inTurns({ turns: TURNS, minutes: 10 }, systems);
      const of = (name: string, share: number) => median((taken[name] ?? []).map((some) => percentile(some, share)));
      return Object.keys(lines)
        .filter((name) => name !== BARE)
        .flatMap((name): Figure[] => {
          const against = (share: number) => ({ value: of(name, share), unit: "ms", against: of(BARE, share) });
          return [
            figure({ what: `${name}, p50 (against a bare Socket.IO echo)`, ...against(0.5), goal: goals.p50 }),
            figure({ what: `${name}, p99 (against a bare Socket.IO echo)`, ...against(0.99), goal: goals.p99 }),
          ];
        });
    } finally {
      for (const { close } of opened) await close();
    }
  });

async function openBare(): Promise<Open> {
  const bare = await startBare("bare-echo.ts");
  const [sender, receiver] = await Promise.all([connectBare(bare.url), connectBare(bare.url)]);
  const receipts = awaitReceipts();
  receiver.on("live", (messages: { id: string }[]) => {
    for (const { id } of messages) receipts.arrived(id);
  });
  return {
    lines: {
      [BARE]: async () => {
        const id = v7();
        await received(receipts.of(id), sender.emitWithAck("say", { id, body: BODY }));
      },
    },
    async close() {
      sender.disconnect();
      receiver.disconnect();
      await bare.stop();
    },
  };
}

async function connectBare(url: string): Promise<Socket> {
  const socket = io(url, { transports: ["websocket"], forceNew: true });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return socket;
}

async function openProduct(engine: Engine): Promise<Open> {
  const { server, evening } = await startEvening(engine);
  const sockets: LiveSocket[] = [];
  const close = async () => {
    for (const socket of sockets) socket.disconnect();
    await server.stop();
  };
  try {
    const [reader] = evening.members;
    if (!reader) throw new Error("The evening has nobody to receive anything");
    const sender = await evening.host.client.connect();
    const receiver = await reader.client.connect();
    sockets.push(sender, receiver);
    const lines = await openLines(evening, sender, receiver);
    return { lines: Object.fromEntries(Object.entries(lines).map(([name, line]) => [`${name}, ${engine.name}`, line])), close };
  } catch (fault) {
    await close();
    throw fault;
  }
}

/** The two lines of the product: a message by socket, a note by tRPC; both are received by socket. */
async function openLines(evening: Evening, sender: LiveSocket, receiver: LiveSocket): Promise<Record<"message" | "note", Line>> {
  const { groupId, topicId, chapterId, host } = evening;
  const receipts = awaitReceipts();
  receiver.on("live", (events: Numbered[]) => {
    for (const { event } of events) {
      if (event.type === "messages.posted") for (const { id } of event.messages) receipts.arrived(id);
      if (event.type === "annotation.added") receipts.arrived(event.annotation.id);
    }
  });
  // The sender listens too, as every open page does.
  for (const socket of [receiver, sender])
    for (const stream of [topicStream(groupId, topicId), chapterStream(groupId, chapterId)])
      await ask(socket, "stream:enter", { stream });
  const anchor = await makeAnchor(evening);
  return {
    async message() {
      const id = v7();
      await received(receipts.of(id), ask(sender, "message:post", { id, groupId, topicId, body: BODY }, RECEIVED_WITHIN_MS));
    },
    async note() {
      const annotationId = v7();
      const note = { id: v7(), annotationId, groupId, chapterId, kind: "remark", anchor, body: BODY };
      await received(receipts.of(annotationId), host.client.mutate("annotation.add", note));
    },
  };
}

/** What has been sent and not yet received, by id. */
function awaitReceipts(): { of: (id: string) => Promise<void>; arrived: (id: string) => void } {
  const waiting = new Map<string, () => void>();
  return {
    of: (id) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`${id} was sent and not received in time`)), RECEIVED_WITHIN_MS);
        waiting.set(id, () => {
          clearTimeout(late);
          resolve();
        });
      }),
    arrived(id) {
      waiting.get(id)?.();
      waiting.delete(id);
    },
  };
}

/** The moment of the receipt counts, whether the sender has its answer by then or not; a refused sending fails at once. */
async function received(receipt: Promise<void>, sending: Promise<unknown>): Promise<void> {
  await Promise.race([receipt, sending.then(() => receipt)]);
}

/** A place to hang notes on: the first words of the chapter's first paragraph of some length. */
async function makeAnchor({ host, groupId, chapterId }: Evening): Promise<Anchor> {
  const { passages } = await host.client.query<{ passages: { id: string; text: string }[] }>("chapter.read", {
    groupId,
    chapterId,
  });
  const found = passages.find(({ text }) => text.length > 100);
  if (!found) throw new Error("The chapter has no paragraph to hang a note on");
  const { id, text } = found;
  const [end, after] = [12, 12 + CONTEXT_MOST];
  return { passage: id, start: 0, endPassage: id, end, quote: text.slice(0, end), before: "", after: text.slice(end, after) };
}

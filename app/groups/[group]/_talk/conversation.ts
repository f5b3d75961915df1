// A conversation as it is read: messages in their one order with the reader's own unsent ones after them, cut into days and turns. Pure.
import type { OutboxItem } from "#app/_client/outbox.ts";
import type { Author } from "#domain/shapes/annotation.ts";
import type { Message, Quotation } from "#domain/shapes/chat.ts";

/** Messages of one person that follow each other within this time are one turn. */
const TURN_MS = 5 * 60_000;

/** What is quoted; a message on its way knows no passage number yet. */
export type Quoted = Pick<Quotation, "chapterId" | "chapterTitle" | "anchor"> & { number?: number };

export interface Line {
  id: string;
  author: Author;
  body: string;
  quotation?: Quoted | undefined;
  createdAt: string;
  /** What the reader sent and the stream has not brought yet. */
  pending?: OutboxItem;
}

export interface PlacedLine extends Line {
  /** The first of its day, in the reader's zone. */
  opensDay: boolean;
  /** The first of its author's turn. */
  opensTurn: boolean;
}

type Post = Extract<OutboxItem, { verb: "message.post" }>;

/** Own messages that are not in the conversation yet, in the order they were written. */
export function unsent(items: readonly OutboxItem[], messages: readonly Message[]): Post[] {
  const there = new Set(messages.map((message) => message.id));
  return items.filter((item): item is Post => item.verb === "message.post" && !there.has(item.id));
}

/** Sent messages that the stream has brought: the outbox can forget them. */
export function arrived(items: readonly OutboxItem[], messages: readonly Message[]): string[] {
  const there = new Set(messages.map((message) => message.id));
  return items.filter((item) => item.state === "sent" && there.has(item.id)).map((item) => item.id);
}

/** A message on its way, as it will look; `titleOf` names the chapter it quotes. */
export function lineOf(item: Post, author: Author, titleOf: (chapterId: string) => string): Line {
  const { id, body, quotation } = item.input;
  return {
    ...{ id, author, body, pending: item },
    createdAt: new Date(item.madeAt).toISOString(),
    ...(quotation && { quotation: { ...quotation, chapterTitle: titleOf(quotation.chapterId) } }),
  };
}

/** Marks where days and turns begin. `dayOf` names the day of a moment, in the reader's zone. */
export function placeLines(lines: readonly Line[], dayOf: (moment: string) => string): PlacedLine[] {
  return lines.map((line, index) => {
    const last = lines[index - 1];
    const opensDay = !last || dayOf(last.createdAt) !== dayOf(line.createdAt);
    const goesOn = last?.author.id === line.author.id && Date.parse(line.createdAt) - Date.parse(last.createdAt) < TURN_MS;
    return { ...line, opensDay, opensTurn: opensDay || !goesOn };
  });
}

/** The longest message, in UTF-16 units, as the server takes it. */
export const BODY_MOST = 8_000;

/** What was typed as it is sent: without space round it, and without signs that no keyboard makes but a clipboard may hold. */
export function toBody(typed: string): string {
  return typed
    .replace(/[^\P{Cc}\t\n\r]/gu, "")
    .toWellFormed()
    .trim();
}

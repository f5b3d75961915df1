// A conversation shows every message once, and days and turns begin where they should.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OutboxItem, OutboxState } from "#app/_client/outbox.ts";
import { arrived, BODY_MOST, type Line, lineOf, placeLines, toBody, unsent } from "#app/groups/[group]/_talk/conversation.ts";
import { type Message, NewMessage } from "#domain/shapes/chat.ts";

const amara = { id: "00000000-0000-4000-8000-00000000000a", name: "Amara" };
const jorge = { id: "00000000-0000-4000-8000-00000000000b", name: "Jorge" };
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const groupId = id(900);
const topicId = id(901);

function message(n: number): Message {
  return { id: id(n), topicId, author: amara, body: "words", createdAt: "2026-03-12T10:00:00.000Z", seq: n, place: 0 };
}

function post(n: number, state: OutboxState = "waiting"): OutboxItem {
  const input = { id: id(n), groupId, topicId, body: "words" };
  return { id: id(n), personId: id(902), lane: "topic", verb: "message.post", input, state, madeAt: n, heldUntil: n };
}

describe("own messages on their way", () => {
  const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 12 });
  const states = fc.constantFrom<OutboxState>("waiting", "sending", "sent", "refused");

  it("stand beside the stream's so that every message is there exactly once, whatever the stream has brought already", () => {
    fc.assert(
      fc.property(numbers, fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), states)), (there, sent) => {
        const messages = there.map(message);
        const items = [...new Map(sent.map(([n, state]) => [n, post(n, state)])).values()];
        const shown = [...messages.map((one) => one.id), ...unsent(items, messages).map((item) => item.id)];
        expect(new Set(shown)).toEqual(new Set([...messages.map((one) => one.id), ...items.map((item) => item.id)]));
        expect(shown.length).toBe(new Set(shown).size);
      }),
    );
  });

  it("can be forgotten only once they were sent and the stream has brought them", () => {
    expect(arrived([post(1, "sent"), post(2, "sending"), post(3, "sent")], [message(1), message(2)])).toEqual([id(1)]);
  });

  it("name the chapter they quote, and no passage number yet", () => {
    const anchor = { passage: id(7), start: 0, endPassage: id(7), end: 4, quote: "Four", before: "", after: "" };
    const item = post(1);
    if (item.verb !== "message.post") throw new Error("not a message");
    const quoting = { ...item, input: { ...item.input, quotation: { chapterId: id(5), anchor } } };
    const line = lineOf(quoting, amara, (chapterId) => (chapterId === id(5) ? "Introduction" : ""));
    expect(line.quotation).toEqual({ chapterId: id(5), anchor, chapterTitle: "Introduction" });
  });
});

describe("days and turns", () => {
  const line = (n: number, author: Line["author"], createdAt: string): Line => ({ id: id(n), author, body: "words", createdAt });
  const utcDay = (moment: string) => moment.slice(0, 10);
  const marks = (lines: Line[], dayOf = utcDay) => placeLines(lines, dayOf).map((one) => [one.opensDay, one.opensTurn]);

  it("begin with the first line, a turn also with another author and after a pause", () => {
    expect(
      marks([
        line(1, amara, "2026-03-12T10:00:00.000Z"),
        line(2, amara, "2026-03-12T10:04:59.000Z"),
        line(3, jorge, "2026-03-12T10:05:00.000Z"),
        line(4, jorge, "2026-03-12T10:10:01.000Z"),
      ]),
    ).toEqual([
      [true, true],
      [false, false],
      [false, true],
      [false, true],
    ]);
  });

  it("begin anew after midnight, by the reader's clock", () => {
    const lines = [line(1, amara, "2026-03-12T22:59:00.000Z"), line(2, amara, "2026-03-12T23:01:00.000Z")];
    const berlin = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Berlin" });
    expect(marks(lines)[1]).toEqual([false, false]);
    expect(marks(lines, (moment) => berlin.format(new Date(moment)))[1]).toEqual([true, true]);
  });
});

describe("what is typed", () => {
  it("is sent in a form that the server takes, whatever came from the clipboard", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (typed) => {
        const body = toBody(typed);
        if (body === "") return;
        expect(NewMessage.safeParse({ id: id(1), groupId, topicId, body }).success).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("keeps its lines and loses the space round it", () => {
    expect(toBody("  one\n\ttwo\u0000 \n")).toBe("one\n\ttwo");
  });

  it("may be as long as the server takes and no longer", () => {
    const posted = (body: string) => NewMessage.safeParse({ id: id(1), groupId, topicId, body }).success;
    expect([posted("x".repeat(BODY_MOST)), posted("x".repeat(BODY_MOST + 1))]).toEqual([true, false]);
  });
});

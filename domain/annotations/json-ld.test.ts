// Notes go out as the W3C wants them and come back whole.
import fc from "fast-check";
import { expect, test } from "vitest";
import { chapterOf, passageId } from "../anchoring/chapter.arbitrary.ts";
import { readJsonLd } from "../note-files/read-json-ld.ts";
import type { Annotation } from "../shapes/annotation.ts";
import { checkAnnotation, checkPage } from "./check-annotation.ts";
import { CONTEXT, noteToJsonLd, urnOf } from "./json-ld.ts";
import { isObject } from "./json-value.ts";
import { noteArbitrary } from "./note.arbitrary.ts";

const passages = chapterOf("To begin, one leaf. 🍃 و ورقة", "A second passage follows, with e\u0301 in it.");
const chapterId = passageId(90);
const editionId = passageId(91);
const setting = { iri: urnOf, editionId, passages };
const notes = noteArbitrary(chapterId, passages);

test("every note goes out as an annotation without a fault, and so do its replies", () => {
  fc.assert(
    fc.property(notes, (note) => {
      for (const item of noteToJsonLd(note, setting)) expect(checkAnnotation({ "@context": CONTEXT, ...item })).toEqual([]);
      const page = { "@context": CONTEXT, id: urnOf(editionId), type: "AnnotationPage", items: noteToJsonLd(note, setting) };
      expect(checkPage(page)).toEqual([]);
    }),
  );
});

test("a note that goes out and comes back says what it said, its thread too", () => {
  fc.assert(
    fc.property(notes, (note) => {
      const json = JSON.parse(JSON.stringify({ type: "AnnotationPage", items: noteToJsonLd(note, setting) }));
      const {
        notes: [read],
        left,
      } = readJsonLd(json);
      if (!read?.own) throw new Error("not read");
      expect(left).toBe(0);
      expect(read).toMatchObject({ key: note.id, kind: note.kind, body: note.body, tags: note.tags, author: note.author });
      expect([read.writtenAt, read.editedAt, read.to]).toEqual([note.createdAt, note.editedAt, note.to]);
      expect(read.place).toEqual({ chapterId, anchor: note.anchor });
      const { visibility, question, reactions, pinnedAt, hidden, replyAskedAt, agendaAt } = read.own;
      expect({ visibility, question, reactions: reactions ?? [], pinnedAt, hidden, replyAskedAt, agendaAt }).toEqual({
        ...{ visibility: note.visibility, question: note.question, reactions: note.reactions, pinnedAt: note.pinnedAt },
        ...{ hidden: note.hidden, replyAskedAt: note.replyAskedAt, agendaAt: note.agendaAt },
      });
      expect(
        read.replies.map(({ key, parentKey, body, author, writtenAt }) => ({ key, parentKey, body, author, writtenAt })),
      ).toEqual(
        note.replies.map(({ id, parentId, body, author, createdAt }) => ({
          ...{ key: id, parentKey: parentId, body, author, writtenAt: createdAt },
        })),
      );
    }),
  );
});

const aNote: Annotation = {
  id: passageId(1),
  chapterId,
  kind: "objection",
  anchor: {
    passage: passageId(1),
    start: 2,
    endPassage: passageId(1),
    end: 8,
    quote: "second",
    before: "A ",
    after: " passage follows, with e\u0301 in it.",
  },
  author: { id: passageId(2), name: "Ada Minta" },
  body: "**Is** it?",
  createdAt: "2026-01-02T03:04:05.000Z",
  visibility: "group",
  shownAt: "2026-01-02T03:04:05.000Z",
  tags: ["form"],
  reactions: [],
  replies: [],
};

test("the words of the W3C are the ones it asks for", () => {
  const [item] = noteToJsonLd(aNote, setting);
  expect(item).toMatchObject({
    id: `urn:uuid:${aNote.id}`,
    type: "Annotation",
    motivation: "assessing",
    creator: { id: `urn:uuid:${aNote.author.id}`, type: "Person", name: "Ada Minta" },
    created: aNote.createdAt,
    body: [
      { type: "TextualBody", value: "**Is** it?", format: "text/markdown" },
      { type: "TextualBody", purpose: "tagging", value: "form" },
    ],
  });
  const selector = isObject(item?.target) ? item.target.selector : undefined;
  const quote = { type: "TextQuoteSelector", exact: "second", prefix: "A ", suffix: aNote.anchor.after };
  expect(selector).toEqual([
    quote,
    // The leaf is one character; the line break between the passages is one too.
    { type: "TextPositionSelector", start: 31, end: 37 },
    { type: "FragmentSelector", value: "p-2", conformsTo: "http://tools.ietf.org/rfc/rfc3236", refinedBy: quote },
  ]);
});

test("a note that was brought in goes out under the name of who wrote it", () => {
  const imported = { from: "Kindle", name: "Somebody Else", writtenAt: aNote.createdAt };
  const [item] = noteToJsonLd({ ...aNote, imported }, setting);
  expect(item).toMatchObject({ creator: { type: "Person", name: "Somebody Else" }, interleaf: { from: "Kindle" } });
  expect(isObject(item?.creator) && "id" in item.creator).toBe(false);
});

// Random notes as a group may have them, with everything that can hang on one, for property tests.
import fc from "fast-check";
import type { PassageText } from "../anchoring/anchor.ts";
import { describeSelection } from "../anchoring/describe-selection.ts";
import type { Annotation, Reaction, Reply } from "../shapes/annotation.ts";
import { annotationKinds, questionStates, reactionKinds, visibilities } from "./choices.ts";

const uuid = fc.uuid({ version: 7 });
const moment = fc
  .date({ min: new Date("2020-01-01"), max: new Date("2026-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
/** As a person's words are kept: trimmed, in one form, without control characters. */
const words = (most: number) =>
  fc
    .oneof(fc.string({ unit: "grapheme", minLength: 1, maxLength: most }), fc.lorem({ maxCount: 9, mode: "sentences" }))
    .map((text) =>
      text
        .replace(/\p{Cc}/gu, " ")
        .normalize("NFC")
        .trim()
        .slice(0, most)
        .trim(),
    )
    .filter((text) => text !== "" && text.isWellFormed());
const tag = words(30)
  .map((text) => text.replace(/[#,\s]+/gu, " ").trim())
  .filter((text) => text !== "");
const person = fc.record({ id: uuid, name: words(40).map((name) => name.replace(/\s+/gu, " ")) });

/** An anchor on some words of one of the passages. */
const anchorIn = (passages: readonly PassageText[]) =>
  fc
    .tuple(fc.nat(), fc.nat(), fc.nat())
    .map(([which, from, to]) => {
      const { id = "", text = "" } = passages[which % passages.length] ?? {};
      const [one, other] = [from % (text.length + 1), to % (text.length + 1)];
      return describeSelection(passages, { start: { passage: id, offset: one }, end: { passage: id, offset: other } });
    })
    .filter((described) => described.ok)
    .map((described) => (described as Extract<typeof described, { ok: true }>).anchor);

function replyArbitrary(annotationId: string): fc.Arbitrary<Reply[]> {
  const reply = fc.record({
    id: uuid,
    author: person,
    body: words(200),
    createdAt: moment,
    editedAt: maybe(moment),
    answers: fc.nat(),
  });
  return fc.array(reply, { maxLength: 4 }).map((replies) =>
    replies.map(({ answers, editedAt, ...rest }, index) => {
      const parent = index > 0 ? replies[answers % (index + 1)] : undefined;
      const parentId = parent && parent.id !== rest.id ? parent.id : undefined;
      return {
        ...rest,
        annotationId,
        ...(parentId && { parentId }),
        ...(editedAt && editedAt !== rest.createdAt && { editedAt }),
      };
    }),
  );
}

/** A note on a chapter of these passages. */
export function noteArbitrary(chapterId: string, passages: readonly PassageText[]): fc.Arbitrary<Annotation> {
  const base = fc.record({
    id: uuid,
    kind: fc.constantFrom(...annotationKinds),
    anchor: anchorIn(passages),
    author: person,
    body: words(300),
    createdAt: moment,
    editedAt: maybe(moment),
    visibility: fc.constantFrom(...visibilities),
    tags: fc.uniqueArray(tag, { maxLength: 4 }),
    href: fc.webUrl(),
    state: fc.constantFrom(...questionStates),
    reactions: fc.uniqueArray(fc.record({ memberId: uuid, reaction: fc.constantFrom(...reactionKinds) }), {
      maxLength: 3,
      selector: ({ memberId }: Reaction) => memberId,
    }),
    pinnedAt: maybe(moment),
    replyAskedAt: maybe(moment),
    agendaAt: maybe(moment),
    hidden: maybe(fc.record({ at: moment, reason: words(50) })),
    held: fc.boolean(),
  });
  return base.chain(({ href, state, held, editedAt, pinnedAt, replyAskedAt, agendaAt, hidden, ...note }) =>
    replyArbitrary(note.id).map((replies) => ({
      ...note,
      chapterId,
      replies,
      shownAt: note.createdAt,
      body: note.kind === "highlight" ? "" : note.body,
      reactions: [...note.reactions].sort((a, b) => (a.memberId < b.memberId ? -1 : 1)),
      ...(note.kind === "link" && { to: { href } }),
      ...(note.kind === "question" && { question: { state } }),
      ...(editedAt && editedAt !== note.createdAt && { editedAt }),
      ...(pinnedAt && { pinnedAt }),
      ...(replyAskedAt && { replyAskedAt }),
      ...(agendaAt && { agendaAt }),
      ...(hidden && { hidden }),
      // A note for its author alone has nobody to be held from.
      ...(held && note.visibility !== "me" && { heldAt: note.createdAt }),
    })),
  );
}

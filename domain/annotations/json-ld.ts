// Our notes as W3C Web Annotation JSON-LD (https://www.w3.org/TR/annotation-model/), whole: what the model has no word for goes into a field of our own, so that nothing is lost between two Interleaf servers.
import { z } from "zod";
import { Anchor, type PassageText } from "../anchoring/anchor.ts";
import { selectorsOf } from "../anchoring/selectors.ts";
import {
  type Annotation,
  AnnotationKind,
  type Imported,
  LinkTarget,
  QuestionState,
  Reaction,
  type Reply,
  Visibility,
} from "../shapes/annotation.ts";
import { Id, Moment } from "../shapes/id.ts";
import { ANNO_CONTEXT } from "./check-annotation.ts";
import type { JsonObject } from "./json-value.ts";

/** Our own field, told to readers of linked data as a piece of JSON (JSON-LD 1.1, section 4.2.2). */
export const CONTEXT = [ANNO_CONTEXT, { interleaf: { "@id": "urn:x-interleaf:note", "@type": "@json" } }] as const;

/**
 * What a kind of note is called in the vocabulary of the W3C: a highlight is highlighting, a remark commenting, a question questioning,
 * an objection assessing (it judges what the text says), a definition describing, a link linking; a reply is replying.
 */
export const motivationOf: Record<AnnotationKind, string> = {
  highlight: "highlighting",
  remark: "commenting",
  question: "questioning",
  objection: "assessing",
  definition: "describing",
  link: "linking",
};

/** What comes from a note of another Interleaf, and would have no name of its own as a source. */
export const OWN_NAME = "Interleaf";

/** What the W3C has no word for: of a note, and of a reply. */
export const OwnNote = z.object({
  kind: AnnotationKind,
  visibility: Visibility,
  anchor: Anchor,
  chapterId: Id,
  editionId: Id,
  /** Held until a meeting. When it was held is of no use elsewhere. */
  held: z.literal(true).optional(),
  to: LinkTarget.optional(),
  question: z.object({ state: QuestionState, replyId: Id.optional() }).optional(),
  reactions: z.array(Reaction).optional(),
  pinnedAt: Moment.optional(),
  hidden: z.object({ at: Moment, reason: z.string().max(1_000) }).optional(),
  replyAskedAt: Moment.optional(),
  agendaAt: Moment.optional(),
  gathers: z.array(Id).max(100).optional(),
  carried: z.object({ state: z.enum(["certain", "check"]), edition: z.number().int() }).optional(),
  /** The program it was brought in from, when it was not ours. */
  from: z.string().max(200).optional(),
  removedAt: Moment.optional(),
});
export type OwnNote = z.infer<typeof OwnNote>;
/** In the file of an EPUB's annotations, which knows no Markdown and no threads, these too. */
export const EpubOwnNote = OwnNote.extend({
  motivation: z.string().optional(),
  markdown: z.string().optional(),
  replies: z.array(z.unknown()).optional(),
});
export const OwnReply = z.object({ from: z.string().max(200).optional(), removedAt: Moment.optional() });

/** Where notes go out from: how things are called there, and the text of the chapter that they are on. */
export interface NoteSetting {
  /** The IRI of a note, or of a reply in the thread `of` a note. */
  iri: (id: string, of?: string) => string;
  editionId: string;
  passages: readonly PassageText[];
}

/** The name of a thing wherever it is: its UUID as a URN (RFC 9562). */
export const urnOf = (id: string) => `urn:uuid:${id}`;

/** A note and the replies to it, each an annotation of its own; without a context, as the items of a page have none. */
export function noteToJsonLd(note: Annotation, setting: NoteSetting): JsonObject[] {
  const replies = note.replies.map((reply) => replyToJsonLd(reply, setting));
  return [
    {
      id: setting.iri(note.id),
      type: "Annotation",
      ...named(note, setting),
      motivation: motivationOf[note.kind],
      ...whoAndWhen(note),
      ...(note.removedAt === undefined && some({ body: bodiesOf(note) })),
      target: {
        type: "SpecificResource",
        source: urnOf(note.chapterId),
        scope: urnOf(setting.editionId),
        selector: selectorsOf(note.anchor, setting.passages),
      },
      interleaf: ownFields(note, setting.editionId),
    },
    ...replies,
  ];
}

/** A reply: its target is what it answers. */
export function replyToJsonLd(reply: Reply, setting: NoteSetting): JsonObject {
  const own = { ...(reply.removedAt && { removedAt: reply.removedAt }), ...fromElsewhere(reply.imported) };
  return {
    id: setting.iri(reply.id, reply.annotationId),
    type: "Annotation",
    ...named(reply, setting),
    motivation: "replying",
    ...whoAndWhen(reply),
    ...(reply.removedAt === undefined && { body: textualBody(reply.body) }),
    target: reply.parentId === undefined ? setting.iri(reply.annotationId) : setting.iri(reply.parentId, reply.annotationId),
    ...(Object.keys(own).length > 0 && { interleaf: own }),
  };
}

const named = ({ id }: { id: string }, { iri }: NoteSetting) => (iri(id) === urnOf(id) ? {} : { canonical: urnOf(id) });

/** Of what was brought in, the author there and not who brought it. */
function whoAndWhen({ author, imported, createdAt, editedAt }: Annotation | Reply): JsonObject {
  const name = imported?.name ?? author.name;
  const id = imported?.by ?? (imported?.name === undefined ? author.id : undefined);
  return {
    creator: { ...(id !== undefined && { id: urnOf(id) }), type: "Person", name },
    created: createdAt,
    ...(editedAt !== undefined && { modified: editedAt }),
  };
}

const textualBody = (value: string) => ({ type: "TextualBody", value, format: "text/markdown" });

function bodiesOf({ body, tags, to }: Annotation): JsonObject[] {
  return [
    ...(body === "" ? [] : [textualBody(body)]),
    ...tags.map((value) => ({ type: "TextualBody", purpose: "tagging", value })),
    ...(to ? [{ type: "SpecificResource", purpose: "linking", source: "href" in to ? to.href : urnOf(to.passageId) }] : []),
  ];
}

const fromElsewhere = (imported: Imported | undefined) => (imported && imported.from !== OWN_NAME ? { from: imported.from } : {});

function ownFields(note: Annotation, editionId: string): JsonObject {
  const { kind, visibility, anchor, chapterId, heldAt, to, question, pinnedAt, hidden, replyAskedAt, agendaAt } = note;
  const reactions = [...note.reactions, ...(note.imported?.reactions ?? [])].sort((a, b) =>
    `${a.memberId} ${a.reaction}` < `${b.memberId} ${b.reaction}` ? -1 : 1,
  );
  const { gathers, carried, removedAt } = note;
  return {
    ...{ kind, visibility, anchor, chapterId, editionId },
    ...(heldAt !== undefined && { held: true }),
    ...some({ to, question, reactions, pinnedAt, hidden, replyAskedAt, agendaAt, gathers, carried, removedAt }),
    ...fromElsewhere(note.imported),
  };
}

/** The entries that say something: neither undefined nor an empty list. */
function some(entries: JsonObject): JsonObject {
  const says = (value: unknown) => value !== undefined && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => says(value)));
}

// A group takes another text of its book, and its notes come along: what became of them, and what people settle where the server was not sure.
import { z } from "zod";
import { Anchor } from "../anchoring/anchor.ts";
import type { CarryState, PlaceFound, Settlement } from "../anchoring/carrying.ts";
import type { EditionChanges } from "../editions/edition-changes.ts";
import type { Annotation } from "./annotation.ts";
import { CommandId, Id, Moment } from "./id.ts";

export const EditionAdoption = z.strictObject({ id: CommandId, groupId: Id, editionId: Id });
export type EditionAdoption = z.infer<typeof EditionAdoption>;

const onNote = { id: CommandId, groupId: Id, annotationId: Id };

/** What somebody says of a carried note: its place is right, it belongs elsewhere, it stays behind with the text it was written on. */
export const CarryingSettlement = z.discriminatedUnion("how", [
  z.strictObject({ ...onNote, how: z.literal("accepted") }),
  z.strictObject({ ...onNote, how: z.literal("moved"), chapterId: Id, anchor: Anchor }),
  z.strictObject({ ...onNote, how: z.literal("left") }),
]);
export type CarryingSettlement = z.infer<typeof CarryingSettlement>;

/** Every place of the chapter that is to be checked is right. */
export const ChapterSettlement = z.strictObject({ id: CommandId, groupId: Id, chapterId: Id });
/** Takes back what was accepted of a chapter, by the moment that the acceptance was answered with. */
export const ChapterUndo = ChapterSettlement.extend({ at: Moment });
export const CarryingUndo = z.strictObject(onNote);

/** A place in a text that the group has left. */
export const LeftPlace = z.strictObject({ groupId: Id, chapterId: Id, number: z.number().int().min(1).max(100_000) });

/** How many notes there are of each kind, of those that the asker may read. */
export interface CarriedCounts {
  certain: number;
  check: number;
  orphan: number;
}

/** What the asker needs to know of the editions of the book that the group reads. */
export interface EditionNews {
  /** The edition that is read. */
  number: number;
  /** A later one that stands on the shelf. */
  newer?: { editionId: string; number: number; changes?: EditionChanges };
  /** The one of the same book that was read before. */
  before?: { editionId: string; number: number };
  /** What became of the notes that came over to the edition that is read; absent where none did. */
  carried?: CarriedCounts;
  /** How many of them wait for the asker to settle them. */
  waiting: number;
}

/** Some words and what stands round them, and where that is. */
export interface WordsInPlace {
  chapter: { id: string; title: string };
  /** The passage it begins in. */
  number: number;
  before: string;
  quote: string;
  after: string;
}

/** A place that the server found, with its words. */
export interface PlaceOffered extends WordsInPlace {
  anchor: PlaceFound["anchor"];
  score: number;
}

/** A note that came over and is not beyond doubt, or was not until somebody settled it. */
export interface Repair {
  annotation: Pick<Annotation, "id" | "kind" | "author" | "body">;
  state: CarryState;
  score: number;
  settled?: Settlement;
  /** Where it stood in the text before. */
  was: WordsInPlace;
  /** Where it stands in the text that is read; absent while it stays behind. */
  now?: WordsInPlace;
  places: PlaceOffered[];
}

/** A list gives no more than this of what waits, and as many of what was settled last; how many wait is said. */
export const REPAIRS_MOST = 100;

/** What waits, the most doubtful first; and what was settled last, newest first, so that it can be undone. */
export interface RepairList {
  edition: { before: number; now: number };
  waiting: Repair[];
  total: number;
  settled: Repair[];
}

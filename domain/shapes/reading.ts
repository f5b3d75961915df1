// What a reader does with the book beside reading it: looks words up, goes to a printed page, says how far they have read.
import { z } from "zod";
import type { Excerpt, Found } from "../text/find.ts";
import type { PassageKind } from "../text/model.ts";
import type { Place } from "./book.ts";
import { Id } from "./id.ts";

/** A search gives no more passages than this; how many there are is said. */
export const HITS_MOST = 100;

export const PassageSearch = z.strictObject({ groupId: Id, words: z.string().max(200) });

/** A passage in which the words stand. */
export interface PassageHit {
  chapterId: Id;
  passageId: Id;
  number: number;
  kind: PassageKind;
  /** The first place, as it is shown in a list. */
  excerpt: Excerpt;
  /** All places, in canonical offsets. */
  found: Found[];
}

/** The chapters in the order of the book, of those that have hits; and how many passages have the words, shown or not. */
export interface PassageHits {
  total: number;
  chapters: { id: Id; title: string; hits: PassageHit[] }[];
}

/** The printed page that a label names, in the book the group reads. */
export const PrintedPage = z.strictObject({ groupId: Id, label: z.string().trim().min(1).max(20) });

/** My place in the book, with what a page needs to ask about it. */
export interface PlaceInBook extends Place {
  title: string;
  /** Of the chapter in the contents, from 0. */
  position: number;
}

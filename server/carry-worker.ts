// The worker thread in which notes find their places in another text: it gets both texts and the anchors, and posts what became of each.
import { parentPort, workerData } from "node:worker_threads";
import type { Anchor } from "#domain/anchoring/anchor.ts";
import { carryAnchors } from "#domain/anchoring/carry.ts";
import type { Carried, ChapterText } from "#domain/anchoring/carrying.ts";
import { verify } from "#domain/anchoring/verify.ts";

/** What the worker is started with. */
export interface CarryJob {
  from: ChapterText[];
  to: ChapterText[];
  anchors: { id: string; chapterId: string; anchor: Anchor }[];
}

const { from, to, anchors } = workerData as CarryJob;
const passagesOf = new Map(to.map(({ id, passages }) => [id, passages]));

/** Only places whose words stand there, character by character, are told; without its first place a note has none. */
function prove({ state, score, places }: Carried): Carried {
  const proved = places.filter(({ chapterId, anchor }) => verify(anchor, passagesOf.get(chapterId) ?? []).ok);
  return { state: proved[0] === places[0] ? state : "orphan", score, places: proved };
}

const found = carryAnchors(from, to, anchors);
parentPort?.postMessage(new Map([...found].map(([id, carried]) => [id, prove(carried)])));

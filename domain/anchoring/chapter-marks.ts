// The annotations of a chapter by the passages they lie in: when one comes or goes, only its own passages are thought over again.
import type { Anchor } from "./anchor.ts";
import { hit, indexSpans, type SpanIndex } from "./hit.ts";
import { type ChapterOrder, type Mark, mergeMarks, type Span, spansOf } from "./marks.ts";

/** An annotation as far as it is painted and hit. */
export interface Marked {
  id: string;
  kind: string;
  anchor: Pick<Anchor, "passage" | "start" | "endPassage" | "end">;
  /** Whether its words are painted. One that is not is hit only beneath one that is. */
  painted: boolean;
}

interface Placed extends Span {
  painted: boolean;
}

/** What lies in one passage; marks and index are made when they are asked for. */
interface Room {
  spans: Map<string, Placed>;
  marks?: Mark[];
  painted?: SpanIndex;
  unpainted?: SpanIndex;
}

const none: readonly Mark[] = [];

export class ChapterMarks {
  readonly #order: ChapterOrder;
  readonly #rooms = new Map<string, Room>();
  /** The passages that an annotation lies in. */
  readonly #where = new Map<string, readonly string[]>();

  constructor(order: ChapterOrder, marked: Iterable<Marked> = []) {
    this.#order = order;
    for (const one of marked) this.put(one);
  }

  /** Adds an annotation, or puts it in place of the one with its id. Gives the passages that may look different now; the cost does not grow with the number of annotations. */
  put({ id, kind, anchor, painted }: Marked): string[] {
    const changed = new Set(this.remove(id));
    const spans = spansOf(anchor, this.#order);
    for (const { passage, start, end } of spans) {
      const { spans: here } = this.#rooms.get(passage) ?? { spans: new Map<string, Placed>() };
      this.#rooms.set(passage, { spans: here.set(id, { start, end, kind, id, painted }) });
      changed.add(passage);
    }
    if (spans.length > 0)
      this.#where.set(
        id,
        spans.map(({ passage }) => passage),
      );
    return [...changed];
  }

  /** Takes an annotation away. Gives the passages that may look different now. */
  remove(id: string): readonly string[] {
    const where = this.#where.get(id) ?? [];
    this.#where.delete(id);
    for (const passage of where) {
      const spans = this.#rooms.get(passage)?.spans;
      if (!spans?.delete(id)) continue;
      if (spans.size === 0) this.#rooms.delete(passage);
      else this.#rooms.set(passage, { spans });
    }
    return where;
  }

  /** The ids of the passages in which anything lies. */
  passages(): string[] {
    return [...this.#rooms.keys()];
  }

  /** What is to be painted in a passage. */
  marks(passage: string): readonly Mark[] {
    const room = this.#rooms.get(passage);
    if (!room) return none;
    const index = this.#order.at.get(passage) ?? -1;
    room.marks ??= mergeMarks(
      [...room.spans.values()].filter(({ painted }) => painted),
      this.#order.passages[index]?.length ?? 0,
    );
    return room.marks;
  }

  /** The annotations over a character of a passage, the one that begins last first; nothing where none is painted. */
  at(passage: string, offset: number): string[] {
    const room = this.#rooms.get(passage);
    if (!room) return [];
    room.painted ??= indexSpans([...room.spans.values()].filter(({ painted }) => painted));
    const ids = hit(room.painted, offset);
    if (ids.length === 0) return [];
    room.unpainted ??= indexSpans([...room.spans.values()].filter(({ painted }) => !painted));
    return ids.concat(hit(room.unpainted, offset));
  }
}

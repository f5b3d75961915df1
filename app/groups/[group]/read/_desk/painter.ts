// Keeps the marks of a page equal to the notes that are shown. The server has painted them; what comes later is at first a range of the browser's own
// highlights, which costs the same however many notes there are, and is folded into the marks when the page is idle, passage by passage.
import { caretAt } from "#app/groups/[group]/read/_desk/caret-at.ts";
import { keepingPlace } from "#app/groups/[group]/read/_desk/keep-place.ts";
import { changesBetween, markedOf, type PlacedNote } from "#app/groups/[group]/read/_desk/notes.ts";
import { lookOfMarks, marksIn, paint } from "#app/groups/[group]/read/_desk/paint.ts";
import { blockOf, characterAt, isText, rangeOfStretch } from "#app/groups/[group]/read/_desk/text-position.ts";
import { whenIdle } from "#app/groups/[group]/read/_desk/when-idle.ts";
import type { Anchor, PassageText } from "#domain/anchoring/anchor.ts";
import { ChapterMarks } from "#domain/anchoring/chapter-marks.ts";
import { kindsByLead, orderOf } from "#domain/anchoring/marks.ts";
import { stretchOf } from "#domain/anchoring/verify.ts";
import type { Annotation } from "#domain/shapes/annotation.ts";
import type { SpokenMarks } from "#domain/text/spoken-marks.ts";

/** More notes than this at once are not given ranges: every registered range makes every change of the page dearer. They are folded in at once. */
const LIVE_MOST = 20;
/** More passages than this are not painted at once. */
const AT_ONCE_MOST = 8;
/** How long painting waits for somebody who is selecting. */
const WHILE_SELECTING_MS = 300;

type Pointed = "note-open" | "note-writing";

export class Painter {
  readonly #root: Element;
  readonly #texts: () => readonly PassageText[];
  readonly #spoken: () => SpokenMarks | undefined;
  /** What is shown, in the order of the text. */
  #placed: readonly PlacedNote[];
  /** Made when it is needed for the first time, or when the page is idle. */
  #known: { marks: ChapterMarks; order: ReturnType<typeof orderOf> } | undefined;
  /** Passages whose marks are not what they should be. */
  readonly #stale = new Set<string>();
  /** Notes that are shown by a range until their passages are folded. */
  readonly #live = new Map<string, Annotation>();
  readonly #pointed = new Map<Pointed, Anchor>();
  #pressed = false;
  /** Paints every passage, whatever it looks like now. */
  #anew = false;
  #stopIdle: () => void;
  readonly #stopWatching: () => void;

  /** `placed` is what the server painted. Asks for the texts, and for what is to be heard of the marks, when they are needed. */
  constructor(
    root: Element,
    placed: readonly PlacedNote[],
    ask: { texts: () => readonly PassageText[]; spoken?: () => SpokenMarks | undefined },
  ) {
    this.#root = root;
    this.#placed = placed;
    this.#texts = ask.texts;
    this.#spoken = ask.spoken ?? (() => undefined);
    this.#stopIdle = whenIdle(() => void this.#notes());
    const press = ({ type }: Event) => {
      this.#pressed = type === "pointerdown";
    };
    const presses = ["pointerdown", "pointerup", "pointercancel"];
    for (const name of presses) document.addEventListener(name, press);
    this.#stopWatching = () => {
      for (const name of presses) document.removeEventListener(name, press);
    };
  }

  /** The notes that are to be shown from now on. */
  show(placed: readonly PlacedNote[]): void {
    if (placed === this.#placed) return;
    const { marks, order } = this.#notes();
    const changes = changesBetween(this.#placed, placed);
    this.#placed = placed;
    // An answer, a reaction or other words change nothing of what is painted.
    const before = new Map(changes.gone.map((note) => [note.id, note]));
    const come = changes.come.filter((note) => !looksLike(note, before.get(note.id)));
    const stays = new Set(changes.come.map(({ id }) => id));
    for (const note of come) {
      this.#live.delete(note.id);
      const marked = markedOf(note, order);
      for (const passage of marked ? marks.put(marked) : marks.remove(note.id)) this.#stale.add(passage);
      if (marked?.painted) this.#live.set(note.id, note);
    }
    const left = new Set<string>();
    for (const { id } of changes.gone) {
      if (stays.has(id)) continue;
      this.#live.delete(id);
      for (const passage of marks.remove(id)) left.add(passage);
    }
    // What was taken away is seen to go at once; no highlight could take it out of the marks. A filter that leaves little takes its time.
    for (const passage of left)
      if (left.size <= AT_ONCE_MOST) this.#repaint(passage);
      else this.#stale.add(passage);
    if (this.#stale.size === 0) return;
    if (typeof Highlight === "undefined") this.#foldAll();
    else {
      if (this.#live.size > LIVE_MOST) this.#live.clear();
      this.#showLive();
      this.#foldLater();
    }
  }

  /** Notes that the page was painted with and that came after it: every passage is looked at, when there is time. */
  adopt(placed: readonly PlacedNote[]): void {
    this.#placed = placed;
    this.#known = undefined;
    this.#foldEverything();
  }

  /** Paints everything anew, when there is time: what is heard of the marks is another now. */
  renew(): void {
    this.#anew = true;
    this.#foldEverything();
  }

  /** Points out the words of a note by the browser's own highlights, where it has them; without an anchor points at nothing. */
  pointOut(name: Pointed, anchor: Anchor | undefined): void {
    if (anchor) this.#pointed.set(name, anchor);
    else this.#pointed.delete(name);
    setHighlight(name, anchor ? [anchor].flatMap((one) => rangeOfStretch(this.#root, stretchOf(one)) ?? []) : []);
  }

  /** The notes whose words are under a point of the window, the one that begins last first. */
  notesAt(x: number, y: number): string[] {
    const place = caretAt(x, y);
    if (!place || !isText(place.startContainer)) return [];
    const at = characterAt(this.#root, place.startContainer, place.startOffset, { x, y });
    return at ? this.#notes().marks.at(at.passage, at.offset) : [];
  }

  /** Takes away what is shown by highlights, and stops working. */
  stop(): void {
    this.#stopIdle();
    this.#stopWatching();
    this.#live.clear();
    this.#showLive();
    for (const name of this.#pointed.keys()) setHighlight(name, []);
  }

  #notes() {
    if (!this.#known) {
      const order = orderOf(this.#texts());
      const marked = this.#placed.flatMap(({ note }) => markedOf(note, order) ?? []);
      this.#known = { order, marks: new ChapterMarks(order, marked) };
    }
    return this.#known;
  }

  /** One highlight for each kind, with the ranges of the notes that are not folded in yet. */
  #showLive(): void {
    const byKind = Map.groupBy<string, Annotation>(this.#live.values(), ({ kind }) => kind);
    for (const kind of kindsByLead)
      setHighlight(
        `note-live-${kind}`,
        (byKind.get(kind) ?? []).flatMap(({ anchor }) => rangeOfStretch(this.#root, stretchOf(anchor)) ?? []),
      );
  }

  #foldEverything(): void {
    const { marks } = this.#notes();
    for (const passage of marks.passages()) this.#stale.add(passage);
    for (const mark of this.#root.querySelectorAll("mark[data-k]")) {
      const passage = mark.closest<HTMLElement>("[data-passage]")?.dataset.passage;
      if (passage !== undefined) this.#stale.add(passage);
    }
    this.#foldLater();
  }

  #foldLater(): void {
    this.#stopIdle();
    this.#stopIdle = whenIdle((hasTime) => {
      if (this.#isSelecting()) {
        const id = setTimeout(() => this.#foldLater(), WHILE_SELECTING_MS);
        this.#stopIdle = () => clearTimeout(id);
        return;
      }
      for (const passage of this.#stale) {
        this.#repaint(passage);
        if (!hasTime()) break;
      }
      if (this.#stale.size > 0) this.#foldLater();
      else this.#folded();
    });
  }

  #foldAll(): void {
    for (const passage of this.#stale) this.#repaint(passage);
    this.#folded();
  }

  /** Everything is in the marks: no range is needed any more, and those that stay are set on the texts as they are now. */
  #folded(): void {
    this.#anew = false;
    this.#live.clear();
    this.#showLive();
    for (const [name, anchor] of this.#pointed) this.pointOut(name, anchor);
  }

  /** While somebody selects, by the pointer or by the handles of a touch screen, the texts are left alone. */
  #isSelecting(): boolean {
    return this.#pressed || (matchMedia("(pointer: coarse)").matches && getSelection()?.isCollapsed === false);
  }

  #repaint(passage: string): void {
    this.#stale.delete(passage);
    const words = blockOf(this.#root, passage)?.querySelector("[data-words]");
    const now = this.#notes().marks.marks(passage);
    if (!words || (!this.#anew && lookOfMarks(marksIn(words)) === lookOfMarks(now))) return;
    keepingPlace(this.#root, words, () => paint(words, now, this.#spoken()));
  }
}

/** Whether a note is painted as it was. */
function looksLike(note: Annotation, before: Annotation | undefined): boolean {
  if (!before || note.kind !== before.kind || (note.removedAt === undefined) !== (before.removedAt === undefined)) return false;
  const [one, other] = [note.anchor, before.anchor];
  return (
    one.passage === other.passage && one.start === other.start && one.endPassage === other.endPassage && one.end === other.end
  );
}

function setHighlight(name: string, ranges: readonly Range[]): void {
  if (typeof Highlight === "undefined") return;
  if (ranges.length > 0) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
}

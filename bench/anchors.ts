// Anchors carried to edited texts of real books, with known truth: how many are found, found to the letter, put in a wrong place; beside the way Hypothesis does it.
import { joinBook, placeIn } from "#domain/anchoring/book-text.ts";
import { carryAnchors } from "#domain/anchoring/carry.ts";
import { type Edited, type EditKind, editBook, editKinds } from "#domain/anchoring/edits.arbitrary.ts";
import { truthOf } from "#domain/anchoring/truth.arbitrary.ts";
import { type AnchoredBook, asEdition, beginningOf, lengthOf, readAnchoredBooks } from "./anchors-books.ts";
import { findTheirWay } from "./anchors-hypothesis.ts";
import { measureImported } from "./anchors-imported.ts";
import { makeAnchors, type Placed, sentencesFrom } from "./anchors-made.ts";
import { addTally, count, emptyTally, putOf, type Tally } from "./anchors-verdict.ts";
import { type Bench, type Figure, figure, type Goal } from "./figure.ts";
import { median } from "./measure.ts";

/** Each book has its say in the time there is: of longer ones the first chapters are taken. */
const LETTERS = 150_000;
/** For the speed, as much of the largest one: a book of about 100,000 words. */
const MANY_LETTERS = 600_000;
/** Anchors per book and kind of edit, and how many of them are also looked for their way, which takes long. */
const shares = [
  { share: 0.05, anchors: 60, theirs: 15 },
  { share: 0.3, anchors: 300, theirs: 50 },
  { share: 1, anchors: 60, theirs: 15 },
] as const;
const JUDGED_SHARE = 0.3;
const MANY = 10_000;
const TURNS = 3;

/** Issue, over all kinds of edit together at 30 % of passages touched. */
const goals = {
  recall: { least: 99 },
  exact: { least: 97 },
  wrong: { most: 0.1 },
  none: { most: 0 },
  enough: { least: 300 },
  kinds: { least: editKinds.length },
  speed: { most: 0.05, ofRatio: true },
} satisfies Record<string, Goal>;

/** Ours over all anchors; ours and theirs over the same ones. */
interface Result {
  kind: EditKind;
  share: number;
  all: Tally;
  ours: Tally;
  theirs: Tally;
}

/** Every kind of edit on every book; speed at 10,000 anchors; quotes that come in without the text they were made on. */
export const measureAnchors: Bench = async (say) => {
  const whole = await readAnchoredBooks(say);
  const books = whole.map((book) => beginningOf(book, LETTERS));
  const results: Result[] = [];
  for (const { share, anchors, theirs } of shares) {
    for (const kind of editKinds) {
      say(`${kind}, ${share * 100} % touched, ${books.length} books`);
      const result: Result = { kind, share, all: emptyTally(), ours: emptyTally(), theirs: emptyTally() };
      for (const [b, book] of books.entries()) carryInOne(result, { book, books, seed: 1_000 * b + 7 }, { anchors, theirs });
      results.push(result);
    }
  }
  say("quotes without the text they were made on");
  const imported = measureImported(books);
  say(`${MANY} anchors`);
  const speed = measureSpeed(whole);
  return {
    figures: [...judge(results.filter(({ share }) => share === JUDGED_SHARE)), speed, ...imported],
    table: [head, ...results.map(row)],
  };
};

function carryInOne(
  result: Result,
  { book, books, seed }: { book: AnchoredBook; books: readonly AnchoredBook[]; seed: number },
  amount: { anchors: number; theirs: number },
): void {
  const edited = edit(book, books, result.kind, result.share, seed);
  const anchors = makeAnchors(edited.before, amount.anchors, seed + 1);
  const same = anchors.slice(0, amount.theirs);
  const began = performance.now();
  const carried = carryAnchors(book.chapters, edited.chapters, anchors);
  result.all.milliseconds += performance.now() - began;
  for (const placed of anchors)
    count(result.all, edited, placed, truth(edited, placed), putOf(edited.after, carried.get(placed.id)));
  for (const placed of same)
    count(result.ours, edited, placed, truth(edited, placed), putOf(edited.after, carried.get(placed.id)));
  addTally(result.theirs, tallyTheirs(edited, same));
}

function edit(book: AnchoredBook, books: readonly AnchoredBook[], kind: EditKind, share: number, seed: number): Edited {
  return asEdition(book.chapters, editBook(book.chapters, { kind, share, seed, foreign: sentencesFrom(books, book) }));
}

function truth(edited: Edited, { start, end }: Placed) {
  return truthOf(edited, start, end);
}

function tallyTheirs(edited: Edited, anchors: readonly Placed[]): Tally {
  const tally = emptyTally();
  const began = performance.now();
  const found = anchors.map((placed) => findTheirWay(edited.after.text, { ...placed.anchor, start: placed.start }));
  tally.milliseconds = performance.now() - began;
  for (const [i, placed] of anchors.entries()) {
    const stretch = found[i];
    const place = stretch && placeIn(edited.after, stretch.from, stretch.to, 1);
    const put = place && putOf(edited.after, { state: "certain", score: 1, places: [place] });
    count(tally, edited, placed, truth(edited, placed), put);
  }
  return tally;
}

/** The whole of the work, map and all, on the largest book. */
function measureSpeed(books: readonly AnchoredBook[]): Figure {
  const largest = books.reduce((best, one) => (lengthOf(one) > lengthOf(best) ? one : best));
  const book = beginningOf(largest, MANY_LETTERS);
  const edited = edit(book, books, "mixed", JUDGED_SHARE, 7);
  const anchors = makeAnchors(joinBook(book.chapters), MANY, 8);
  const own = Array.from({ length: TURNS }, () => {
    const began = performance.now();
    carryAnchors(book.chapters, edited.chapters, anchors);
    return performance.now() - began;
  });
  const theirs = tallyTheirs(edited, anchors).milliseconds;
  return figure({
    what: `${MANY.toLocaleString("en-GB")} anchors, mixed edits, ${book.name} (against Hypothesis's way)`,
    value: median(own),
    unit: "ms",
    against: theirs,
    goal: goals.speed,
  });
}

const recall = ({ found, stays }: Tally) => (100 * found) / stays;
const exact = (tally: Tally) => (100 * tally.exact) / tally.stays;
const wrong = (tally: Tally) => (100 * tally.wrong) / tally.live;
const elsewhere = (tally: Tally) => (tally.gone === 0 ? 0 : (100 * tally.elsewhere) / tally.gone);

/** In no figure worse; where they are equal in all, both have done all there is to do. */
function isBetter({ ours, theirs }: Result): boolean {
  return (
    recall(ours) >= recall(theirs) &&
    exact(ours) >= exact(theirs) &&
    wrong(ours) <= wrong(theirs) &&
    elsewhere(ours) <= elsewhere(theirs)
  );
}

function judge(results: readonly Result[]): Figure[] {
  const [all, ours, theirs] = [emptyTally(), emptyTally(), emptyTally()];
  for (const result of results) {
    addTally(all, result.all);
    addTally(ours, result.ours);
    addTally(theirs, result.theirs);
  }
  const percent = (what: string, of: (tally: Tally) => number, goal: Goal) =>
    figure({ what: `${what} (against Hypothesis's way)`, value: of(all), unit: "%", against: of(theirs), goal });
  return [
    percent("found", recall, goals.recall),
    percent("found to the letter", exact, goals.exact),
    percent("put in a wrong place", wrong, goals.wrong),
    figure({ what: "put in a wrong place with nobody asked to check", value: all.silent, unit: "anchors" }),
    figure({ what: "with words that were cut", value: all.gone, unit: "anchors", goal: goals.enough }),
    figure({
      what: `of these put elsewhere (against Hypothesis's way, of ${theirs.gone})`,
      value: all.elsewhere,
      unit: "anchors",
      against: theirs.elsewhere,
      goal: goals.none,
    }),
    figure({
      what: "kinds of edit in which no figure is worse than Hypothesis's way",
      value: results.filter(isBetter).length,
      unit: "kinds",
      goal: goals.kinds,
    }),
  ];
}

const head = [
  ...["edit", "touched", "anchors", "found %", "exact %", "wrong %", "cut", "elsewhere", "ms/1,000"],
  ...["Hypothesis: anchors", "found %", "exact %", "wrong %", "cut", "elsewhere", "ms/1,000", "better"],
];

function row(result: Result): string[] {
  const cells = (tally: Tally) => [
    `${tally.anchors}`,
    ...[recall(tally), exact(tally), wrong(tally)].map((value) => value.toFixed(2)),
    `${tally.gone}`,
    `${tally.elsewhere}`,
    ((1_000 * tally.milliseconds) / tally.anchors).toFixed(0),
  ];
  const better = isBetter(result) ? "yes" : "no";
  return [result.kind, `${result.share * 100} %`, ...cells(result.all), ...cells(result.theirs), better];
}

// Two short texts set side by side letter by letter: the dearest alignment with gaps that cost to open (Gotoh 1982).
import { isWhite } from "./word-runs.ts";

/** An equal letter earns as much; another letter in its place costs three times that: at two letters in three the texts are one, below they are two. */
const SAME = 10;
const OTHER = -30;
/** A gap costs to begin, so that what was put in or taken out stays together; to go on costs little. */
const OPEN = -30;
const ON = -2;

const DIAGONAL = 0;
const TAKEN_OUT = 1;
const PUT_IN = 2;

const NEVER = -1_000_000_000;

/** Room for one alignment after the other: where each state came from, and the scores of two rows. */
let trace = new Uint8Array(0);
let scores = { m: new Int32Array(0), x: new Int32Array(0), y: new Int32Array(0), letters: new Uint16Array(0) };

/**
 * Writes into `map` for each letter of `a` from `aFrom` up to `aTo` the place in `b` of the letter that stands for it (the same or another);
 * what has none is left as it is. Takes memory and time by the product of the two lengths.
 */
export function alignLetters(
  map: Int32Array,
  [a, aFrom, aTo]: readonly [string, number, number],
  [b, bFrom, bTo]: readonly [string, number, number],
): void {
  const rows = aTo - aFrom;
  const columns = bTo - bFrom;
  const width = columns + 1;
  if (trace.length < (rows + 1) * width) trace = new Uint8Array((rows + 1) * width);
  if (scores.m.length < width)
    scores = {
      m: new Int32Array(2 * width),
      x: new Int32Array(2 * width),
      y: new Int32Array(2 * width),
      letters: new Uint16Array(2 * width),
    };
  const { m, x, y, letters } = scores;
  for (let j = 0; j < columns; j++) letters[j] = folded(b.charCodeAt(bFrom + j));

  // The best scores that end in each of the three states; a row is written over the one above. Two bits of the trace say where each state came from.
  m.fill(NEVER, 0, width);
  x.fill(NEVER, 0, width);
  m[0] = 0;
  y[0] = NEVER;
  for (let j = 1; j <= columns; j++) {
    y[j] = OPEN + ON * j;
    trace[j] = (j === 1 ? DIAGONAL : PUT_IN) << 4;
  }
  for (let i = 1; i <= rows; i++) {
    const letter = folded(a.charCodeAt(aFrom + i - 1));
    const line = i * width;
    // What stood above and to the left, before it is written over.
    let [cornerM, cornerX, cornerY] = [m[0] ?? NEVER, x[0] ?? NEVER, y[0] ?? NEVER];
    m[0] = NEVER;
    y[0] = NEVER;
    x[0] = OPEN + ON * i;
    trace[line] = (i === 1 ? DIAGONAL : TAKEN_OUT) << 2;
    let leftM = NEVER;
    let leftX = x[0];
    let leftY = NEVER;
    for (let j = 1; j <= columns; j++) {
      const aboveM = m[j] ?? NEVER;
      const aboveX = x[j] ?? NEVER;
      const aboveY = y[j] ?? NEVER;

      let best = cornerM;
      let step = DIAGONAL;
      if (cornerX > best) {
        best = cornerX;
        step = TAKEN_OUT;
      }
      if (cornerY > best) {
        best = cornerY;
        step = PUT_IN;
      }
      const hereM = best + (letter === letters[j - 1] ? SAME : OTHER);

      best = aboveM + OPEN;
      if (aboveX > best) {
        best = aboveX;
        step |= TAKEN_OUT << 2;
      }
      if (aboveY + OPEN > best) {
        best = aboveY + OPEN;
        step = (step & 3) | (PUT_IN << 2);
      }
      const hereX = best + ON;

      best = leftM + OPEN;
      let from = DIAGONAL;
      if (leftY > best) {
        best = leftY;
        from = PUT_IN;
      }
      if (leftX + OPEN > best) {
        best = leftX + OPEN;
        from = TAKEN_OUT;
      }
      const hereY = best + ON;
      trace[line + j] = step | (from << 4);

      cornerM = aboveM;
      cornerX = aboveX;
      cornerY = aboveY;
      m[j] = leftM = hereM;
      x[j] = leftX = hereX;
      y[j] = leftY = hereY;
    }
  }

  const ends = [m[columns] ?? NEVER, x[columns] ?? NEVER, y[columns] ?? NEVER];
  let state = ends.indexOf(Math.max(...ends));
  for (let i = rows, j = columns; i > 0 || j > 0; ) {
    const step = trace[i * width + j] ?? 0;
    if (state === DIAGONAL) {
      map[aFrom + --i] = bFrom + --j;
      state = step & 3;
    } else if (state === TAKEN_OUT) {
      i--;
      state = (step >> 2) & 3;
    } else {
      j--;
      state = (step >> 4) & 3;
    }
  }
}

/** A letter as alignments compare it: all white space is one. */
function folded(code: number): number {
  return isWhite(code) ? 32 : code;
}

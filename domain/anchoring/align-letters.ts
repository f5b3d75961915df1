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

let trace = new Uint8Array(0);

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
  const letters = new Uint16Array(columns);
  for (let j = 0; j < columns; j++) letters[j] = folded(b.charCodeAt(bFrom + j));

  // Best scores of the row above and of this one, ending in each of the three states. Two bits of the trace say where each state came from.
  let [m, x, y] = [new Int32Array(width), new Int32Array(width), new Int32Array(width)];
  let [m2, x2, y2] = [new Int32Array(width), new Int32Array(width), new Int32Array(width)];
  m.fill(NEVER);
  x.fill(NEVER);
  m[0] = 0;
  y[0] = NEVER;
  for (let j = 1; j <= columns; j++) {
    y[j] = OPEN + ON * j;
    trace[j] = j === 1 ? DIAGONAL << 4 : PUT_IN << 4;
  }
  for (let i = 1; i <= rows; i++) {
    const letter = folded(a.charCodeAt(aFrom + i - 1));
    m2[0] = NEVER;
    y2[0] = NEVER;
    x2[0] = OPEN + ON * i;
    trace[i * width] = (i === 1 ? DIAGONAL : TAKEN_OUT) << 2;
    for (let j = 1; j <= columns; j++) {
      const [dm, dx, dy] = [m[j - 1] ?? NEVER, x[j - 1] ?? NEVER, y[j - 1] ?? NEVER];
      let best = dm;
      let from = DIAGONAL;
      if (dx > best) [best, from] = [dx, TAKEN_OUT];
      if (dy > best) [best, from] = [dy, PUT_IN];
      m2[j] = best + (letter === letters[j - 1] ? SAME : OTHER);
      let step = from;

      best = (m[j] ?? NEVER) + OPEN;
      from = DIAGONAL;
      if ((x[j] ?? NEVER) > best) [best, from] = [x[j] ?? NEVER, TAKEN_OUT];
      if ((y[j] ?? NEVER) + OPEN > best) [best, from] = [(y[j] ?? NEVER) + OPEN, PUT_IN];
      x2[j] = best + ON;
      step |= from << 2;

      best = (m2[j - 1] ?? NEVER) + OPEN;
      from = DIAGONAL;
      if ((y2[j - 1] ?? NEVER) > best) [best, from] = [y2[j - 1] ?? NEVER, PUT_IN];
      if ((x2[j - 1] ?? NEVER) + OPEN > best) [best, from] = [(x2[j - 1] ?? NEVER) + OPEN, TAKEN_OUT];
      y2[j] = best + ON;
      trace[i * width + j] = step | (from << 4);
    }
    [m, x, y, m2, x2, y2] = [m2, x2, y2, m, x, y];
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

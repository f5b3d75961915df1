// A small book in plain Markdown and its corrected text: one passage mended beyond doubt, one half written anew, one cut.

export const CORRECTED = {
  title: "Leaves and Lamps",
  first: "On Leaves",
  second: "On Lamps",
  /** Stands in both. */
  same: "turns it, stops at a word",
  /** Half of it is written anew. */
  doubtful: "the old lamp of the reading room burned late into the winter night",
  doubtfulNow: "a bright lantern of the reading hall burned late into the summer night",
  /** Cut. */
  gone: "a cupboard full of candles that nobody was allowed to light",
};

const leaves = Array.from(
  { length: 14 },
  (_, at) =>
    `Leaf ${at + 1} of the plain part, where reader number ${at + 1} turns it, stops at a word, and goes on to line ${at + 2} of the same leaf, which a pencil has marked ${at + 3} times.`,
);
const lamps = Array.from({ length: 6 }, (_, at) => `Of lamp number ${at + 1} the book says that it hung over table ${at + 4}.`);

const textOf = (evening: string[]) =>
  new TextEncoder().encode(
    [
      `---\ntitle: ${CORRECTED.title}\n---`,
      `# ${CORRECTED.first}`,
      ...leaves,
      `# ${CORRECTED.second}`,
      ...lamps,
      ...evening,
      "After that it was morning, and the readers came back with their books.",
    ].join("\n\n"),
  );

export const makeFirstText = (): Uint8Array<ArrayBuffer> =>
  textOf([`In the evening ${CORRECTED.doubtful}, and nobody went home.`, `Beside the door there stood ${CORRECTED.gone}.`]);

export const makeCorrectedText = (): Uint8Array<ArrayBuffer> =>
  textOf([`In the evening ${CORRECTED.doubtfulNow}, and nobody went home.`]);

// What kinds of notes and states of questions are called, wherever they are named.

export const kinds = {
  highlight: "Highlight",
  remark: "Note",
  question: "Question",
  objection: "Objection",
  definition: "Definition",
  link: "Link",
} as const;

/** In the middle of a line. */
export const states = {
  open: "open",
  answered: "answered",
  taken: "taken to the meeting",
  settled: "settled",
  dropped: "dropped",
} as const;

// What is said when a request is refused, field by field or as a whole. The sentences of the rules themselves are in domain/errors.ts.

import { reasons } from "#domain/errors.ts";

/** Merged into the namespace `errors`, which is on every page. */
export const refusals = {
  reasons,
  noAnswer: "The server did not answer. What you typed is still here; check the line and try again in a moment.",
  cutOff: "The upload was cut off before all of the file had arrived. Nothing was kept; try again.",
  closedPage: {
    title: "This page is not open to you",
    body: "It is there, but only those who are in it can open it. If you want to read along, ask a host for an invitation.",
  },
  fields: {
    empty: "Fill this in.",
    tooLong: "This is longer than the {most, plural, one {# character} other {# characters}} that fit here.",
    wrong: "This cannot be used here. Check it for signs that are not letters, figures or punctuation.",
  },
} as const;

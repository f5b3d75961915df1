// English: every word the interface and the mails say, by namespace (one file each in en/). English is the source; other languages answer to its shape.
//
// To add a message: put it into its namespace's file as `key: "text"` (groups may nest). To add a namespace: a file
// en/<namespace>.ts exporting one `as const` object, and its line below. Then
//   client component   const t = useWords("chat");            (app/_words/words.tsx)
//   server component   const t = await wordsFor("chat");      (app/_words/words-for.tsx)
//   t("sent")   t("members", { count })   t.rich("rules", { link: (words) => <a href="/rules">{words}</a> })
// Keys and arguments are checked by the compiler. `ui` and `errors` are on every page; a page whose client components
// need more wraps them in <Words of={["chat"]}> (words-for.tsx).
//
// Texts are ICU messages: {name}, {count, plural, one {# note} other {# notes}}, {kind, select, question {…} other {…}},
// {n, number}. Never join a sentence from pieces. Dates and times are not formatted here: <Clock> shows them with their
// zone. Write ’ for an apostrophe (' quotes ICU syntax), plain words, no exclamation marks.

import { account } from "#domain/catalogue/en/account.ts";
import { branch } from "#domain/catalogue/en/branch.ts";
import { composing } from "#domain/catalogue/en/composing.ts";
import { desk } from "#domain/catalogue/en/desk.ts";
import { entry } from "#domain/catalogue/en/entry.ts";
import { errors } from "#domain/catalogue/en/errors.ts";
import { foundNotes } from "#domain/catalogue/en/found-notes.ts";
import { frame } from "#domain/catalogue/en/frame.ts";
import { group } from "#domain/catalogue/en/group.ts";
import { mails } from "#domain/catalogue/en/mails.ts";
import { margin } from "#domain/catalogue/en/margin.ts";
import { meetings } from "#domain/catalogue/en/meetings.ts";
import { myDesk } from "#domain/catalogue/en/my-desk.ts";
import { noteFiles } from "#domain/catalogue/en/note-files.ts";
import { notes } from "#domain/catalogue/en/notes.ts";
import { people } from "#domain/catalogue/en/people.ts";
import { refusals } from "#domain/catalogue/en/refusals.ts";
import { repair } from "#domain/catalogue/en/repair.ts";
import { review } from "#domain/catalogue/en/review.ts";
import { search } from "#domain/catalogue/en/search.ts";
import { shelf } from "#domain/catalogue/en/shelf.ts";
import { talk } from "#domain/catalogue/en/talk.ts";
import { ui } from "#domain/catalogue/en/ui.ts";

export const en = {
  account,
  branch,
  composing,
  desk,
  entry,
  errors: { ...errors, ...refusals },
  frame,
  group,
  mails,
  margin,
  meetings,
  myDesk,
  notes,
  noteFiles,
  foundNotes,
  people,
  shelf,
  repair,
  review,
  search,
  talk,
  ui,
} as const;

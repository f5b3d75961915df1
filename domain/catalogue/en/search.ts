// Words for looking words up in the book a group reads, and for going to a printed page of it.

export const search = {
  pageTitle: "Search in {book}",
  title: "Search in the book",
  words: "Words to look for",
  hint: "A phrase, as it stands in the book. Accents, capitals and the kind of quotation marks make no difference.",
  submit: "Search",
  tooShort: "Type at least two letters.",
  found:
    "{total, plural, =0 {These words are not in the book. Try fewer of them.} one {# passage} other {# passages}}{shown, select, all {} other {. The first {shown} are shown; more words make it fewer.}}",
  passage: "Passage {number, number}",
  note: "Note, passage {number, number}",
  inNotesToo: "Look in the notes too",
  failed: "The search did not reach the server. Try again in a moment.",
  noBook: "This reading group has not chosen a book yet.",
  printedPage: "Go to printed page",
  printedPageHint: "The number as it is printed in the paper book.",
  go: "Go",
  noPage: "This book has no printed page “{label}”.",
} as const;

// The head of pages outside a reading group, and cards of groups and books that stand on several of them.

export const frame = {
  brand: "Interleaf",
  main: "Main places",
  where: "Where you are",
  myDesk: "My desk",
  account: "{name}: account",
  signIn: "Sign in",
  group: {
    people: "{count, plural, =0 {nobody yet} one {# person} other {# people}}",
    host: "you host it",
    none: "you are not in it",
    noBook: "No book chosen yet.",
    noMeeting: "No meeting is planned.",
  },
  book: {
    untitled: "Untitled",
    chapters: "{count, plural, one {# chapter} other {# chapters}}",
    hours: "{hours, plural, =0 {less than an hour} one {about an hour} other {about # hours}}",
  },
} as const;

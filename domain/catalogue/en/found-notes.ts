// Words for notes outside their margin: in a search, and on the page of a meeting.
import { kinds, states } from "#domain/catalogue/en/note-words.ts";

export const foundNotes = {
  kinds,
  states,
  by: "by {name}",
  you: "you",
  passage: "passage {number, number}",
  answer: "Answer by {name}:",
  replies: "{count, plural, one {# reply} other {# replies}}",
  unread: "new",
  open: "{kind} by {name} on “{quote}”",
  search: {
    text: "In the text",
    notes: "In the notes",
    found:
      "{total, plural, =0 {No note that you may read fits.} one {# note} other {# notes}}{shown, select, all {} other {. {shown} of them are shown here.}}",
    waiting:
      "{count, plural, one {# more note is} other {# more notes are}} on chapters you have not opened yet, so {count, plural, one {it waits} other {they wait}}.",
    waitingShow: "Show {count, plural, one {it} other {them}} all the same",
    more: "More notes",
    toNotes: "{total, plural, one {# note} other {# notes}} below",
    filters: "Narrow the notes down",
    person: "Written by",
    anybody: "anybody",
    kind: "Kind",
    anyKind: "any kind",
    tag: "Tag",
    tagHint: "One of the group’s tags, or any other.",
    mine: "Only mine",
  },
  meeting: {
    title: "From the margin",
    lead: "What members want to talk about, and questions that are open. What hosts put on the agenda comes first.",
    none: "Nothing is proposed yet. React to a note with “To the meeting”, or ask a question in the margin, and it will stand here.",
    agenda: "On the agenda",
    wanted: "{count, plural, one {# member wants} other {# members want}} to talk about it",
    put: "Put on the agenda",
    takeOff: "Take off the agenda",
    putNamed: "Put on the agenda: {note}",
    takeOffNamed: "Take off the agenda: {note}",
    more: "Show {count, plural, one {# more} other {# more}}",
  },
} as const;

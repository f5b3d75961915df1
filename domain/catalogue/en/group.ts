// A reading group from the inside: the ways through it, and its home.

export const group = {
  nav: { label: "In {group}", home: "Home", read: "Read", notes: "Notes", chat: "Chat", meetings: "Meetings", people: "People" },
  closed: {
    title: "You are no longer in {group}",
    body: "What was written here stays with the group. To come back, ask a host for a new invitation.",
    toMyDesk: "To my desk",
  },
  widened: {
    hosts: "A note that you answered can be read by the hosts now.",
    group: "A note that you answered can be read by the whole group now.",
    branch: "A note that you answered can be read by the whole branch now.",
    organisation: "A note that you answered can be read in the whole organisation now, by everybody who reads this book.",
  },
  book: {
    title: "The book",
    untitled: "Untitled",
    by: "by {authors}",
    read: "Read",
    readOn: "Read on where you were",
    begin: "Begin to read",
    size: "{chapters, plural, one {# chapter} other {# chapters}}, {hours, plural, =0 {less than an hour} one {about an hour} other {about # hours}}",
    heat: "The tint says how much your group stopped at chapters that you have read, where at least three people wrote.",
    contents: "Contents",
    front: "Before the text",
    back: "After the text",
    number: "{count, number}",
    minutes: "{minutes, plural, one {# min} other {# min}}",
    toRead: "for the next meeting",
    meeting: "{title}, {date}",
    none: { title: "The book you read together will stand here", body: "A host chooses it from the shelf of the branch." },
  },
  choosing: {
    first: "Choose a book",
    other: "Choose another book",
    title: "Choose a book",
    lead: "It becomes the book the group reads. Notes on what you read before stay with that book.",
    empty: "There is no book on the shelf of {branch} yet.",
    toShelf: "Import a book there",
    choose: "Choose “{title}”",
    now: "you read it now",
    done: "The group reads “{title}” now.",
  },
  steps: {
    book: {
      title: "What will you read?",
      body: "Choose a book from the shelf of {branch}. Then people can begin to read and to write in its margins.",
    },
    people: {
      title: "Who reads with you?",
      body: "You are the only member so far. Invite people; two are enough to begin.",
      action: "Invite people",
    },
    meeting: {
      title: "When do you meet?",
      body: "Schedule the first meeting, and say what to read until then.",
      action: "Schedule a meeting",
    },
  },
  talk: {
    title: "Latest in chat",
    all: "Go to the chat",
    none: "Nobody has said anything yet.",
    first: "Say the first word",
    quoted: "on “{quote}”",
  },
  members: {
    title: "Members",
    all: "{count, plural, one {To the people of the group} other {All # members}}",
    host: "host",
    you: "you",
  },
} as const;

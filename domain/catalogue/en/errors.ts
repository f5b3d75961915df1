// What is said when something does not work: what happened, that nothing was lost, and what to do. Keys are the codes of AppError, and a few of the screen's own.

export const errors = {
  unauthenticated: {
    title: "Please sign in",
    body: "This page is for people who are signed in. What you wrote is still here; sign in and go on.",
  },
  forbidden: {
    title: "This is not open to you",
    body: "You can see this, but not change it. Nothing was changed. A host of the group can give you the right to.",
  },
  not_found: {
    title: "There is nothing here",
    body: "The page was moved, or it is not open to you. Check the address, or start from your desk.",
  },
  invalid: {
    title: "Something is missing or not as it should be",
    body: "Nothing was saved yet, and nothing you wrote is lost. Look at the marked fields.",
  },
  conflict: {
    title: "Somebody else was faster",
    body: "This was changed while you worked on it. Your version is still here; look at theirs, then save again.",
  },
  too_many: {
    title: "Too many at once",
    body: "Nothing was lost. Wait a moment, then try again.",
  },
  too_large: {
    title: "This is too large",
    body: "It was not taken, and nothing else was changed. Try a smaller file or a shorter text.",
  },
  offline: {
    title: "The line is down",
    body: "What you write is kept on this device and sent when the line is back.",
  },
  unexpected: {
    title: "That did not work",
    body: "The fault is ours. What was saved before is safe. Try again; if it stays, tell whoever looks after this site the number {reference}.",
  },
  tryAgain: "Try again",
  toMyDesk: "To my desk",
} as const;

// My desk: all my reading groups, what is next in each, and the branches I belong to.

export const myDesk = {
  title: "My desk",
  groups: "Your reading groups",
  branches: "Your branches",
  steward: "you are its steward",
  shelfAndGroups: "Its shelf and its groups",
  noGroups: {
    title: "Your reading groups will stand here",
    member: "To join one, open the invitation link that its host gave you.",
    steward: "Open a reading group in your branch, or join one with the invitation link that its host gave you.",
    toBranch: "To {branch}",
  },
  notSetUp: {
    title: "This place is not set up yet",
    body: "Whoever started the program finds a set-up link in its console. Open that link to name the organisation and its first branch.",
    console: "The link is shown each time the program starts, until it has been used.",
  },
} as const;

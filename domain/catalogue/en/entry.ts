// The ways in: setting the place up, signing in, joining a reading group by invitation.

export const entry = {
  fields: {
    organisation: "Name of the organisation",
    branch: "Name of its first branch",
    branchHint: "A town, a region, a workplace. Branches have reading groups and a shelf of books.",
    name: "Your name",
    nameHint: "For your account. In each reading group you choose the name that the others see.",
    email: "E-mail address",
    password: "Password",
    passwordHint: "At least 10 characters; four words in a row are good. Paste one from a password manager if you like.",
    showPassword: "Show the password",
    hidePassword: "Hide the password",
    displayName: "Your name in this group",
    displayNameHint: "The members of this group see it beside what you write. You can change it later.",
  },
  setUp: {
    title: "Set up Interleaf",
    lead: "This is done once. You become the steward of the first branch: you open its reading groups and keep its shelf.",
    place: "The place",
    you: "You",
    demonstration: "Fill the branch with a demonstration",
    demonstrationHint:
      "A handbook on reading together, two reading groups, notes, talk and meetings by made-up people, to try everything out.",
    submit: "Set up",
    done: "{organisation} is set up",
    steps: "What is happening",
    signingIn: "Signing you in",
    filling:
      "Filling the branch with the demonstration: importing a book, adding people, notes, talk and meetings. This takes up to a minute.",
    notSignedIn:
      "The place is set up, but signing you in did not work. Sign in with the address and the password you have just chosen.",
    notFilled: "The place is set up and you are signed in, but the demonstration could not be put into the branch.",
    again: "Try again",
    toBranch: "To the branch",
    already: "This place is set up already",
    alreadyBody: "A set-up link works once. If you have an account here, sign in; if not, ask for an invitation.",
    spent: "This set-up link does not work",
    spentBody: "It is not the one that the program shows in its console now. Copy it from there again, whole.",
  },
  signIn: {
    title: "Sign in",
    submit: "Sign in",
    byLink: "Send me a link instead",
    byPassword: "Sign in with a password",
    linkLead: "We send a link to your address. It signs you in once, without a password.",
    sendLink: "Send me a link",
    sent: "Look into your mailbox",
    sentBody:
      "If somebody here has the address {email}, a link is on its way to it. It works once, for ten minutes. If nothing comes, look into the spam folder, or ask a host whether you were invited with another address.",
    another: "Use another address",
    newcomer: "There is no way to sign up without an invitation. If somebody gave you an invitation link, open that.",
    ended: "You were signed out. Sign in again; what you wrote is kept on this device.",
  },
  link: {
    title: "Sign in by link",
    lead: "Press the button to sign in on this device. The link works once; it is not spent before you press.",
    submit: "Sign in now",
    another: "Ask for another link",
  },
  join: {
    title: "You are invited to read along",
    lead: "Somebody at {organisation} invites you to a reading group. Which one, you see once you have joined; until then nobody there learns anything about you.",
    wrongAddress: "This invitation was sent to another address. Join with that one, or ask the host for an invitation to yours.",
    bound: "This invitation was sent to one address. Join with that address.",
    asMeLead: "You are signed in as {name}, {email}.",
    notMe: "I am somebody else",
    newAccount: "Join with a new account",
    haveAccount: "I have an account here",
    submit: "Join the reading group",
    who: "Who sees what",
    whoBody:
      "The members of the group see the name you choose and what you write there. Your address stays with the server: nobody in the group sees it, not even the host.",
    notSignedIn:
      "You have joined, but signing you in did not work. Sign in with the address and the password you have just chosen.",
    toMyDesk: "To my desk",
    spent: "This invitation does not work",
    spentBody:
      "It was used up, has run out, or was withdrawn. Ask the person who gave it to you for a new one. If you joined with it already, sign in.",
  },
} as const;

// My account: where I am signed in, signing out, how the page looks.

export const account = {
  title: "Your account",
  signedInAs: "Signed in as {email}",
  sessions: {
    title: "Where you are signed in",
    lead: "If you do not know one of these, end it.",
    thisOne: "this device",
    seen: "used <time></time>",
    since: {
      password: "signed in with a password <time></time>",
      link: "signed in by a mailed link <time></time>",
      setup: "signed in when the place was set up, <time></time>",
      invitation: "signed in by an invitation <time></time>",
    },
    unknownDevice: "Unknown device",
    end: "End",
    endThis: "End the session on {device}",
    ended: "The session on {device} was ended.",
    endOthers: "End all others",
    othersEnded: "{count, plural, one {One session was} other {# sessions were}} ended.",
  },
  signOut: {
    title: "Sign out",
    lead: "Takes what you were writing and what waits to be sent off this device.",
    submit: "Sign out",
    unsent: "Not everything is sent",
    unsentBody:
      "{count, plural, one {One thing you wrote is} other {# things you wrote are}} still waiting on this device. If you sign out now, it is lost. Stay until the line is back, and it is sent by itself.",
    anyway: "Sign out anyway",
    stay: "Stay signed in",
  },
  look: "How the page looks",
} as const;

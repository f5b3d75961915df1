// What mails say. Plain text, one paragraph a line; the link stands on a line of its own.

export const mails = {
  signIn: {
    subject: "Your link to sign in at {organisation}",
    body: "Somebody, most likely you, asked for a link to sign in at {organisation}. Open it and press the button there; it works once, within {minutes, plural, one {# minute} other {# minutes}}.\n\n{link}\n\nIf you did not ask for it, you need not do anything: nobody can sign in without this link.",
  },
  invitation: {
    subject: "An invitation to read together at {organisation}",
    body: "A reading group at {organisation} invites you to read with them. To see what it is about and to join, open this link within {days, plural, one {# day} other {# days}}. It is meant for you alone.\n\n{link}\n\nIf you do not know what this is about, you need not do anything, and you will not be written to again because of it.",
  },
} as const;

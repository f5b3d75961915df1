// Mentions in the Markdown of notes and replies: `@[Name](member id)`, so that a mention holds when somebody goes by another name.

/**
 * The beginning of a mention, up to the member's id, as a regular expression that JavaScript and PostgreSQL read alike. In a name "[", "]" and "\"
 * stand behind a backslash.
 */
export const MENTION_HEAD = String.raw`@\[(?:\\.|[^\[\]\\\n])*\]\(`;

const MENTION = new RegExp(`${MENTION_HEAD}([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\)`, "gi");

/** The membership ids of those whom a body mentions, each once, in the order of the text. */
export function mentionsIn(body: string): string[] {
  return [...new Set(Array.from(body.matchAll(MENTION), ([, memberId = ""]) => memberId.toLowerCase()))];
}

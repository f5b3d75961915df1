// Looking for those whom notes mention where notes are kept. How a mention is written and read stands in domain/text/rich.ts.

/**
 * A regular expression for a mention of one member in Markdown, that JavaScript and PostgreSQL read alike. It also finds one in code,
 * which is not shown as a mention: too much is better here than too little.
 */
export function mentionPattern(memberId: string): string {
  return String.raw`@\[(?:\\.|[^\[\]\\\n])*\]\(${memberId}\)`;
}

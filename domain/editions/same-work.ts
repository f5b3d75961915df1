// Whether two books on a shelf are likely the same work: by title and author as people compare them, not as machines do.

interface Work {
  title: string;
  authors: readonly string[];
}

/** Letters and figures only, without accents and case: "The Communist Manifesto." is "the communist manifesto". */
function foldName(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Their titles are the same, and they share an author where both name one. */
export function isSameWork(one: Work, other: Work): boolean {
  if (foldName(one.title) === "" || foldName(one.title) !== foldName(other.title)) return false;
  const authors = new Set(one.authors.map(foldName));
  return authors.size === 0 || other.authors.length === 0 || other.authors.some((author) => authors.has(foldName(author)));
}

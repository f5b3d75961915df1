// Counting words: the measure that chapters are planned by.

/** Letters of scripts that are written without spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;

/**
 * The number of words in a text: what stands between Unicode white space. In scripts without spaces two characters
 * count as one word, so that a chapter in Japanese weighs about as much as its translation.
 */
export function countWords(text: string): number {
  const tokens = text.split(/\s+/u).filter((token) => token !== "");
  let words = 0;
  for (const token of tokens) {
    let unspaced = 0;
    const rest = token.replace(UNSPACED, (run) => {
      unspaced += [...run].length;
      return " ";
    });
    if (unspaced === 0) words++;
    else words += Math.ceil(unspaced / 2) + rest.split(" ").filter((part) => /[\p{L}\p{N}]/u.test(part)).length;
  }
  return words;
}

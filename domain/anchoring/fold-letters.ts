// What is left of a text for a search that no other program's habits disturb: its letters and digits, small, without marks; and where each stood.

export interface FoldedText {
  letters: string;
  /** For each letter the UTF-16 offset in the text that it comes from. */
  places: Int32Array;
}

/**
 * White space, dashes, quotation marks, hyphens at line ends, ellipses and invisible characters go, ligatures and full-width forms come apart,
 * case and accents do not count. So a quote copied from a page, a clipping or a scan has the letters of the text it was taken from.
 */
export function foldLetters(text: string): FoldedText {
  const codes: string[] = [];
  let places = new Int32Array(text.length + 16);
  let length = 0;
  let chunk = "";
  const add = (letters: string, at: number) => {
    for (let i = 0; i < letters.length; i++) {
      if (length === places.length) {
        const wider = new Int32Array(length * 2);
        wider.set(places);
        places = wider;
      }
      places[length++] = at;
    }
    chunk += letters;
    if (chunk.length > 4_096) {
      codes.push(chunk);
      chunk = "";
    }
  };
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code < 128) {
      const small = ASCII[code] ?? "";
      if (small !== "") add(small, at);
      at++;
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    add(foldCharacter(character), at);
    at += character.length;
  }
  codes.push(chunk);
  return { letters: codes.join(""), places: places.slice(0, length) };
}

const ASCII = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[a-z0-9]/i.test(character) ? character.toLowerCase() : "";
});

const known = new Map<string, string>();

function foldCharacter(character: string): string {
  let folded = known.get(character);
  if (folded === undefined) {
    folded = character
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "");
    if (known.size < 10_000) known.set(character, folded);
  }
  return folded;
}

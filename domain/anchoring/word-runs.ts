// The words of a text as numbers, quick to compare: each word, and each sign beside words, with its hash and its place.

/** Columns of one length; `hashes` of equal words are equal, and of different words almost never. */
export interface WordRun {
  length: number;
  hashes: Int32Array;
  starts: Int32Array;
  ends: Int32Array;
}

const WHITE = 0;
const LETTER = 1;
const SIGN = 2;

const classes = new Uint8Array(128).map((_, code) => {
  const character = String.fromCharCode(code);
  if (/\s/.test(character)) return WHITE;
  return /[\p{L}\p{N}]/u.test(character) ? LETTER : SIGN;
});

/** Every character of scripts without spaces stands for itself, as a sign does. */
function classOf(code: number): number {
  if (code < 128) return classes[code] ?? SIGN;
  if (isWhite(code)) return WHITE;
  if (code < 0xc0 || code === 0xd7 || code === 0xf7) return SIGN;
  if (code >= 0x2000 && code <= 0x2bff) return code === 0x200c || code === 0x200d ? LETTER : SIGN;
  if (code >= 0x2e80 && code <= 0x9fff) return SIGN;
  return code >= 0xff00 && code <= 0xffef ? SIGN : LETTER;
}

/** True for the white space that texts have between words, the no-break space too. */
export function isWhite(code: number): boolean {
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0xa0 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x3000
  );
}

export function isLetter(code: number): boolean {
  return classOf(code) === LETTER;
}

export function wordRun(text: string): WordRun {
  let room = 1_024 + (text.length >> 2);
  let hashes = new Int32Array(room);
  let starts = new Int32Array(room);
  let ends = new Int32Array(room);
  let length = 0;
  const grown = (column: Int32Array) => {
    const wider = new Int32Array(room);
    wider.set(column);
    return wider;
  };
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    const kind = classOf(code);
    if (kind === WHITE) {
      at++;
      continue;
    }
    if (length === room) {
      room *= 2;
      [hashes, starts, ends] = [grown(hashes), grown(starts), grown(ends)];
    }
    starts[length] = at;
    let hash = step(0x811c9dc5, code);
    at++;
    if (kind === LETTER) {
      for (let next = text.charCodeAt(at); at < text.length && classOf(next) === LETTER; next = text.charCodeAt(++at))
        hash = step(hash, next);
    }
    hashes[length] = hash;
    ends[length++] = at;
  }
  return { length, hashes, starts, ends };
}

/** One step of the FNV-1a hash. */
function step(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

/** The hash of `count` words from number `at` on. */
export function hashOfWords({ hashes }: WordRun, at: number, count: number): number {
  let hash = 0x811c9dc5;
  for (let i = at; i < at + count; i++) hash = Math.imul(step(hash, hashes[i] ?? 0) ^ (hash >>> 15), 0x2c1b3c6d);
  return hash;
}

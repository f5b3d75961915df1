// Numbers as headings have them: arabic, roman, or written out in the languages the importers know headings in.

/** Cardinal and ordinal words in English, German, French, Spanish, Italian, Portuguese and Dutch, by their number. */
const WRITTEN = [
  "",
  "one first eins erste erster erstes premier première premiere primera primero prima primo primeira primeiro eerste un",
  "two second zwei zweite zweiter zweites deuxième deuxieme seconde segunda segundo seconda secondo tweede deux",
  "three third drei dritte dritter drittes troisième troisieme tercera tercero terza terzo terceira terceiro derde trois",
  "four fourth vier vierte vierter viertes quatrième quatrieme cuarta cuarto quarta quarto vierde quatre",
  "five fifth fünf fünfte fünfter fünftes cinquième cinquieme quinta quinto vijfde cinq",
  "six sixth sechs sechste sechster sechstes sixième sixieme sexta sexto sesta sesto zesde",
  "seven seventh sieben siebte siebter siebtes siebente septième septieme séptima séptimo settima settimo sétima sétimo zevende sept",
  "eight eighth acht achte achter achtes huitième huitieme octava octavo ottava ottavo oitava oitavo achtste huit",
  "nine ninth neun neunte neunter neuntes neuvième neuvieme novena noveno nona nono negende neuf",
  "ten tenth zehn zehnte zehnter zehntes dixième dixieme décima décimo decima decimo tiende dix",
  "eleven eleventh elf elfte elftes onzième",
  "twelve twelfth zwölf zwölfte zwölftes douzième",
  "thirteen thirteenth dreizehn dreizehnte dreizehntes treizième",
  "fourteen fourteenth vierzehn vierzehnte vierzehntes quatorzième",
  "fifteen fifteenth fünfzehn fünfzehnte fünfzehntes quinzième",
  "sixteen sixteenth sechzehn sechzehnte sechzehntes seizième",
  "seventeen seventeenth siebzehn siebzehnte siebzehntes",
  "eighteen eighteenth achtzehn achtzehnte achtzehntes",
  "nineteen nineteenth neunzehn neunzehnte neunzehntes",
  "twenty twentieth zwanzig zwanzigste zwanzigstes vingtième",
];
/** English tens, alone or before a number below ten: "twenty-one". */
const TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const BY_WORD = new Map(
  WRITTEN.flatMap((words, number) => words.split(" ").flatMap((word) => (word === "" ? [] : [[word, number] as const]))),
);
const VALUES: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };
const ROMAN = /^M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/;

/** The value of a roman numeral in capitals, if it is a proper one. */
export function romanNumber(text: string): number | undefined {
  if (text === "" || !ROMAN.test(text)) return undefined;
  const values = [...text].map((letter) => VALUES[letter] ?? 0);
  return values.reduce((sum, value, i) => sum + (value < (values[i + 1] ?? 0) ? -value : value), 0);
}

/** The number that a word of a heading stands for. */
export function headingNumber(word: string): number | undefined {
  if (/^\d{1,3}$/.test(word)) return Number(word);
  const low = word.toLowerCase();
  const [ten = "", unit] = low.split("-");
  const tens = (TENS.indexOf(ten) + 2) * 10;
  if (tens > 10) return unit === undefined ? tens : tens + (BY_WORD.get(unit) ?? 0);
  return romanNumber(word.toUpperCase()) ?? BY_WORD.get(low);
}

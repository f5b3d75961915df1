// The language of a text that does not say it: by its commonest words, and only where they leave no doubt.

const COMMON: Record<string, string> = {
  en: "the of and to in that was he it his is with as for had not but which by from they this were have are would there been",
  de: "der die und das den nicht ein zu ist er sie mit dem sich des auf es eine für von im auch wie aber wir noch nur oder",
  fr: "le la les et des est un une du dans il que qui ne pas pour elle ce au sur se avec plus son était nous vous mais ou",
  es: "el la los y que de en un por con no una su para es al lo como más pero sus le ya fue este muy sin sobre también",
  it: "il che di la non è un per in una si con del sono della più ma come gli le ha alla anche suo dei questo nel era",
  pt: "o que de e do da em um para não é com uma os no se na por mais as dos como mas ao ele das seu sua ou foi já",
  nl: "de het een van en in is dat op te zijn met voor niet aan er om hij ook als maar dan ik uit bij nog naar wordt",
};

/** Words that are looked at: enough for any doubt to end. */
const LOOKED_AT = 20_000;

/** The tag of the language, or "und" if the words do not say it plainly. */
export function guessLanguage(text: string): string {
  const words =
    text
      .slice(0, LOOKED_AT * 7)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  if (words.length < 20) return "und";
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const votes = Object.entries(COMMON)
    .map(([tag, list]) => ({
      tag,
      share: list.split(" ").reduce((sum, word) => sum + (counts.get(word) ?? 0), 0) / words.length,
    }))
    .sort((a, b) => b.share - a.share);
  const [first, second] = votes;
  if (first === undefined || second === undefined) return "und";
  return first.share >= 0.15 && first.share >= second.share * 1.4 ? first.tag : "und";
}

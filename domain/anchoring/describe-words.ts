// Words by which a text is quoted, as the anchor that a reader who selects them would make.
import type { Anchor, PassageText } from "./anchor.ts";
import { describeSelection } from "./describe-selection.ts";

/** The anchor of `words` where they stand first within one passage of a chapter; nothing where they do not. */
export function describeWords(passages: readonly PassageText[], words: string): Anchor | undefined {
  for (const { id, text } of passages) {
    const start = text.indexOf(words);
    if (start < 0) continue;
    const described = describeSelection(passages, {
      start: { passage: id, offset: start },
      end: { passage: id, offset: start + words.length },
    });
    if (described.ok) return described.anchor;
  }
  return undefined;
}

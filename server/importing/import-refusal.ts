// The one error an import ends with when a file cannot be repaired: a code for programs, a sentence for people.

export type RefusalCode =
  | "not-zip"
  | "damaged"
  | "encrypted"
  | "no-package"
  | "missing"
  | "unknown-format"
  | "no-text"
  | "too-large"
  | "too-many-entries"
  | "bomb"
  | "too-many-words"
  | "too-complex"
  | "entities"
  | "time"
  | "memory"
  | "failed";

/** A file that cannot become a book. `message` is one sentence or two: what is wrong, where, and what to do. */
export class ImportRefusal extends Error {
  override readonly name = "ImportRefusal";
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}

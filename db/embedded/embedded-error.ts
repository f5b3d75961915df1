// The ways in which the embedded database refuses to start, each with a code for programs and one sentence for people.

/**
 * `in_use`: another server holds the folder. `not_writable`: the folder cannot be made or written. `disk_full`: too little room to start.
 * `no_flush`: a commit does not reach the disk. `incompatible`: data of another version. `damaged`: the data cannot be opened.
 * `failed`: anything else, with its own words.
 */
export type EmbeddedErrorCode = "in_use" | "not_writable" | "disk_full" | "no_flush" | "incompatible" | "damaged" | "failed";

/** An embedded database that cannot be started. The message is one sentence that says what to do about it. */
export class EmbeddedError extends Error {
  readonly code: EmbeddedErrorCode;

  constructor(code: EmbeddedErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "EmbeddedError";
    this.code = code;
  }
}

const causes = new Map<unknown, [EmbeddedErrorCode, string]>([
  ["ENOSPC", ["disk_full", "its disk is full"]],
  ["EDQUOT", ["disk_full", "its disk quota is used up"]],
  ...["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "ENOENT"].map((code): [unknown, [EmbeddedErrorCode, string]] => [
    code,
    ["not_writable", `it cannot be written (${code})`],
  ]),
]);

/** The error as it is when it is one of ours; else what the system's own error code means for the data folder, or `failed`. */
export function asEmbeddedError(fault: unknown, dataDir: string): EmbeddedError {
  if (fault instanceof EmbeddedError) return fault;
  const [code, words] = causes.get(fault instanceof Error && "code" in fault ? fault.code : undefined) ?? [
    "failed",
    fault instanceof Error ? fault.message : String(fault),
  ];
  return new EmbeddedError(code, `The embedded database in ${dataDir} could not be started: ${words}.`, { cause: fault });
}

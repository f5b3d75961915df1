// The few pieces of Postgres's wire protocol (version 3, "Message Formats" in the PostgreSQL manual) that are written or changed here.

const letter = (character: string): number => character.charCodeAt(0);

/** A message: its type letter, its length, its body. */
function frame(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, "latin1");
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** An ErrorResponse with an SQLSTATE code (five characters) and a sentence. */
export function errorResponse(severity: "ERROR" | "FATAL", code: string, message: string): Buffer {
  return frame("E", Buffer.from(`S${severity}\0V${severity}\0C${code}\0M${message}\0\0`, "utf8"));
}

/** AuthenticationCleartextPassword: asks the other side for a password. */
export const askForPassword = frame("R", Buffer.from([0, 0, 0, 3]));

/** The password of a PasswordMessage, or nothing when the message is another one. */
export function readPassword(message: Uint8Array): string | undefined {
  if (message[0] !== letter("p")) return undefined;
  return Buffer.from(message.subarray(5, -1)).toString("utf8");
}

/** The statement of a Query or Parse message, or nothing when the message is another one. */
export function readStatement(message: Uint8Array): { text: string; replace: (text: string) => Uint8Array } | undefined {
  const body = Buffer.from(message.buffer, message.byteOffset + 5, message.length - 5);
  if (message[0] === letter("Q")) {
    return { text: cstring(body, 0), replace: (text) => frame("Q", Buffer.from(`${text}\0`, "utf8")) };
  }
  if (message[0] === letter("P")) {
    const start = body.indexOf(0) + 1;
    const end = body.indexOf(0, start);
    return {
      text: cstring(body, start),
      replace: (text) => frame("P", Buffer.concat([body.subarray(0, start), Buffer.from(text, "utf8"), body.subarray(end)])),
    };
  }
  return undefined;
}

/** Whether the message ends a batch, so that the other side now waits for an answer: Query, Sync, Flush, function call, end of a copy. */
export function endsBatch(message: Uint8Array): boolean {
  return "QSHFcf".includes(String.fromCharCode(message[0] ?? 0));
}

/** Whether after this message nothing is left open: no portal, no statement without a name, no implicit transaction. */
export function leavesRest(message: Uint8Array): boolean {
  return "QSF".includes(String.fromCharCode(message[0] ?? 0));
}

/** The answer with every error of the code `from` replaced by an error of the code `to` that says `message`. */
export function replaceErrors(answer: Buffer, from: string, to: string, message: string): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at + 5 <= answer.length; ) {
    const end = at + 1 + answer.readInt32BE(at + 1);
    const isIt = answer[at] === letter("E") && fieldOf(answer.subarray(at + 5, end), "C") === from;
    parts.push(isIt ? errorResponse("ERROR", to, message) : answer.subarray(at, end));
    at = end;
  }
  return Buffer.concat(parts);
}

function fieldOf(body: Buffer, name: string): string | undefined {
  for (let at = 0; at < body.length && body[at] !== 0; at = body.indexOf(0, at + 1) + 1) {
    if (body[at] === letter(name)) return cstring(body, at + 1);
  }
  return undefined;
}

function cstring(body: Buffer, start: number): string {
  return body.toString("utf8", start, body.indexOf(0, start));
}

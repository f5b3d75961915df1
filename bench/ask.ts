// One plain HTTP request over a kept connection, timed to its last byte, with the bytes as they came over the wire.
import { Agent, request } from "node:http";

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

export interface Answered {
  status: number;
  /** From asking to the last byte. */
  milliseconds: number;
  /** Bytes of the body as transferred: compressed where the server compressed. */
  bytes: number;
  encoding: string | undefined;
  tag: string | undefined;
}

/** Gets an address; rejects when there is no whole answer within 10 s. */
export function ask(url: string, headers: Record<string, string> = {}): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const asked = request(url, { agent, headers, signal: AbortSignal.timeout(10_000) }, (answer) => {
      let bytes = 0;
      answer.on("data", (part: Buffer) => (bytes += part.length));
      answer.once("error", reject);
      answer.once("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          milliseconds: performance.now() - began,
          bytes,
          encoding: answer.headers["content-encoding"],
          tag: answer.headers.etag,
        }),
      );
    });
    asked.once("error", reject);
    asked.end();
  });
}

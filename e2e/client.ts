// A client without a browser: signs in, calls the doors by HTTP and by socket. It speaks only what is on the wire.
import { io, type Socket } from "socket.io-client";
import { v7 } from "uuid";
import type {
  Acknowledged,
  ClientToServer,
  ServerToClient,
  SocketAnswers,
  SocketInput,
  SocketRequest,
} from "#domain/live/contract.ts";

/** A refusal as it came over the wire. */
export class Refusal extends Error {
  readonly status: number;
  readonly reason: string;
  constructor(status: number, reason: string, message: string) {
    super(`${status} ${reason}: ${message}`);
    this.status = status;
    this.reason = reason;
  }
}

export type LiveSocket = Socket<ServerToClient, ClientToServer>;

export class Client {
  readonly url: string;
  #cookies = new Map<string, string>();
  constructor(url: string) {
    this.url = url;
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /** A request with this client's cookies, as a page of the site would send it. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const answer = await fetch(`${this.url}${path}`, {
      redirect: "manual",
      signal: AbortSignal.timeout(20_000),
      ...init,
      headers: { cookie: this.cookie, origin: this.url, ...init.headers },
    });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ""] = set.split(";", 1);
      const at = pair.indexOf("=");
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(set)) this.#cookies.delete(pair.slice(0, at));
      else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }

  /** Asks a tRPC query or mutation. Throws a Refusal, or whatever fetch throws when the server is gone. */
  async query<T>(path: string, input?: unknown): Promise<T> {
    const asked = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    return unwrap<T>(await this.fetch(`/api/trpc/${path}${asked}`));
  }
  async mutate<T>(path: string, input: unknown): Promise<T> {
    return unwrap<T>(
      await this.fetch(`/api/trpc/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(input),
      }),
    );
  }

  async signIn(email: string, password: string): Promise<void> {
    const { csrfToken } = (await (await this.fetch("/api/auth/csrf")).json()) as { csrfToken: string };
    const answer = await this.fetch("/api/auth/callback/password", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
    });
    if (!answer.ok) throw new Refusal(answer.status, "sign_in", await answer.text());
  }

  /** Opens a socket with this client's cookies; resolves when it is connected. */
  async connect(): Promise<LiveSocket> {
    const socket: LiveSocket = io(this.url, {
      transports: ["websocket"],
      extraHeaders: { cookie: this.cookie, origin: this.url },
      reconnectionDelay: 50,
      reconnectionDelayMax: 400,
      forceNew: true,
    });
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("connect_error", reject);
    });
    return socket;
  }

  /** Sends a file to a branch and waits until it is read; gives the import, which waits for its review. */
  async sendBook(branchId: string, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    const importId = v7();
    const asked = new URLSearchParams({ id: importId, branch: branchId, name });
    const answer = await this.fetch(`/upload/book?${asked}`, {
      method: "POST",
      headers: { "x-interleaf": "upload", "content-type": "application/octet-stream" },
      body: bytes,
    });
    if (answer.status !== 202) throw new Refusal(answer.status, "upload", await answer.text());
    for (;;) {
      const { state, refusal } = await this.query<{ state: string; refusal?: string }>("import.look", { branchId, importId });
      if (state === "review") return importId;
      if (state === "refused") throw new Refusal(400, "import_refused", refusal ?? "");
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Sends a file to a branch and publishes it as it was read; gives the book's id. */
  async importBook(branchId: string, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    const importId = await this.sendBook(branchId, name, bytes);
    const { review } = await this.query<{ review: object }>("import.review", { branchId, importId });
    const published = { id: v7(), branchId, importId, review: { ...review, rights: "own_text" } };
    return (await this.mutate<{ bookId: string }>("import.publish", published)).bookId;
  }
}

async function unwrap<T>(answer: Response): Promise<T> {
  const body = (await answer.json()) as {
    result?: { data: T };
    error?: { message: string; data?: { reason?: string } };
    message?: string;
  };
  if (body.result) return body.result.data;
  throw new Refusal(answer.status, body.error?.data?.reason ?? "", body.error?.message ?? body.message ?? "");
}

/** Asks by socket, with an acknowledgement within `within` milliseconds; throws a Refusal, or a time-out. */
export async function ask<R extends SocketRequest>(
  socket: LiveSocket,
  request: R,
  input: SocketInput<R>,
  within = 5_000,
): Promise<SocketAnswers[R]> {
  const answer = (await (
    socket.timeout(within) as unknown as { emitWithAck: (name: string, input: unknown) => Promise<unknown> }
  ).emitWithAck(request, input)) as Acknowledged<SocketAnswers[R]>;
  if (answer.ok) return answer.data;
  throw new Refusal(400, answer.reason, answer.code);
}

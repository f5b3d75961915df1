// The one socket of a tab: its state, requests with an answer, and who follows which stream. The library comes when the page has been shown.
import type { Socket } from "socket.io-client";
import { RefusedBySocket } from "#app/_client/failure.ts";
import { later } from "#app/_ui/later.ts";
import type {
  Acknowledged,
  ClientToServer,
  ServerToClient,
  SocketAnswers,
  SocketInput,
  SocketRequest,
} from "#domain/live/contract.ts";
import type { Follower } from "#domain/live/stream-cursor.ts";

/** `waiting` before the first connection, `online`, `reconnecting` when the line is down, `ended` when the session is over. */
export type ConnectionState = "waiting" | "online" | "reconnecting" | "ended";

const ANSWER_WITHIN_MS = 10_000;

type Line = Socket<ServerToClient, ClientToServer>;

export class Live {
  #socket: Line | undefined;
  readonly #followers = new Map<string, Set<Follower>>();
  readonly #listeners = new Set<() => void>();
  #state: ConnectionState = "waiting";
  #started = false;

  /** The socket, not connected yet, with everybody told of what happens on it. */
  async #makeSocket(): Promise<Line> {
    const { io } = await later(() => import("socket.io-client"));
    const socket: Line = io({
      autoConnect: false,
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelayMax: 10_000,
    });
    socket.on("connect", () => {
      this.#become("online");
      for (const follower of this.#all()) follower.connected();
    });
    socket.on("disconnect", () => {
      if (this.#state !== "ended") this.#become("reconnecting");
      for (const follower of this.#all()) follower.disconnected();
      this.#returnByHand();
    });
    socket.on("connect_error", (fault) => {
      if (fault.message === "sign_in_first" || fault.message === "session_ended") return this.#end();
      this.#become("reconnecting");
      this.#returnByHand();
    });
    socket.on("left", (groupId) => {
      for (const [stream, followers] of this.#followers) {
        if (stream.includes(groupId)) for (const follower of followers) follower.wake();
      }
    });
    socket.on("closing", (reason) => reason === "session_ended" && this.#end());
    socket.on("live", (events) => {
      for (const [stream, theirs] of Map.groupBy(events, (event) => event.stream)) {
        for (const follower of this.#followers.get(stream) ?? []) follower.hear(theirs);
      }
    });
    socket.on("heads", (heads) => {
      for (const [stream, head] of Object.entries(heads))
        for (const follower of this.#followers.get(stream) ?? []) follower.headIs(head);
    });
    return socket;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Calls back when the state changes; gives the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Connects, and watches for the signs that something was slept through. Gives the way to stop. */
  start(): () => void {
    const wake = () => {
      if (document.visibilityState === "hidden" || this.#state === "ended" || !this.#socket) return;
      // Taken apart first: while the library waits for its own next attempt, connecting alone does nothing.
      if (!this.#socket.connected) this.#socket.disconnect().connect();
      else for (const follower of this.#all()) follower.wake();
    };
    this.#started = true;
    void this.#connect();
    window.addEventListener("online", wake);
    window.addEventListener("pageshow", wake);
    document.addEventListener("visibilitychange", wake);
    return () => {
      window.removeEventListener("online", wake);
      window.removeEventListener("pageshow", wake);
      document.removeEventListener("visibilitychange", wake);
      this.#started = false;
      this.#socket?.disconnect();
    };
  }

  async #connect(): Promise<void> {
    this.#socket ??= await this.#makeSocket();
    if (this.#started) this.#socket.connect();
  }

  /** Asks the server by socket. Throws RefusedBySocket when it refuses, and at once when there is no line: nothing waits in the socket itself. */
  async request<R extends SocketRequest>(request: R, input: SocketInput<R>): Promise<SocketAnswers[R]> {
    const socket = this.#socket;
    if (!socket?.connected) throw new Error("no line");
    const answer = await new Promise<Acknowledged<SocketAnswers[R]>>((resolve, reject) => {
      const done = (fault: Error | null, acknowledged: Acknowledged<SocketAnswers[R]>) =>
        fault ? reject(fault) : resolve(acknowledged);
      (socket.timeout(ANSWER_WITHIN_MS).emit as (...sent: unknown[]) => void)(request, input, done);
    });
    if (!answer.ok) throw new RefusedBySocket(answer);
    return answer.data;
  }

  /** Tells a follower what comes on a stream until the returned function is called. The follower itself enters the stream. */
  follow(stream: string, follower: Follower): () => void {
    const followers = this.#followers.get(stream) ?? new Set();
    this.#followers.set(stream, followers.add(follower));
    if (this.#socket?.connected) follower.connected();
    return () => {
      followers.delete(follower);
      follower.disconnected();
      if (followers.size > 0) return;
      this.#followers.delete(stream);
      this.request("stream:leave", { stream }).catch(() => {});
    };
  }

  #all(): Follower[] {
    return [...this.#followers.values()].flatMap((followers) => [...followers]);
  }

  #become(state: ConnectionState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  #end(): void {
    this.#become("ended");
    this.#socket?.disconnect();
  }

  /** After a refusal or a cut by the server the library does not come back by itself; many clients must not come back at the same moment. */
  #returnByHand(): void {
    if (this.#socket?.active || this.#state === "ended" || !this.#started) return;
    setTimeout(() => this.#started && this.#socket?.connect(), 1_000 + Math.random() * 4_000);
  }
}

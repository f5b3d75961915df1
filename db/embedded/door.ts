// The door of the embedded database: a socket at which clients are let in one at a time, each when the one before has left nothing behind.
import { createServer, type Server, type Socket } from "node:net";
import { PGLiteSocketHandler } from "@electric-sql/pglite-socket";
import { type Endpoint, socketPath } from "./endpoint.ts";
import type { Session } from "./session.ts";
import { errorResponse } from "./wire.ts";

type HandlerOptions = ConstructorParameters<typeof PGLiteSocketHandler>[0];

/** In milliseconds. */
export interface DoorLimits {
  /** How long a client that finds the session taken waits for it, before it is turned away (SQLSTATE 53300). */
  patience: number;
  /** How long the client inside may leave a transaction open without a word, before it is sent away (SQLSTATE 25P03). */
  forgotten: number;
}

/**
 * In a PGlite, Postgres's own idle_in_transaction_session_timeout strikes only when the client speaks again, and ends the whole
 * engine; so the door sends a forgotten transaction away before the 10 s that the server sets.
 */
const usualLimits: DoorLimits = { patience: 5000, forgotten: 8000 };

export class Door {
  readonly #session: Session;
  readonly #limits: DoorLimits;
  readonly #server: Server;
  readonly #waiting: Socket[] = [];
  readonly #sockets = new Set<Socket>();
  #inside: { handler: PGLiteSocketHandler; socket: Socket } | undefined;
  #patrol: NodeJS.Timeout | undefined;

  constructor(session: Session, limits = usualLimits) {
    this.#session = session;
    this.#limits = limits;
    this.#server = createServer((socket) => this.#receive(socket));
  }

  /** Opens the door; gives the endpoint with the port that was taken when it asked for any (0). */
  async listen(endpoint: Endpoint): Promise<Endpoint> {
    const path = socketPath(endpoint);
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      if (path) this.#server.listen(path, resolve);
      else this.#server.listen(endpoint.port, endpoint.host, resolve);
    });
    this.#patrol = setInterval(() => this.#sendAwayForgotten(), this.#limits.forgotten / 8);
    const address = this.#server.address();
    return typeof address === "object" && address ? { ...endpoint, port: address.port } : endpoint;
  }

  /** Whether a client is inside. */
  get occupied(): boolean {
    return this.#inside !== undefined;
  }

  /** Shuts the door. The client inside is sent away, its open transaction rolled back. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    clearInterval(this.#patrol);
    this.#waiting.length = 0;
    await this.#inside?.handler.detach(true);
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #receive(socket: Socket): void {
    this.#sockets.add(socket);
    const leaveQueue = (): boolean => {
      const place = this.#waiting.indexOf(socket);
      if (place >= 0) this.#waiting.splice(place, 1);
      return place >= 0;
    };
    socket.once("close", () => {
      this.#sockets.delete(socket);
      leaveQueue();
    });
    socket.on("error", () => socket.destroy());
    this.#waiting.push(socket);
    const turnAway = setTimeout(() => {
      if (!leaveQueue()) return;
      socket.end(errorResponse("FATAL", "53300", "The embedded database takes one connection, and it is in use."));
      // Its greeting was never read; until it is, the end of the other side is not seen and the socket stays.
      socket.resume();
    }, this.#limits.patience);
    turnAway.unref();
    this.#letIn();
  }

  #letIn(): void {
    if (this.#inside) return;
    const socket = this.#waiting.shift();
    if (!socket) return;
    const handler = new PGLiteSocketHandler({
      queryQueue: this.#session as unknown as HandlerOptions["queryQueue"],
      closeOnDetach: true,
    });
    const client = handler.handlerId;
    this.#inside = { handler, socket };
    this.#session.open(client);
    // The handler tells either of the two once, before its own cleaning up.
    const leave = async () => {
      await this.#session.close(client);
      if (this.#inside?.handler !== handler) return;
      this.#inside = undefined;
      this.#letIn();
    };
    handler.addEventListener("close", leave);
    handler.addEventListener("error", leave);
    void handler.attach(socket);
  }

  #sendAwayForgotten(): void {
    if (!this.#inside || this.#session.heldOpenFor() < this.#limits.forgotten) return;
    const { socket } = this.#inside;
    socket.write(
      errorResponse("FATAL", "25P03", "The connection is ended because its transaction was left open without a word."),
    );
    socket.destroySoon();
  }
}

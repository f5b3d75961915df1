// The door of the embedded database: a socket at which clients are let in one at a time, each when the one before has left nothing behind.
import { createServer, type Server, type Socket } from "node:net";
import { PGLiteSocketHandler } from "@electric-sql/pglite-socket";
import { type Endpoint, socketPath } from "./endpoint.ts";
import type { Session } from "./session.ts";
import { errorResponse } from "./wire.ts";

type HandlerOptions = ConstructorParameters<typeof PGLiteSocketHandler>[0];

export class Door {
  readonly #session: Session;
  readonly #patience: number;
  readonly #server: Server;
  readonly #waiting: Socket[] = [];
  readonly #sockets = new Set<Socket>();
  #inside: PGLiteSocketHandler | undefined;

  /** A client that finds the session taken waits for it up to `patience` milliseconds, and is then turned away (SQLSTATE 53300). */
  constructor(session: Session, patience = 5000) {
    this.#session = session;
    this.#patience = patience;
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
    this.#waiting.length = 0;
    await this.#inside?.detach(true);
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
    }, this.#patience);
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
    this.#inside = handler;
    this.#session.open(client);
    // The handler tells either of the two once, before its own cleaning up.
    const leave = async () => {
      await this.#session.close(client);
      if (this.#inside !== handler) return;
      this.#inside = undefined;
      this.#letIn();
    };
    handler.addEventListener("close", leave);
    handler.addEventListener("error", leave);
    void handler.attach(socket);
  }
}

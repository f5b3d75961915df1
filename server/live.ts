// The Socket.IO transport, set up once: who may connect, parsing, errors, acknowledgements, rooms, and the heads of streams.
import type { Server as HttpServer, IncomingMessage } from "node:http";
import { inArray } from "drizzle-orm";
import { type DefaultEventsMap, Server, type Socket } from "socket.io";
import type { Db } from "#db/client.ts";
import { streams } from "#db/schema/streams.ts";
import { AppError, type Reason } from "#domain/errors.ts";
import {
  type Acknowledged,
  type ClientToServer,
  type Refused,
  type ServerToClient,
  type SocketAnswers,
  type SocketRequest,
  socketRequests,
} from "#domain/live/contract.ts";
import type { Numbered } from "#domain/live/events.ts";
import { parseStream } from "#domain/live/streams.ts";
import type { Announcer, Ctx } from "./context.ts";
import { translateFault } from "./faults.ts";
import { faultFields, type Log } from "./log.ts";

interface SocketData {
  request: IncomingMessage;
  personId: string;
}
type LiveServer = Server<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;
export type LiveSocket = Socket<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;

/** Answers one kind of request: parses nothing, decides nothing, calls a verb. */
export type SocketDoor<R extends SocketRequest> = (ctx: Ctx, input: unknown, socket: LiveSocket) => Promise<SocketAnswers[R]>;
export type SocketDoors = { [R in SocketRequest]: SocketDoor<R> };

export interface Live {
  announcer: Announcer;
  /** Tells every client that the server stops, and closes their connections. */
  stop: () => Promise<void>;
}

const HEADS_EVERY_MS = 10_000;
/** A connection with this many packets waiting is cut and told to come back: a slow reader must not fill the memory. */
const WAITING_MOST = 256;

/** The announcer before any server listens, and in programs that have none. */
export const silent: Announcer = { announce: () => {}, evict: () => {}, endSession: () => {} };

/** Opens the sockets on this HTTP server. `contextOf` reads the actor from the handshake's cookie again at each event, so that a revoked session ends at the next one. */
export function openLive(
  http: HttpServer,
  settings: {
    doors: SocketDoors;
    contextOf: (request: IncomingMessage) => Promise<Ctx>;
    mayConnect: (request: IncomingMessage) => boolean;
    db: Db;
    log: Log;
  },
): Live {
  const io: LiveServer = new Server(http, {
    path: "/socket.io",
    serveClient: false,
    maxHttpBufferSize: 64_000,
    connectTimeout: 5_000,
    pingInterval: 20_000,
    pingTimeout: 15_000,
    allowRequest: (request, answer) => answer(null, settings.mayConnect(request)),
  });

  io.use(async (socket, next) => {
    try {
      const ctx = await settings.contextOf(socket.request);
      if (!ctx.actor) return next(new Error("sign_in_first"));
      await ctx.house.limits.take("connect", ctx.actor.personId);
      socket.data.request = socket.request;
      socket.data.personId = ctx.actor.personId;
      await socket.join([`self:${ctx.actor.personId}`, `session:${ctx.actor.sessionId}`]);
      next();
    } catch (fault) {
      next(new Error(fault instanceof AppError ? fault.reason : "fault"));
    }
  });

  io.on("connection", (socket) => {
    socket.on("error", () => socket.disconnect(true));
    for (const request of Object.keys(socketRequests) as SocketRequest[]) listen(socket, request);
  });

  function listen<R extends SocketRequest>(socket: LiveSocket, request: R): void {
    const answer = async (...sent: unknown[]) => {
      const acknowledge = sent.at(-1);
      if (typeof acknowledge !== "function") return;
      acknowledge(await handle(socket, request, sent[0]));
    };
    socket.on<SocketRequest>(request, answer as never);
  }

  async function handle<R extends SocketRequest>(
    socket: LiveSocket,
    request: R,
    sent: unknown,
  ): Promise<Acknowledged<SocketAnswers[R]>> {
    try {
      const ctx = await settings.contextOf(socket.data.request);
      if (!ctx.actor) {
        close(socket, "session_ended");
        return refuse(new AppError("unauthenticated", "session_ended"));
      }
      await ctx.house.limits.take("call", ctx.actor.personId);
      const parsed = socketRequests[request].input.safeParse(sent);
      if (!parsed.success) throw new AppError("invalid", "invalid_input", { what: parsed.error.issues[0]?.message ?? "input" });
      const data = await (settings.doors[request] as SocketDoor<R>)(ctx, parsed.data, socket);
      if (!ctx.admitted.has(socketRequests[request].action)) throw new Error(`${request} answered without passing the gate`);
      return { ok: true, data };
    } catch (thrown) {
      const fault = translateFault(thrown);
      if (fault instanceof AppError) return refuse(fault);
      settings.log.error({ request, ...faultFields(fault) }, "a socket door failed");
      return { ok: false, code: "conflict", reason: "fault", values: {} };
    }
  }

  function close(
    socket: { emit: LiveSocket["emit"]; disconnect: (close: boolean) => unknown },
    reason: Parameters<ServerToClient["closing"]>[0],
  ): void {
    socket.emit("closing", reason);
    socket.disconnect(true);
  }

  async function sendHeads(): Promise<void> {
    const names = [...io.sockets.adapter.rooms.keys()].filter((room) => parseStream(room));
    if (names.length === 0) return;
    const rows = await settings.db.select().from(streams).where(inArray(streams.name, names));
    const heads = new Map(rows.map((row) => [row.name, row.head]));
    for (const socket of io.sockets.sockets.values()) {
      const waiting = (socket.conn as unknown as { writeBuffer?: unknown[] }).writeBuffer?.length ?? 0;
      if (waiting > WAITING_MOST) {
        close(socket, "too_slow");
        continue;
      }
      const mine = [...socket.rooms].flatMap((room) => (heads.has(room) ? [[room, heads.get(room)] as const] : []));
      if (mine.length > 0) socket.volatile.emit("heads", Object.fromEntries(mine) as Record<string, number>);
    }
  }
  const beat = setInterval(
    () => sendHeads().catch((fault) => settings.log.warn(faultFields(fault), "heads were not sent")),
    HEADS_EVERY_MS,
  );

  return {
    announcer: {
      announce(events: Numbered[]) {
        const byStream = Map.groupBy(events, (event) => event.stream);
        for (const [stream, theirs] of byStream) io.to(stream).emit("live", theirs);
      },
      evict(personId, groupId, only) {
        for (const room of io.sockets.adapter.rooms.keys()) {
          const stream = parseStream(room);
          if (stream && stream.kind !== "person" && stream.groupId === groupId && (!only || stream.kind === only))
            io.in(`self:${personId}`).socketsLeave(room);
        }
        io.to(`self:${personId}`).emit("left", groupId);
      },
      endSession(sessionId) {
        const room = io.in(`session:${sessionId}`);
        room.emit("closing", "session_ended");
        room.disconnectSockets(true);
      },
    },
    async stop() {
      clearInterval(beat);
      io.emit("closing", "server_stopping");
      io.disconnectSockets(true);
      io.engine.close();
    },
  };
}

function refuse(fault: AppError): Refused {
  return { ok: false, code: fault.code, reason: fault.reason as Reason, values: fault.values };
}

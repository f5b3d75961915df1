// Socket doors of streams: enter one, leave it, ask what came after a number.
import type { SocketDoors } from "../live.ts";
import { allowLeaving, getHead, listSince } from "./queries.ts";

export const streamDoors: Pick<SocketDoors, "stream:enter" | "stream:leave" | "stream:since"> = {
  /** Enters the room first and asks the gate then: whoever is removed in between is put out of a room they are already in. */
  "stream:enter": async (ctx, input, socket) => {
    const { stream } = input as { stream: string };
    const wasIn = socket.rooms.has(stream);
    await socket.join(stream);
    try {
      return { head: await getHead(ctx, stream) };
    } catch (refused) {
      if (!wasIn) await socket.leave(stream);
      throw refused;
    }
  },
  "stream:leave": async (ctx, input, socket) => {
    const { stream } = input as { stream: string };
    await allowLeaving(ctx);
    await socket.leave(stream);
    return {};
  },
  "stream:since": (ctx, input) => listSince(ctx, input as { stream: string; after: number }),
};

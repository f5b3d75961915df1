// Socket door of the conversation.
import type { NewMessage } from "#domain/shapes/chat.ts";
import type { SocketDoors } from "../live.ts";
import { postMessage } from "./service.ts";

export const chatDoors: Pick<SocketDoors, "message:post"> = {
  "message:post": (ctx, input) => postMessage(ctx, input as NewMessage),
};

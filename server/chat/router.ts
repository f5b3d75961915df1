// tRPC doors of the conversation: reading. Posting goes by socket.
import { MessageList } from "#domain/shapes/chat.ts";
import { door, router } from "../trpc.ts";
import { listMessages } from "./queries.ts";

export const messageRouter = router({
  list: door("message:list")
    .input(MessageList)
    .query(({ ctx, input }) => listMessages(ctx, input)),
});
